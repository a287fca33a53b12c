internal import RecordFormats
package import SocialData

/// Turns the field batches of one file into staged rows: a format, compiled against that file's columns.
///
/// Compiling resolves names to positions and words to bytes once, so that mapping a row is a walk over small arrays. A
/// mapper is a value without state and works on several threads at once.
package struct RowMapper: Sendable {
    package let format: ExportFormat
    /// JSON: the paths to read from each record, in the order of its fields. CSV: the header names.
    package let columns: [String]
    /// What a person should know about how this file is read.
    package let notes: [String]
    /// What the file's values were taken for although they can mean something else.
    package var doubts: [String] { options.doubts }
    /// Columns of this file that no analysis uses.
    package let unused: [UnusedColumn]
    /// Entities whose rows this file gives, in the order of `MappedRows.entities`.
    package let entities: [Entity]

    /// Columns that are counted, in the order of `MappedRows.filled`.
    package let tallied: [TalliedColumn]

    let programs: [EntityProgram]
    let skips: [RuleProgram]
    let quarantines: [RuleProgram]
    let labels: RowLabels
    let missing: [[UInt8]]
    let unpivot: [(field: Int, currency: [UInt8])]
    let options: MappingOptions
    let inputKey: [UInt8]
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
        missing = format.missing.map { Array($0.utf8) }
        notes = compiler.notes
        tallied = compiler.tallied
        unused = format.unused.filter { !names.positions(of: $0.column, in: format).isEmpty }
        columns = isJSON ? compiler.paths : header
        fieldCount = columns.count
        optionalFields = format.trailingColumn == nil ? 0 : 1
        takesShortRows = format.allowsShortRows
        keptFields = format.isPersonal ? (0..<fieldCount).map { isJSON || compiler.usedFields.contains($0) } : nil
        self.format = format
        self.options = options
        inputKey = Array(options.inputKey.utf8)
    }
}
