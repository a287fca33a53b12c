internal import RecordFormats
internal import SocialData
internal import TextValues

// Which values are set aside although they can be read, and what is kept of those that are.

extension RowMapper {
    /// Why the value just read cannot be true; nil where it can.
    func impossible(_ column: borrowing ColumnProgram, state: borrowing MappingState) -> ImpossibleValue? {
        column.bound.violation(state.cell.span, instant: state.reading.instant, founding: state.founding)
    }

    /// Why a link in a handle's place is not one of the row's network; nil where it is, or where there is no link.
    func otherPlatform(_ column: borrowing ColumnProgram, _ record: RecordSpan, _ batch: FieldBatch, state: borrowing MappingState) -> String? {
        guard let platform = state.platform else { return nil }
        for program in column.alternatives {
            guard case .fields(let fields) = program.source else { continue }
            for field in fields {
                guard let range = value(field, record, batch) else { continue }
                let text = batch.bytes.span.extracting(range)
                guard (0..<text.count).contains(where: { text[$0] == UInt8(ascii: "/") }), let link = PlatformLink(text), link.platform != platform else { return nil }
                return ValueOutcome.reason(link.platform, insteadOf: platform)
            }
        }
        return nil
    }

    /// Whether a record sums up others: a word for that stands in the place of what names it.
    func isTotal(_ record: RecordSpan, _ batch: FieldBatch) -> Bool {
        if labels.areOfAds { return isTotalOfAds(record, batch) }
        let fields = labels.fields.span
        for index in fields.indices {
            guard let range = value(fields[index], record, batch) else { continue }
            let text = batch.bytes.span.extracting(range)
            if !TotalWord.isNamed(text, isBare: true) { return false }
            let isBare = !(index + 1..<fields.count).contains { value(fields[$0], record, batch) != nil }
                && labels.platform.map { value($0, record, batch) == nil } ?? true
            return isBare || !labels.areFreeWords && TotalWord.isNamed(text, isBare: false)
        }
        return false
    }

    /// The same of a report of ads: all that names the row says so, since a campaign can be called `Total` and still have ad sets.
    private func isTotalOfAds(_ record: RecordSpan, _ batch: FieldBatch) -> Bool {
        let fields = labels.fields.span
        let isBare = labels.platform.map { value($0, record, batch) == nil } ?? true
        var isTotal = false
        for index in fields.indices {
            guard let range = value(fields[index], record, batch) else { continue }
            guard TotalWord.isNamedInAds(batch.bytes.span.extracting(range), isBare: isBare) else { return false }
            isTotal = true
        }
        return isTotal
    }

    /// Why `program` gives this record no row.
    ///
    /// A record gives rows of several entities, and one of them can stand while another falls. What falls with it is not only
    /// the cell at fault: a follower count of an account on nobody knows which network is lost as well.
    func fault(
        _ program: EntityProgram, at index: Int?, kind: String, reason: String, isUnreadable: Bool = false, _ record: RecordSpan, _ batch: FieldBatch
    ) -> RowFault {
        var lost = isUnreadable ? index : nil
        if lost.map({ program.columns[$0].tally == nil }) ?? true {
            let needed = program.columns.indices.filter { program.columns[$0].tally != nil && !exportedText(of: program.columns[$0], record, batch).isEmpty }
            lost = needed.first { program.columns[$0].isRequired } ?? needed.first ?? lost
        }
        return RowFault(
            column: index.map { program.columns[$0].name } ?? "", kind: kind, reason: reason,
            lost: lost.map { column in
                UnreadableValues(
                    entity: program.entity, column: program.columns[column].name, kind: kind, reason: reason, count: 1, line: record.line,
                    example: exportedText(of: program.columns[column], record, batch))
            })
    }

    /// Keeps the books on an entity's row that fell while others of its record stand.
    func setAside(_ fault: RowFault, _ record: RecordSpan, _ batch: FieldBatch, into rows: inout MappedRows) {
        guard let lost = fault.lost else { return }
        rows.quarantinedCells += 1
        rows.setAside(lost)
        rows.rejects.append(Reject(
            scope: .cell, line: record.line, offset: record.offset, column: lost.column, kind: fault.kind, reason: fault.reason,
            raw: raw(record, batch)))
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

/// Why an entity got no row from a record.
struct RowFault {
    /// The column at fault; empty where it is the row as a whole.
    let column: String
    let kind: String
    let reason: String
    /// The value that is lost with the row; nil where the record holds none.
    let lost: UnreadableValues?
}
