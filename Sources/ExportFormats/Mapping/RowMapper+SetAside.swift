internal import RecordFormats
internal import SocialData

// Which values are set aside although they can be read, and what is kept of those that are.

extension RowMapper {
    /// Why the value just read cannot be true; nil where it can.
    func impossible(_ column: borrowing ColumnProgram, state: borrowing MappingState) -> ImpossibleValue? {
        column.bound.violation(state.cell.span, instant: state.reading.instant, founding: state.founding)
    }

    /// What the file says where the column is read from, cut to what a message can hold.
    func exportedText(of column: borrowing ColumnProgram, _ record: RecordSpan, _ batch: FieldBatch) -> [UInt8] {
        for program in column.alternatives {
            guard case .fields(let fields) = program.source else { continue }
            for field in fields {
                if let range = value(field, record, batch) { return Array(batch.bytes[range.prefix(60)]) }
            }
        }
        return []
    }
}
