internal import SocialData

/// Reads and checks one format file. Every mistake is collected by `reader`.
struct ExportFormatReader {
    var reader: DefinitionReader

    static let keys = [
        "format", "title", "platform", "container", "records", "native", "detect", "missing", "entity", "entities", "columns",
        "rows", "skip", "quarantine", "headers", "short_rows", "trailing_column", "each_currency_column", "joins", "refuse", "people",
        "unused", "repeated_columns", "many_accounts",
    ]

    static let detectionKeys = ["columns", "any", "without", "without_words", "without_deals", "values", "exact"]
    static let rowRuleKeys = ["row_where", "because", "calls_off"]
    static let testKeys = ["not", "starts_with", "not_starts_with", "contains", "not_contains", "length", "not_length"]

    init(file: String) { reader = DefinitionReader(file: file) }

    mutating func read(_ text: String) throws(DefinitionErrors) -> ExportFormat {
        let format = reader.open(text).flatMap { read($0) }
        guard reader.problems.isEmpty, let format else { throw DefinitionErrors(reader.problems) }
        return format
    }

    private mutating func read(_ root: DefinitionNode) -> ExportFormat? {
        var format = ExportFormat(
            name: "", title: "", container: .csv, records: nil, joins: [], isNative: false, detection: DetectionRule(), missing: [],
            entities: [], skips: [], quarantines: [], headers: [], allowsShortRows: false, trailingColumn: nil, unpivot: nil,
            refusal: nil)
        var platform: String?
        var entity: Entity?
        var columns: DefinitionNode?
        var namesEntity = false
        var sharedKey = SharedKey.refused
        for entry in reader.entries(of: root, known: Self.keys) {
            let value = entry.value
            switch entry.key {
            case "format": format.name = reader.text(of: value) ?? ""
            case "title": format.title = reader.text(of: value) ?? ""
            case "platform": platform = reader.text(of: value)
            case "container":
                let word = reader.word(of: value, among: FormatContainer.allCases.map(\.rawValue) + ["any"])
                format.container = word.flatMap(FormatContainer.init(rawValue:))
            case "records": format.records = reader.text(of: value)
            case "joins": format.joins = joins(value)
            case "refuse": format.refusal = refusal(value)
            case "native": format.isNative = reader.flag(of: value) ?? false
            case "detect": format.detection = detection(value)
            case "missing": format.missing = reader.texts(of: value)
            case "entity":
                namesEntity = true
                entity = self.entity(value)
            case "entities":
                namesEntity = true
                format.entities = entities(value)
            case "columns": columns = value
            case "rows": if reader.word(of: value, among: [SharedKey.add.rawValue]) != nil { sharedKey = .add }
            case "skip": format.skips = rowRules(value)
            case "quarantine": format.quarantines = rowRules(value)
            case "headers": format.headers = headers(value)
            case "short_rows": format.allowsShortRows = reader.flag(of: value) ?? false
            case "trailing_column": format.trailingColumn = reader.text(of: value)
            case "each_currency_column": format.unpivot = unpivot(value)
            case "unused": format.unused = reader.textMap(of: value).map { UnusedColumn(column: $0.key, because: $0.value) }
            case "people": format.people = reader.texts(of: value)
            case "repeated_columns": format.takesFirstOfEqual = reader.word(of: value, among: ["first"]) != nil
            case "many_accounts": format.hasManyAccounts = reader.flag(of: value) ?? false
            default: break
            }
        }
        if format.name.isEmpty { reader.problem("`format:` is missing; give this kind of export a name", at: root) }
        if let entity {
            let mappings = columns.map { columnMappings($0, entity: entity) } ?? []
            format.entities.append(EntityMapping(entity: entity, columns: mappings))
        }
        for index in format.entities.indices { format.entities[index].rows = sharedKey }
        if sharedKey == .add, !format.entities.contains(where: { $0.entity.addsRows }) {
            reader.problem("`rows: add` is for deals, whose payments add up; rows of other things never do", at: root)
        }
        let callsOff = format.skips.contains(where: \.callsOff) && !format.entities.contains { $0.entity == .deals }
        if callsOff || format.quarantines.contains(where: \.callsOff) {
            reader.problem("`calls_off` is for rules of `skip:` about deals: a row that it skips says that its deal was called off", at: root)
        }
        if !namesEntity, format.refusal == nil {
            reader.problem("`entity:` is missing; say what a row is: posts, orders, … (or `refuse:` why it is of no use)", at: root)
        }
        if namesEntity, format.refusal != nil { reader.problem("`refuse:` and `entity:` exclude each other; keep one", at: root) }
        if !format.isNative, format.detection.columns.isEmpty {
            reader.problem("`detect:` is missing; name the columns that tell this kind of export from others", at: root)
        }
        if let platform {
            for index in format.entities.indices where format.entities[index].entity.index(of: "platform") != nil
                && !format.entities[index].columns.contains(where: { $0.column == "platform" }) {
                format.entities[index].columns.append(
                    ColumnMapping(column: "platform", alternatives: [ValueRule(source: .constant(platform))]))
            }
        }
        format.prepareSpellings()
        return format
    }

    private mutating func entity(_ node: DefinitionNode) -> Entity? {
        reader.word(of: node, among: Entity.allCases.map(\.rawValue)).flatMap(Entity.init(rawValue:))
    }

    private mutating func entities(_ node: DefinitionNode) -> [EntityMapping] {
        reader.entries(of: node, known: Entity.allCases.map(\.rawValue)).compactMap { entry in
            guard let entity = Entity(rawValue: entry.key) else { return nil }
            return EntityMapping(entity: entity, columns: columnMappings(entry.value, entity: entity))
        }
    }

    private mutating func detection(_ node: DefinitionNode) -> DetectionRule {
        var rule = DetectionRule()
        for entry in reader.entries(of: node, known: Self.detectionKeys) {
            switch entry.key {
            case "columns": rule.columns = reader.texts(of: entry.value)
            case "any": rule.any = reader.texts(of: entry.value)
            case "without": rule.without = reader.texts(of: entry.value)
            case "without_words": rule.withoutWords = reader.texts(of: entry.value)
            case "without_deals": rule.isWithoutDeals = reader.flag(of: entry.value) ?? false
            case "values":
                for column in reader.entries(of: entry.value, known: nil) { rule.values[column.key] = reader.texts(of: column.value) }
            default: rule.isExact = reader.flag(of: entry.value) ?? false
            }
        }
        return rule
    }

    private mutating func refusal(_ node: DefinitionNode) -> FormatRefusal? {
        let words = Dictionary(reader.textMap(of: node).map { ($0.key, $0.value) }) { first, _ in first }
        guard let because = words["because"], let instead = words["instead"], words.count == 2 else {
            reader.problem("`refuse` needs `because:` (why such files are of no use) and `instead:` (what to export)", at: node)
            return nil
        }
        return FormatRefusal(because: because, instead: instead)
    }

    private mutating func joins(_ node: DefinitionNode) -> [RecordJoin] {
        reader.entries(of: node, known: nil).compactMap { entry in
            let words = Dictionary(reader.textMap(of: entry.value).map { ($0.key, $0.value) }) { first, _ in first }
            guard let from = words["from"], let key = words["key"], let equals = words["equals"], words.count == 3 else {
                reader.problem("a join needs `from:` (an array of the page), `key:` (of its elements) and `equals:` (of the record)", at: entry.value)
                return nil
            }
            return RecordJoin(name: entry.key, from: from, key: key, equals: equals)
        }
    }

    private mutating func rowRules(_ node: DefinitionNode) -> [RowRule] {
        let nodes = node.isList ? reader.items(of: node) : [node]
        return nodes.map { item in
            var rule = RowRule(conditions: [], reason: "")
            for entry in reader.entries(of: item, known: Self.rowRuleKeys) {
                switch entry.key {
                case "row_where": rule.conditions = conditions(entry.value)
                case "calls_off": rule.callsOff = reader.flag(of: entry.value) ?? false
                default: rule.reason = reader.text(of: entry.value) ?? ""
                }
            }
            if rule.conditions.isEmpty || rule.reason.isEmpty {
                reader.problem("a rule needs `row_where:` (columns and values) and `because:` (a reason)", at: item)
            }
            return rule
        }
    }

    private mutating func headers(_ node: DefinitionNode) -> [HeaderLocale] {
        reader.entries(of: node, known: nil).map { entry in
            let names = reader.entries(of: entry.value, known: nil).map { ($0.key, reader.texts(of: $0.value)) }
            return HeaderLocale(locale: entry.key, names: Dictionary(names) { first, _ in first })
        }
    }

    private mutating func unpivot(_ node: DefinitionNode) -> Unpivot? {
        let names = Dictionary(reader.textMap(of: node).map { ($0.key, $0.value) }) { first, _ in first }
        guard let name = names["name"], let value = names["value"] else {
            reader.problem("`each_currency_column` needs `name:` and `value:`, the canonical columns to fill", at: node)
            return nil
        }
        return Unpivot(nameColumn: name, valueColumn: value)
    }

    private mutating func columnMappings(_ node: DefinitionNode, entity: Entity) -> [ColumnMapping] {
        reader.entries(of: node, known: entity.columns.map(\.name)).map { entry in
            let nodes = entry.value.isList ? reader.items(of: entry.value) : [entry.value]
            let rules = nodes.compactMap { valueRule($0) }
            if entry.key == entity.keyColumn, rules.contains(where: \.isConstant) {
                reader.problem("`\(entry.key)` cannot be a constant: \(entity.keyReason); take it from a column, `compose:` it, or take it from a link with `post_id_of:`", at: entry.value)
            }
            return ColumnMapping(column: entry.key, alternatives: rules)
        }
    }

    // MARK: values

    static let ruleKeys = [
        "from", "nth", "constant", "digest_of", "compose", "hashtags_of", "mentions_of", "length_of", "labelled", "when", "unless",
        "extract", "as", "time_of", "date", "epoch", "values", "unlisted", "split", "hidden", "number", "estimated",
        "post_id_of", "add", "minus", "from_header", "from_file_name", "from_preamble", "drop_sign", "symbol", "rounded_from", "required",
    ]

    private mutating func valueRule(_ node: DefinitionNode) -> ValueRule? {
        if node.isScalar {
            return reader.text(of: node).map { ValueRule(source: .columns([SourceColumn(name: $0, nth: nil)])) }
        }
        var source: ValueSource?
        var nth: Int?
        let problemsBefore = reader.problems.count
        var rule = ValueRule(source: .constant(""))
        for entry in reader.entries(of: node, known: Self.ruleKeys) {
            let value = entry.value
            switch entry.key {
            case "from": source = .columns(reader.texts(of: value).map { SourceColumn(name: $0, nth: nil) })
            case "nth": nth = reader.integer(of: value, in: 1...64)
            case "constant": source = reader.text(of: value).map { .constant($0) }
            case "digest_of": source = .digest(reader.texts(of: value))
            case "compose": source = template(value).map { .compose($0) }
            case "hashtags_of": source = reader.text(of: value).map { .hashtags($0) }
            case "mentions_of": source = reader.text(of: value).map { .mentions($0) }
            case "labelled": source = .labelled(reader.texts(of: value))
            case "length_of": source = reader.text(of: value).map { .length($0) }
            case "post_id_of": source = reader.text(of: value).map { .postID($0) }
            case "add", "minus": source = sum(value, isDifference: entry.key == "minus")
            case "from_header": source = reader.text(of: value).map { .header($0) }
            case "from_file_name": (source, rule.extract) = (.fileName, reader.texts(of: value))
            case "from_preamble": (source, rule.extract) = (.preamble, reader.texts(of: value))
            case "drop_sign": rule.dropsSign = reader.flag(of: value) ?? false
            case "symbol": rule.hasSymbol = reader.flag(of: value) ?? false
            case "rounded_from": rule.roundedFrom = reader.integer(of: value, in: 1...1_000_000_000)
            case "required": rule.isRequired = reader.flag(of: value) ?? false
            case "when": rule.when = conditions(value)
            case "unless": rule.unless = conditions(value)
            case "extract": rule.extract = reader.texts(of: value)
            case "as": rule.template = template(value) == nil ? nil : reader.text(of: value)
            case "time_of":
                rule.timeOf = reader.word(of: value, among: IdentifierTime.allCases.map(\.rawValue)).flatMap(IdentifierTime.init(rawValue:))
            case "date": rule.dates = reader.texts(of: value)
            case "epoch":
                rule.epoch = reader.word(of: value, among: EpochUnit.allCases.map(\.rawValue)).flatMap(EpochUnit.init(rawValue:))
            case "values": rule.values = Dictionary(reader.textMap(of: value).map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
            case "unlisted":
                rule.unlisted = reader.word(of: value, among: UnlistedValue.allCases.map(\.rawValue)).flatMap(UnlistedValue.init(rawValue:)) ?? .keep
            case "split": rule.split = reader.text(of: value)
            case "hidden": rule.hidden = reader.texts(of: value)
            case "number":
                rule.number = reader.word(of: value, among: NumberForm.allCases.map(\.rawValue)).flatMap(NumberForm.init(rawValue:)) ?? .plain
            case "estimated": rule.isEstimated = reader.flag(of: value) ?? false
            default: break
            }
        }
        guard var source else {
            if reader.problems.count > problemsBefore { return nil }
            reader.problem(
                "say where the value comes from: `from:`, `constant:`, `compose:`, `digest_of:`, `hashtags_of:`, `mentions_of:`, `length_of:`, `labelled:`, `post_id_of:`, `add:`, `minus:`, `from_header:`, `from_file_name:` or `from_preamble:`",
                at: node)
            return nil
        }
        if let nth, case .columns(let columns) = source {
            source = .columns(columns.map { SourceColumn(name: $0.name, nth: nth) })
        }
        rule.source = source
        return rule
    }

    /// `{add: [fee, bonus]}` and `{minus: [value, discount]}`: the first column, and what is added to it or taken from it.
    private mutating func sum(_ node: DefinitionNode, isDifference: Bool) -> ValueSource? {
        let columns = reader.texts(of: node)
        guard columns.count > 1 else {
            reader.problem("`\(isDifference ? "minus" : "add")` needs two columns or more, as `[value, discount]`", at: node)
            return nil
        }
        return .sum(columns.enumerated().map { SumTerm(column: $1, isSubtracted: isDifference && $0 > 0) })
    }

    private mutating func template(_ node: DefinitionNode) -> Template? {
        guard let text = reader.text(of: node) else { return nil }
        guard let template = Template(text) else {
            reader.problem("`\(text)`: a brace is opened and not closed", at: node)
            return nil
        }
        return template
    }

    private mutating func conditions(_ node: DefinitionNode) -> [Condition] {
        reader.entries(of: node, known: nil).compactMap { entry in
            guard entry.value.isMapping else {
                return Condition(column: entry.key, test: .oneOf(reader.texts(of: entry.value)), isNegated: false)
            }
            let tests = reader.entries(of: entry.value, known: Self.testKeys)
            guard tests.count == 1, let word = tests.first else {
                reader.problem("one test is expected here: `not:`, `starts_with:`, `contains:`, `length:`, …", at: entry.value)
                return nil
            }
            let test: ConditionTest = switch word.key {
            case "not": .oneOf(reader.texts(of: word.value))
            case "starts_with", "not_starts_with": .startsWith(reader.texts(of: word.value))
            case "contains", "not_contains": .contains(reader.texts(of: word.value))
            default: .length(reader.integer(of: word.value, in: 1...4096) ?? 0)
            }
            return Condition(column: entry.key, test: test, isNegated: word.key.hasPrefix("not"))
        }
    }
}
