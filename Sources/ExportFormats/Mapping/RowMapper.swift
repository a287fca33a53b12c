package import RecordFormats
package import SocialData
internal import TextValues

/// Turns the field batches of one file into staged rows: a format, compiled against that file's columns.
///
/// Compiling resolves names to positions and words to bytes once, so that mapping a batch is a walk over its columns. A
/// mapper is a value without state and works on several threads at once.
package struct RowMapper: Sendable {
    /// What was compiled against this file.
    package let format: ExportFormat
    /// JSON: the paths to read from each record, in the order of its fields. CSV: the header names.
    package let columns: [String]
    /// What a person should know about how this file is read.
    package let notes: [String]
    /// What the file's values were taken for although they can mean something else.
    package var doubts: [String] { options.doubts }
    /// Columns of this file that no analysis uses.
    package let unused: [UnusedColumn]
    /// Columns of this file that the format does not name and that would be missed.
    package let unread: [UnreadColumn]
    /// Columns by which deals are left out, and which say of others that they may be none.
    package let leavingIn: [String]
    /// Entities whose rows this file gives, in the order of `MappedRows.entities`.
    package let entities: [Entity]

    /// Columns that are counted, in the order of `MappedRows.filled`.
    package let tallied: [TalliedColumn]

    let programs: [EntityProgram]
    let skips: [RuleProgram]
    let quarantines: [RuleProgram]
    let labels: RowLabels
    let fieldReader: FieldReader
    let unpivot: [(field: Int, currency: [UInt8])]
    /// Records are lines of a table, not of JSON.
    let isTable: Bool
    package let options: MappingOptions
    /// Fields a record can have; CSV rows with more never reach the mapper.
    package let fieldCount: Int
    /// CSV rows may come with fewer fields than `fieldCount`.
    package let takesShortRows: Bool
    /// Fields at the end that rows may leave out and still be whole (`trailing_column`).
    package let optionalFields: Int
    /// Fields that some column is read from; nil where rows name no customers and may be kept whole.
    let keptFields: [Bool]?

    /// An empty result for `map` to add to.
    package func makeRows() -> MappedRows { MappedRows(entities: entities, skipRules: skips.count, tallied: tallied.count) }

    /// - Parameter header: CSV header names, or the paths that a survey of a JSON file found.
    package init(format: ExportFormat, header: [String], isJSON: Bool, options: MappingOptions) throws(MappingError) {
        let header = header + (format.trailingColumn.map { [$0] } ?? [])
        let names = HeaderNames(header, isJSON: isJSON, samples: options.samples)
        var compiler = MappingCompiler(format: format, names: names, isJSON: isJSON, options: options)
        try compiler.checkColumns()
        let mappings = format.isNative
            ? NativeColumns.mappings(format.entities[0].entity, header: names)
            : format.entities
        var entities = mappings.map(\.entity)
        var programs: [EntityProgram] = []
        for (index, mapping) in mappings.enumerated() {
            let columns = try compiler.columns(of: mapping)
            programs.append(compiler.program(mapping, output: index, columns: columns, entities: &entities))
        }
        self.programs = programs
        self.entities = entities
        skips = try compiler.rules(format.skips)
        quarantines = try compiler.rules(format.quarantines)
        unpivot = compiler.unpivotColumns()
        labels = compiler.labels(programs)
        fieldReader = FieldReader(missing: format.missing)
        notes = compiler.notes
        tallied = compiler.tallied
        unused = format.unused.filter { !names.positions(of: $0.column, in: format).isEmpty }
        unread = UnreadColumn.all(
            of: format, names, besides: compiler.usedFields, entities: Set(entities), lacksCurrency: programs.contains(where: \.lacksCurrency))
        leavingIn = entities.contains(.deals) ? UnreadColumn.leavingIn(names, of: format, skips: skips) : []
        columns = isJSON ? compiler.paths : header
        fieldCount = columns.count
        optionalFields = format.trailingColumn == nil ? 0 : 1
        takesShortRows = format.allowsShortRows
        keptFields = format.isPersonal ? (0..<fieldCount).map { isJSON || compiler.usedFields.contains($0) } : nil
        isTable = !isJSON
        self.format = format
        self.options = options
    }

    /// Adds the rows of a batch to `rows`.
    package func map(_ batch: FieldBatch, into rows: inout MappedRows) {
        BatchPass(self, batch).run(into: &rows)
    }

    /// Whether a record is neither set aside by the exporter nor a total or footer.
    func isCandidate(_ record: RecordSpan, _ batch: borrowing FieldBatch) -> Bool {
        firstRule(of: quarantines, for: record, batch) == nil && firstRule(of: skips, for: record, batch) == nil
            && !isBlank(record, batch) && !labels.isTotal(record, batch, fieldReader)
    }

    /// The first rule whose conditions hold; one about columns that the file lacks has none.
    func firstRule(of rules: borrowing [RuleProgram], for record: RecordSpan, _ batch: borrowing FieldBatch) -> Int? {
        let rules = rules.span
        for index in rules.indices where !rules[index].conditions.isEmpty && fieldReader.holds(rules[index].conditions, record, batch) { return index }
        return nil
    }

    /// Whether nothing stands in any field of a table's record, as spreadsheets leave them below a table.
    func isBlank(_ record: RecordSpan, _ batch: borrowing FieldBatch) -> Bool {
        isTable && (0..<record.fieldCount).allSatisfy { fieldReader.value($0, as: .identifier, record, batch) == nil }
    }

    /// What a fault in a file of orders keeps of the text: nobody knows which part of it is a customer's name.
    static let withheld = Array("(withheld: it can name a customer; see this line of the file)".utf8)

    /// The record's text for those who repair it. Of records that name customers only the fields that are read stay.
    func raw(_ record: RecordSpan, _ batch: borrowing FieldBatch) -> [UInt8] {
        guard let keptFields else {
            return Array(batch.bytes[record.raw.prefix(4096)])
        }
        var text: [UInt8] = []
        for field in 0..<record.fieldCount {
            if field > 0 { text.append(UInt8(ascii: ",")) }
            guard field < keptFields.count, keptFields[field], text.count < 4096 else { continue }
            CSVText.appendField(batch.bytes.span.extracting(batch.range(record, field)), to: &text)
        }
        return text
    }

    /// Why `program` gives this record no row.
    ///
    /// A record gives rows of several entities, and one of them can stand while another falls. What falls with it is not only
    /// the cell at fault: a follower count of an account on nobody knows which network is lost as well.
    func fault(
        _ program: EntityProgram, at index: Int?, kind: String, reason: String, isUnreadable: Bool = false, _ record: RecordSpan, _ batch: borrowing FieldBatch
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

    /// What the file says where the column is read from, cut to what a message can hold.
    func exportedText(of column: borrowing ColumnProgram, _ record: RecordSpan, _ batch: borrowing FieldBatch) -> [UInt8] {
        for program in column.alternatives {
            guard case .fields(let fields) = program.source else { continue }
            for field in fields {
                if let range = fieldReader.value(field, record, batch) { return Array(batch.bytes[range.prefix(60)]) }
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
