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
    /// Entities whose rows this file gives, in the order of `MappedRows.entities`.
    package let entities: [Entity]

    let programs: [EntityProgram]
    let skips: [RuleProgram]
    let quarantines: [RuleProgram]
    let missing: [[UInt8]]
    let unpivot: [(field: Int, currency: [UInt8])]
    let options: MappingOptions
    let inputKey: [UInt8]
    /// Fields a record must have; CSV rows with more or fewer never reach the mapper.
    package let fieldCount: Int

    /// An empty result for `map` to add to.
    package func makeRows() -> MappedRows { MappedRows(entities: entities, skipRules: skips.count) }

    /// - Parameter header: CSV header names, or the paths that a survey of a JSON file found.
    package init(format: ExportFormat, header: [String], isJSON: Bool, options: MappingOptions) throws(MappingError) {
        let names = HeaderNames(header, isJSON: isJSON)
        var compiler = MappingCompiler(format: format, names: names, isJSON: isJSON, options: options)
        try compiler.checkColumns()
        let mappings = format.isNative
            ? [EntityMapping(entity: format.entities[0].entity, columns: NativeColumns.mapping(format.entities[0].entity, header: names))]
            : format.entities
        var entities = mappings.map(\.entity)
        var programs: [EntityProgram] = []
        for (index, mapping) in mappings.enumerated() {
            let columns = try compiler.columns(of: mapping)
            programs.append(compiler.program(mapping.entity, output: index, columns: columns, entities: &entities))
        }
        self.programs = programs
        self.entities = entities
        skips = try compiler.rules(format.skips)
        quarantines = try compiler.rules(format.quarantines)
        unpivot = compiler.unpivotColumns()
        missing = format.missing.map { Array($0.utf8) }
        notes = compiler.notes
        columns = isJSON ? compiler.paths : header
        fieldCount = columns.count
        self.format = format
        self.options = options
        inputKey = Array(options.inputKey.utf8)
    }
}

/// Resolves a format's names against a file's columns.
struct MappingCompiler {
    let format: ExportFormat
    let names: HeaderNames
    let isJSON: Bool
    let options: MappingOptions
    /// JSON: paths asked for so far; a field's position is its index here.
    private(set) var paths: [String] = []
    private(set) var notes: [String] = []

    init(format: ExportFormat, names: HeaderNames, isJSON: Bool, options: MappingOptions) {
        self.format = format
        self.names = names
        self.isJSON = isJSON
        self.options = options
    }

    func checkColumns() throws(MappingError) {
        let match = format.isNative ? format.nativeMatch(names) : format.match(names)
        let missing = match.missing.map { name in (name: name, nearest: nearestWord(to: name, among: names.names)) }
        guard missing.isEmpty else { throw .missingColumns(missing) }
        if format.isNative, let repeated = names.repeated.first {
            throw .repeatedColumn(name: repeated.name, positions: repeated.positions)
        }
    }

    /// Field of a named column; nil where the file lacks it.
    mutating func field(_ column: SourceColumn) throws(MappingError) -> Int? {
        let positions = names.positions(of: column.name, in: format)
        if isJSON {
            guard !positions.isEmpty else { return nil }
            if let known = paths.firstIndex(of: column.name) { return known }
            paths.append(column.name)
            return paths.count - 1
        }
        if let nth = column.nth { return positions.count >= nth ? positions[nth - 1] : nil }
        guard positions.count <= 1 else {
            throw .repeatedColumn(name: column.name, positions: positions.map { $0 + 1 })
        }
        return positions.first
    }

    mutating func field(_ name: String) throws(MappingError) -> Int? { try field(SourceColumn(name: name, nth: nil)) }

    mutating func rules(_ rules: [RowRule]) throws(MappingError) -> [RuleProgram] {
        var programs: [RuleProgram] = []
        for rule in rules {
            // A rule about columns that this file does not have says nothing about its rows.
            guard rule.conditions.contains(where: { !names.positions(of: $0.column, in: format).isEmpty }) else {
                programs.append(RuleProgram(conditions: [], reason: rule.reason))
                continue
            }
            programs.append(RuleProgram(conditions: try conditions(rule.conditions), reason: rule.reason))
        }
        return programs
    }

    mutating func conditions(_ conditions: [Condition]) throws(MappingError) -> [ConditionProgram] {
        var programs: [ConditionProgram] = []
        for condition in conditions {
            programs.append(ConditionProgram(
                field: try field(condition.column), values: condition.values.map { Array($0.utf8) },
                isNegated: condition.isNegated))
        }
        return programs
    }

    mutating func columns(of mapping: EntityMapping) throws(MappingError) -> [ColumnProgram] {
        let entity = mapping.entity
        var programs: [ColumnProgram] = []
        for column in entity.columns {
            var alternatives: [ValueProgram] = []
            for rule in mapping.columns.filter({ $0.column == column.name }).flatMap(\.alternatives) {
                if let program = try value(rule, type: column.type) { alternatives.append(program) }
            }
            programs.append(ColumnProgram(
                name: column.name, type: column.type, isIdentity: entity.identity.contains(column.name),
                isRequired: entity.requiredColumns.contains(column.name), alternatives: alternatives,
                role: ColumnRole(column: column.name), fallback: try setValue(column)))
        }
        for (column, program) in zip(entity.columns, programs) where program.isRequired {
            let isFilledElsewhere = format.unpivot.map { $0.nameColumn == column.name || $0.valueColumn == column.name } ?? false
            if program.alternatives.isEmpty, program.fallback == nil, !isFilledElsewhere {
                throw .noIdentity(entity: entity.rawValue, column: column.name)
            }
        }
        return programs
    }

    /// The source's `set:` value, read as an export's value would be and written canonically.
    private func setValue(_ column: Column) throws(MappingError) -> [UInt8]? {
        guard let text = options.set[column.name] else { return nil }
        let program = ValueProgram.plain(type: column.type, dates: [try Self.pattern("iso8601")])
        var cell: [UInt8] = []
        let bytes = Array(text.utf8)
        var reading = ValueReading(options: options)
        switch reading.convert(bytes.span, kind: .text, type: column.type, program: program, into: &cell) {
        case .value: return cell
        case .missing: return nil
        case .bad(_, let reason): throw .badSetValue(column: column.name, value: text, reason: reason)
        }
    }

    private mutating func value(_ rule: ValueRule, type: ColumnType) throws(MappingError) -> ValueProgram? {
        guard let source = try source(rule.source) else { return nil }
        var dates: [DatePattern] = []
        for pattern in rule.dates { dates.append(try Self.pattern(pattern)) }
        // Without a pattern, times and days are ISO 8601.
        if dates.isEmpty, type == .instant || type == .day { dates = [try Self.pattern("iso8601")] }
        let extract = rule.extract.compactMap(ExtractPattern.init)
        let isField = if case .fields(let fields) = source { fields.count == 1 } else { false }
        return ValueProgram(
            source: source, when: try conditions(rule.when), unless: try conditions(rule.unless), extract: extract,
            template: template(rule.template, patterns: extract), timeOf: rule.timeOf, dates: dates, epoch: rule.epoch,
            values: rule.values.map { (Array($0.key.utf8), Array($0.value.utf8)) }
                .sorted { $0.0.lexicographicallyPrecedes($1.0) },
            unlisted: rule.unlisted, split: rule.split.flatMap(\.utf8.first), hidden: rule.hidden.map { Array($0.utf8) },
            number: rule.number, isEstimated: rule.isEstimated,
            isPlain: isField && rule.when.isEmpty && rule.unless.isEmpty && extract.isEmpty && rule.values.isEmpty
                && rule.unlisted == .keep && rule.hidden.isEmpty && !rule.isEstimated)
    }

    private static func pattern(_ text: String) throws(MappingError) -> DatePattern {
        do { return try DatePattern(text) } catch { throw .badDatePattern(error.message) }
    }

    private mutating func source(_ source: ValueSource) throws(MappingError) -> SourceProgram? {
        switch source {
        case .columns(let columns):
            var fields: [Int] = []
            for column in columns { if let field = try field(column) { fields.append(field) } }
            return fields.isEmpty ? nil : .fields(fields)
        case .constant(let text): return .constant(Array(text.utf8))
        case .digest(let columns):
            var fields: [Int] = []
            for column in columns {
                guard let field = try field(column) else { return nil }
                fields.append(field)
            }
            return .digest(fields)
        case .compose(let template):
            var parts: [ComposePart] = []
            for part in template.parts {
                switch part {
                case .text(let text): parts.append(.text(Array(text.utf8)))
                case .place(let name):
                    guard let field = try field(name) else { return nil }
                    parts.append(.field(field))
                }
            }
            return .compose(parts)
        case .hashtags(let column): return try field(column).map { .hashtags($0) }
        case .mentions(let column): return try field(column).map { .mentions($0) }
        case .length(let column): return try field(column).map { .length($0) }
        }
    }

    private func template(_ text: String?, patterns: [ExtractPattern]) -> [TemplatePart] {
        guard let text, let template = Template(text), let names = patterns.first?.names else { return [] }
        return template.parts.compactMap { part in
            switch part {
            case .text(let text): .text(Array(text.utf8))
            case .place(let name): names.firstIndex(of: name).map { .capture($0) }
            }
        }
    }

    /// Columns of a wide table whose header is a currency code.
    func unpivotColumns() -> [(field: Int, currency: [UInt8])] {
        guard format.unpivot != nil else { return [] }
        return names.names.enumerated().compactMap { index, name in
            CurrencyCode(name).map { (index, Array($0.text.utf8)) }
        }
    }

    func program(_ entity: Entity, output: Int, columns: [ColumnProgram], entities: inout [Entity]) -> EntityProgram {
        var accounts: AccountColumns?
        let gives = { (name: String) in columns.firstIndex { $0.name == name && (!$0.alternatives.isEmpty || $0.fallback != nil) } }
        if entity == .posts || entity == .snapshots || entity == .creators,
            let platform = gives("platform"), let account = gives("account_id"), let handle = gives("handle"),
            let creator = columns.firstIndex(where: { $0.name == "creator_id" }) {
            accounts = AccountColumns(output: entities.count, platform: platform, account: account, handle: handle, creator: creator)
            entities.append(.accounts)
        }
        let anyOf = entity.anyOfColumns.compactMap { name in columns.firstIndex { $0.name == name } }
        return EntityProgram(entity: entity, output: output, columns: columns, anyOf: anyOf, accounts: accounts)
    }
}
