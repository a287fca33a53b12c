internal import RecordFormats
internal import SocialData
internal import TextValues

/// Resolves a format's names against a file's columns.
struct MappingCompiler {
    let format: ExportFormat
    let names: HeaderNames
    let isJSON: Bool
    let options: MappingOptions
    /// JSON: paths asked for so far; a field's position is its index here.
    private(set) var paths: [String] = []
    private(set) var notes: [String] = []
    /// Needed columns, in the order of `MappedRows.filled`.
    private(set) var tallied: [TalliedColumn] = []
    /// Places in the header, or among a survey's paths, that a column or a rule reads.
    private(set) var usedFields = Set<Int>()

    init(format: ExportFormat, names: HeaderNames, isJSON: Bool, options: MappingOptions) {
        self.format = format
        self.names = names
        self.isJSON = isJSON
        self.options = options
    }

    func checkColumns() throws(MappingError) {
        let match = format.match(names)
        let missing = match.missing.map { name in (name: name, nearest: nearestWord(to: name, among: names.names)) }
        guard missing.isEmpty else { throw .missingColumns(missing) }
        try checkPeople()
        if format.isNative, let repeated = names.repeated.first(where: { !$0.name.isEmpty }) {
            throw .repeatedColumn(name: repeated.name, positions: repeated.positions)
        }
    }

    /// A list without handles names nobody who could be found again, and the source's constant would make one of all.
    private func checkPeople() throws(MappingError) {
        guard !isJSON, !format.people.isEmpty else { return }
        let people = PeopleColumns(names, format)
        if people.handle == nil, let example = people.example { throw .noHandle(column: names.names[example.column], example: example.value) }
        if let platform = format.constantPlatform, let given = options.set["platform"], given != platform.rawValue {
            throw .badSetValue(
                column: "platform", value: given,
                reason: "these are columns of a list of \(platform.rawValue); say `format: creator-list` in the source if its creators are on \(given)")
        }
    }

    /// Where the rows' names stand: what identifies them first, then what is shown.
    func labels(_ programs: [EntityProgram]) -> RowLabels {
        var labels = RowLabels()
        labels.areOfAds = !programs.isEmpty && programs.allSatisfy { $0.entity == .spend }
        labels.areOfDeals = programs.contains { $0.entity == .deals }
        func add(_ field: Int) { if !labels.fields.contains(field) { labels.fields.append(field) } }
        for program in programs where ![.rates, .clicks, .accounts].contains(program.entity) {
            let names = [program.entity.keyColumn].compactMap { $0 } + program.entity.anyOfColumns + (program.entity == .codes ? ["deal_id"] : [])
            for name in names {
                for alternative in program.columns.first(where: { $0.name == name })?.alternatives ?? [] {
                    switch alternative.source {
                    case .fields(let fields): fields.forEach(add)
                    case .compose(let parts):
                        for part in parts { if case .handle(let field) = part { add(field) } else if case .field(let field) = part { add(field) } }
                    default: break
                    }
                }
            }
            if program.entity == .codes { labels.areFreeWords = true }
            for alternative in program.columns.first(where: { $0.name == "platform" })?.alternatives ?? [] {
                if case .fields(let fields) = alternative.source { labels.platform = fields.first }
            }
        }
        if !isJSON, !format.people.isEmpty, let title = PeopleColumns(names, format).title { add(title) }
        if let platform = labels.platform { labels.fields.removeAll { $0 == platform } }
        return labels
    }

    /// Field of a named column; nil where the file lacks it.
    mutating func field(_ column: SourceColumn) throws(MappingError) -> Int? {
        let positions = names.positions(of: column.name, in: format)
        if isJSON {
            guard !positions.isEmpty else { return nil }
            usedFields.formUnion(positions)
            if let known = paths.firstIndex(of: column.name) { return known }
            paths.append(column.name)
            return paths.count - 1
        }
        guard column.nth != nil || positions.count <= 1 || format.takesFirstOfEqual else {
            throw .repeatedColumn(name: column.name, positions: positions.map { $0 + 1 })
        }
        let nth = column.nth ?? 1
        guard positions.count >= nth else { return nil }
        usedFields.insert(positions[nth - 1])
        return positions[nth - 1]
    }

    /// Fields that hold a list of a JSON record flattened to CSV, item by item.
    private mutating func listFields(_ column: SourceColumn) -> [Int]? {
        guard !isJSON, column.nth == nil, column.name.contains("[]") else { return nil }
        let positions = names.positions(of: column.name, in: format)
        usedFields.formUnion(positions)
        return positions.count > 1 ? positions : nil
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
            let (values, kind): ([String], ConditionProgram.Kind) = switch condition.test {
            case .oneOf(let words): (words, .oneOf)
            case .startsWith(let words): (words, .startsWith)
            case .contains(let words): (words, .contains)
            case .length(let count): ([], .length(count))
            }
            let words = values.map { word in
                let bytes = Array(word.utf8)
                if case .contains = kind { return WordFolding.fold(bytes.span) }
                return bytes
            }
            programs.append(ConditionProgram(field: try field(condition.column), kind: kind, values: words, isNegated: condition.isNegated))
        }
        return programs
    }

    mutating func columns(of mapping: EntityMapping) throws(MappingError) -> [ColumnProgram] {
        let entity = mapping.entity
        if let key = entity.keyColumn, let value = options.set[key], mapping.rows != .add {
            throw .constantKey(entity: entity.rawValue, column: key, value: value)
        }
        var programs: [ColumnProgram] = []
        for column in entity.columns {
            var alternatives: [ValueProgram] = []
            let rules = mapping.columns.filter { $0.column == column.name }.flatMap(\.alternatives)
            for (index, rule) in rules.enumerated()
            where options.roundedRules.isEmpty || !options.roundedRules.contains(RuleName(column: column.name, index: index)) {
                if let program = try value(rule, column: column) { alternatives.append(program) }
            }
            // Links say it too; where they say something else than the rest, nobody knows (`CellReader.otherPlatform`).
            if column.name == "platform", !isJSON, !format.people.isEmpty, let link = try field("$link") {
                alternatives.append(ValueProgram.plain(column, dates: [], source: .platform(link)))
            }
            let fallback = try setValue(column) ?? unnamed(column, of: mapping)
            programs.append(ColumnProgram(
                name: column.name, type: column.type, isIdentity: entity.identity.contains(column.name),
                isRequired: entity.requiredColumns.contains(column.name) || rules.contains(where: \.isRequired), alternatives: alternatives,
                isVoidWhenBad: entity.columnsVoidWhenBad.contains(column.name),
                role: ColumnRole(column: column.name), bound: ValueBound(entity: entity, column: column),
                tally: tally(column, entity), fallback: fallback))
        }
        for (column, program) in zip(entity.columns, programs) where program.isRequired {
            let isFilledElsewhere = format.unpivot.map { $0.nameColumn == column.name || $0.valueColumn == column.name } ?? false
            if program.alternatives.isEmpty, program.fallback == nil, !isFilledElsewhere {
                throw .noIdentity(entity: entity.rawValue, column: column.name)
            }
        }
        noteUnread(mapping, programs)
        let choice = entity.anyOfColumns
        if !choice.isEmpty, !programs.contains(where: { choice.contains($0.name) && $0.canGiveValue }) {
            throw .noIdentity(entity: entity.rawValue, column: choice.joined(separator: "` or `"))
        }
        return programs
    }

    private mutating func tally(_ column: Column, _ entity: Entity) -> Int? {
        guard entity.neededColumns.contains(column.name) else { return nil }
        tallied.append(TalliedColumn(entity: entity, column: column))
        return tallied.count - 1
    }

    /// Where the header is in another language than the format's own, a number without a column can be one that is spelt in a
    /// way nobody knew; in the format's own language it was left out of the export.
    private mutating func noteUnread(_ mapping: EntityMapping, _ programs: [ColumnProgram]) {
        guard !isJSON, format.detection.columns.contains(where: { names.positions(of: $0).isEmpty }) else { return }
        let unread = programs.filter { program in
            (program.type == .count || program.type == .money) && !program.canGiveValue
                && mapping.columns.contains { $0.column == program.name && $0.alternatives.contains { !$0.isConstant } }
        }
        if !unread.isEmpty { notes.append("no column for \(unread.map(\.name).joined(separator: ", "))") }
    }

    /// Rows that add up are payments, also where none has a number of its own.
    private func unnamed(_ column: Column, of mapping: EntityMapping) -> FallbackValue? {
        mapping.rows == .add && column.name == "payout_id" ? FallbackValue(text: Array("?".utf8), number: 0) : nil
    }

    /// The source's `set:` value, read as an export's value would be and written canonically.
    private func setValue(_ column: Column) throws(MappingError) -> FallbackValue? {
        guard let text = options.set[column.name] else { return nil }
        let program = ValueProgram.plain(column, dates: [try Self.pattern("iso8601")])
        var cell: [UInt8] = []
        let bytes = Array(text.utf8)
        // What a person writes into the pipeline is in no file's number style.
        var plain = options
        plain.numberStyle = .plain
        var reading = ValueReading(options: plain)
        switch reading.convert(bytes.span, kind: .text, type: column.type, program: program, into: &cell) {
        case .value: return FallbackValue(text: cell, number: reading.number)
        case .missing: return nil
        case .bad(_, let reason): throw .badSetValue(column: column.name, value: text, reason: reason)
        }
    }

    private mutating func value(_ rule: ValueRule, column: Column) throws(MappingError) -> ValueProgram? {
        guard let source = try source(rule) else { return nil }
        let isTime = column.type == .instant || column.type == .day
        let hasDays = if case .compose(let template) = rule.source { template.hasDays } else { false }
        let all = isTime ? DateSpec.all(of: rule.dates) : hasDays ? DateSpec.all(of: DateSpec.ofPeople) : []
        let specs = all.filter { options.seenPatterns.contains($0.text) } + all.filter { !options.seenPatterns.contains($0.text) }
        var dates: [DatePattern] = []
        for spec in specs { dates.append(try Self.pattern(spec.text(in: options.dateOrder))) }
        let isWithinText = if case .fileName = rule.source { true } else if case .preamble = rule.source { true } else { false }
        let extract = isWithinText ? [] : rule.extract.compactMap(ExtractPattern.init)
        let isField = if case .fields(let fields) = source { fields.count == 1 } else { false }
        let flags = try hiddenFlags(column.name)
        return ValueProgram(
            source: source, when: try conditions(rule.when) + flags, unless: try conditions(rule.unless), extract: extract,
            template: template(rule.template, patterns: extract), timeOf: rule.timeOf, dates: dates, epoch: rule.epoch,
            values: rule.values.map { (Array($0.key.utf8), Array($0.value.utf8)) }
                .sorted { $0.0.lexicographicallyPrecedes($1.0) },
            unlisted: rule.unlisted, split: rule.split.flatMap(\.utf8.first), hidden: rule.hidden.map { Array($0.utf8) },
            number: rule.number, dropsSign: rule.dropsSign, hasSymbol: rule.hasSymbol, isDuration: column.name == "duration_s",
            includesDay: ColumnRole(column: column.name) == .lastInstant, dateSpecs: specs, isEstimated: rule.isEstimated, roundedFrom: rule.roundedFrom.map(Int64.init),
            isPlain: isField && rule.when.isEmpty && flags.isEmpty && rule.unless.isEmpty && extract.isEmpty && rule.values.isEmpty
                && rule.unlisted == .keep && rule.hidden.isEmpty && !rule.isEstimated)
    }

    /// Columns that say of a count that its owner hides it: what stands in the count then is a dummy.
    private static let hiding = [
        "likes": ["likes_hidden", "hidden_likes", "like_count_hidden", "hide_like_count", "hide_likes", "likes_disabled", "ratings_disabled",
                  "like_and_view_counts_disabled"],
        "views": ["views_hidden", "view_count_hidden", "like_and_view_counts_disabled"],
        "comments": ["comments_hidden", "comments_disabled"],
    ]

    private mutating func hiddenFlags(_ column: String) throws(MappingError) -> [ConditionProgram] {
        guard let names = Self.hiding[column] else { return [] }
        var programs: [ConditionProgram] = []
        for name in names {
            guard let field = try field(name) else { continue }
            programs.append(ConditionProgram(field: field, kind: .oneOf, values: [ConditionProgram.word(true)], isNegated: true))
        }
        return programs
    }

    static func pattern(_ text: String) throws(MappingError) -> DatePattern {
        do { return try DateSpec.pattern(text) } catch { throw .badDatePattern(error.message) }
    }

    private mutating func source(_ rule: ValueRule) throws(MappingError) -> SourceProgram? {
        switch rule.source {
        case .columns(let columns):
            for column in columns { if let list = listFields(column) { return .list(list) } }
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
                case .place(let place):
                    guard let field = try field(SourceColumn(place: Template.plain(place))) else { return nil }
                    parts.append(place.hasSuffix(Template.handleMark) ? .handle(field) : place.hasSuffix(Template.dayMark) ? .day(field) : .field(field))
                }
            }
            return .compose(parts)
        case .labelled(let columns):
            var fields: [(label: [UInt8], field: Int)] = []
            for column in columns { if let field = try field(column) { fields.append((Array(column.utf8), field)) } }
            return fields.isEmpty ? nil : .labelled(fields)
        case .postID(let column): return try field(column).map { .postID($0) }
        case .sum(let terms): return try sum(terms)
        case .hashtags(let column): return try field(column).map { .hashtags($0) }
        case .mentions(let column): return try field(column).map { .mentions($0) }
        case .length(let column): return try field(column).map { .length($0) }
        case .header(let column):
            return names.text(inBracesOf: column, in: format).map { .constant(Array($0.utf8)) }
        case .fileName: return constant(in: [options.fileName], rule: rule)
        case .preamble: return constant(in: options.preamble, rule: rule)
        }
    }

    /// A file may lack columns that are added (a network's later reactions), never the first one or one that is subtracted.
    private mutating func sum(_ terms: [SumTerm]) throws(MappingError) -> SourceProgram? {
        var parts: [SumPart] = []
        for (index, term) in terms.enumerated() {
            guard let field = try field(term.column) else {
                if index == 0 || term.isSubtracted { return nil }
                continue
            }
            parts.append(SumPart(field: field, isSubtracted: term.isSubtracted))
        }
        return .sum(parts)
    }

    /// What the first pattern that occurs takes out of one of the texts.
    private func constant(in texts: [String], rule: ValueRule) -> SourceProgram? {
        for pattern in rule.extract.compactMap(ExtractPattern.init) {
            for text in texts {
                let bytes = Array(text.utf8)
                guard let captures = pattern.captures(in: bytes.span) else { continue }
                let template = template(rule.template, patterns: [pattern])
                guard !template.isEmpty else { return .constant(Array(bytes[captures[0]])) }
                var value: [UInt8] = []
                for part in template {
                    switch part {
                    case .text(let text): value += text
                    case .capture(let index): value += bytes[captures[index]]
                    }
                }
                return .constant(value)
            }
        }
        return nil
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

    func program(_ mapping: EntityMapping, output: Int, columns: [ColumnProgram], entities: inout [Entity]) -> EntityProgram {
        let entity = mapping.entity
        var accounts: AccountColumns?
        let gives = { (name: String) in columns.firstIndex { $0.name == name && $0.canGiveValue } }
        if entity == .posts || entity == .snapshots || entity == .creators,
            let platform = gives("platform"), let account = gives("account_id"), let handle = gives("handle"),
            let creator = columns.firstIndex(where: { $0.name == "creator_id" }) {
            accounts = AccountColumns(output: entities.count, platform: platform, account: account, handle: handle, creator: creator)
            entities.append(.accounts)
        }
        let anyOf = entity.anyOfColumns.compactMap { name in columns.firstIndex { $0.name == name } }
        // A deal's id is nobody's number where it is made of a handle alone, too.
        let isComposed = columns.contains { column in
            column.isIdentity && column.alternatives.contains { $0.source.isComposed || entity.addsRows && $0.source.isMade }
        }
        return EntityProgram(
            entity: entity, output: output, columns: columns, anyOf: anyOf, keepsKeys: isComposed && mapping.rows != .add || entity == .spend,
            accounts: accounts)
    }
}
