internal import ExportFormats
internal import SocialData
internal import TextValues

/// What a choice of columns becomes: values of a format file, rules for rows, and questions.
struct DraftMapping {
    let choice: FieldChoice
    let table: DraftTable
    private(set) var fields: [DraftField] = []
    var questions: [DraftQuestion] = []
    var notes: [String] = []
    /// What rows would be nothing without.
    var lacks: [String] = []
    /// Columns that no analysis uses, and why.
    private(set) var unused: [(name: String, because: String)] = []
    /// Rows that are left out.
    private(set) var skips: [Skip] = []

    struct Skip {
        let column: String
        let values: [String]
        /// Those of the table.
        let met: [String]
        /// The values are parts of words.
        let isPart: Bool
        let because: String
        /// They are deals that were called off.
        var callsOff = false
    }

    /// Columns that tell the table from others, the most needed first.
    private(set) var marks: [String] = []
    private var usedPositions: Set<Int> = []

    init(_ choice: FieldChoice, table: DraftTable) {
        self.choice = choice
        self.table = table
    }

    var entity: Entity { choice.entity }

    func uses(_ facts: ColumnFacts) -> Bool { usedPositions.contains(facts.position) }

    mutating func make() {
        for (column, texts) in table.sums {
            guard let facts = table.columns.first(where: { $0.position == column }), facts.nth == nil else { continue }
            skips.append(Skip(column: facts.name, values: texts, met: texts, isPart: false, because: "total row"))
            usedPositions.insert(column)
        }
        switch entity {
        case .deals: makeDeals()
        case .posts: makePosts()
        case .orders: makeOrders()
        case .codes: makeCodes()
        case .creators, .snapshots: makeAccounts()
        case .spend: makeSpend()
        case .clicks, .rates, .accounts: break
        }
        askScales()
        for misfit in choice.misfits where !uses(misfit.facts) && !unused.contains(where: { $0.name == misfit.facts.name }) {
            ask(misfit.column, "the header `\(misfit.facts.name)` says \(misfit.column), and its values are no \(misfit.kind.title) (as \(misfit.facts.example)); it is left out")
        }
    }

    /// Counts that are thousands of what they say.
    private mutating func askScales() {
        let counts = (WantedField.all(of: entity) ?? []).filter { $0.kind == .count }
        for facts in table.columns where !uses(facts) && WantedKind.count.fits(facts) {
            guard let scale = table.vocabulary.scale(facts.words) ?? facts.scale,
                let field = counts.first(where: { table.vocabulary.weigh(facts.words, for: $0.column, of: entity) != nil })
            else { continue }
            ask(field.column, "`\(facts.name)` (\(facts.example)) is left out: `\(scale)` \(table.vocabulary.scale(facts.words) == nil ? "below" : "in") its header says that its numbers are thousands or more; add a column with the whole numbers")
        }
    }

    // MARK: values

    /// How a format file names a column where it is read as it is.
    func bare(_ facts: ColumnFacts) -> String {
        let name = DefinitionText.scalar(facts.name)
        return facts.nth.map { "{from: \(name), nth: \($0)}" } ?? name
    }

    func from(_ facts: ColumnFacts, _ options: String) -> String {
        "{from: \(DefinitionText.scalar(facts.name))\(facts.nth.map { ", nth: \($0)" } ?? ""), \(options)}"
    }

    func dated(_ facts: ColumnFacts) -> String {
        facts.dates.names.isEmpty ? bare(facts) : from(facts, "date: \(DefinitionText.list(facts.dates.names))")
    }

    mutating func add(_ entity: Entity? = nil, _ column: String, _ value: String, of columns: [ColumnFacts], isSure: Bool, why: String) {
        fields.append(
            DraftField(
                entity: entity ?? self.entity, column: column, value: value, positions: columns.map(\.position), names: columns.map(\.name),
                isSure: isSure, why: why))
        usedPositions.formUnion(columns.map(\.position))
    }

    mutating func ask(_ column: String, _ text: String, proposals: [String] = []) {
        questions.append(DraftQuestion(column: column, text: text, proposals: proposals))
    }

    mutating func mark(_ facts: ColumnFacts) { if !marks.contains(facts.name) { marks.append(facts.name) } }

    /// Leaves rows out that hold one of these somewhere in a column, in whatever case.
    mutating func skip(_ facts: ColumnFacts, holding parts: [String], because: String, callsOff: Bool) {
        let met = Set(facts.values.filter { value in parts.contains { value.lowercased().contains($0) } }).sorted()
        skips.append(Skip(column: facts.name, values: parts, met: met, isPart: true, because: because, callsOff: callsOff))
        usedPositions.insert(facts.position)
    }

    /// Leaves rows out that hold one of these and nothing else in a column.
    mutating func skip(_ facts: ColumnFacts, being words: [String], because: String, callsOff: Bool = false) {
        let met = Set(facts.values.filter { words.contains($0) || words.contains("true") && FlagText.parse($0) == true }).sorted()
        skips.append(Skip(column: facts.name, values: words, met: met, isPart: false, because: because, callsOff: callsOff))
        usedPositions.insert(facts.position)
    }

    mutating func leaveUnused(_ facts: ColumnFacts, because: String) {
        unused.append((facts.name, because))
        usedPositions.insert(facts.position)
    }

    /// Takes a canonical column as it was chosen; asks where several columns fit equally.
    ///
    /// - Parameter proposal: how each of the columns that could be meant would be written.
    @discardableResult
    mutating func take(_ column: String, as entity: Entity? = nil, named name: String? = nil, isMark: Bool = false, _ value: (DraftMapping, ColumnFacts) -> String) -> ColumnFacts? {
        let target = name ?? column
        if let taken = choice.taken[column] {
            add(entity, target, value(self, taken.facts), of: [taken.facts], isSure: taken.isSure, why: taken.why)
            if isMark { mark(taken.facts) }
            return taken.facts
        }
        if let tied = choice.tied[column] {
            let names = tied.map { "`\($0.name)` (\($0.example))" }.joined(separator: " and ")
            ask(target, "\(names) can both be \(target), and nothing says which; keep one of these lines", proposals: tied.map { "\(target): \(value(self, $0))" })
        }
        return nil
    }

    /// Columns that can mean it, too, as comments.
    mutating func propose(_ column: String, _ text: String, _ value: (DraftMapping, ColumnFacts) -> String) {
        guard choice.taken[column] == nil, choice.tied[column] == nil else { return }
        let others = (choice.others[column] ?? []).filter { !uses($0) }
        let names = others.map { "`\($0.name)` (\($0.example))" }.joined(separator: " and ")
        ask(column, others.isEmpty ? text : "\(text), or keep the line if \(names) means it", proposals: others.map { "\(column): \(value(self, $0))" })
    }

    /// The columns of the table that nothing is read from, for messages: `none of A, B`.
    func noneElse() -> String {
        let names = table.columns.filter { !choice.isTaken($0) }.map { "`\(ColumnFacts.shown($0.name))`" }
        guard !names.isEmpty else { return "no other column" }
        return "none of " + names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
    }

    /// Everything so far belongs to another entity of the same rows.
    mutating func reassign(to entity: Entity) {
        for index in fields.indices { fields[index].entity = entity }
    }

    // MARK: what many entities have

    /// The network: a column of its own, else where the links lead, else a network's name above the handles.
    mutating func takePlatform(from person: ColumnFacts?) {
        let vocabulary = table.vocabulary
        if let taken = choice.taken["platform"] {
            var words: [(String, String)] = []
            var unclear: [String] = []
            for value in Set(taken.facts.values.map { $0.lowercased() }).sorted() {
                guard let platform = vocabulary.platform(value) else {
                    unclear.append(value)
                    continue
                }
                if platform.rawValue != value { words.append((value, platform.rawValue)) }
            }
            let values = words.map { "\(DefinitionText.scalar($0.0)): \($0.1)" }.joined(separator: ", ")
            add(nil, "platform", words.isEmpty ? bare(taken.facts) : from(taken.facts, "values: {\(values)}"), of: [taken.facts], isSure: taken.isSure, why: taken.why)
            mark(taken.facts)
            if !unclear.isEmpty { notes.append("`\(taken.facts.name)` holds words that name no network, or several (\(unclear.prefix(3).map(ColumnFacts.shown).joined(separator: ", "))); they stay as they are") }
            return
        }
        if let person, person.profileLinks + person.postLinks > 0 {
            // Whatever this table holds: another file of the format can be of another network.
            let usual: Set<Platform> = [.instagram, .tiktok, .youtube]
            let rules = person.linkPlatforms.union(usual).sorted { $0.rawValue < $1.rawValue }.map { network in
                "{constant: \(network.rawValue), when: {\(DefinitionText.scalar(person.name)): {contains: \(DefinitionText.list(Self.hosts(network)))}}}"
            }
            add(nil, "platform", "[\(rules.joined(separator: ", "))]", of: [person], isSure: true, why: "the links in `\(person.name)` say it")
            return
        }
        if let person {
            let named = Set(person.words.words.compactMap { $0.count > 1 ? vocabulary.platforms[$0] : nil })
            if named.count == 1, let network = named.first {
                add(nil, "platform", "{constant: \(network.rawValue)}", of: [person], isSure: false, why: "the column of the handles is called `\(person.name)`")
                return
            }
        }
        ask("platform", "no column names the network: \(noneElse()) holds words as Instagram or links to profiles; say it in the source, as `set: {platform: instagram}`, or add a column")
    }

    /// How links to a network look, so that no other address holds it.
    private static func hosts(_ platform: Platform) -> [String] {
        switch platform {
        case .x: ["//x.com/", "www.x.com/", "twitter.com/"]
        case .youtube: ["youtube.com/", "youtu.be/"]
        case .threads: ["threads.net/", "threads.com/"]
        case .facebook: ["facebook.com/", "fb.com/"]
        case .bluesky: ["bsky.app/"]
        case .twitch: ["twitch.tv/"]
        default: ["\(platform.rawValue).com/"]
        }
    }

    /// Amounts of one currency; the others are left out, because a row has one.
    mutating func takeAmounts(_ columns: [String]) {
        var currency: CurrencyCode?
        for column in columns {
            guard let taken = choice.taken[column] else {
                take(column) { $0.from($1, "symbol: true") }
                continue
            }
            if case .one(let code)? = taken.facts.words.sign {
                if let currency, currency != code {
                    ask(column, "`\(taken.facts.name)` is in \(code.text) and the other amounts of the row in \(currency.text), and a row has one currency; convert it in the sheet")
                    continue
                }
                currency = code
            }
            if ["commission", "agency_fee"].contains(column), mayBePercents(taken.facts) {
                ask(column, "`\(taken.facts.name)` (\(taken.facts.example)) is left out: the other amounts name a currency and it does not, so its numbers may be percents; write the amounts with their currency, or say with the line below that they are amounts",
                    proposals: ["\(column): \(from(taken.facts, "symbol: true"))"])
                continue
            }
            var why = taken.why
            if table.vocabulary.taxes(taken.facts.words) < 0 { why += "; with tax, while what it costs is without where tax is refunded" }
            if let other = choice.others[column]?.first(where: { !uses($0) && table.vocabulary.taxes($0.words) < 0 }) {
                why += "; `\(other.name)`, with tax, is left out"
            }
            add(nil, column, from(taken.facts, "symbol: true"), of: [taken.facts], isSure: taken.isSure, why: why)
            mark(taken.facts)
        }
        takeCurrency(currency)
    }

    /// Small numbers without a currency, where other amounts have one: `10` beside `Fee EUR`.
    private func mayBePercents(_ facts: ColumnFacts) -> Bool {
        func namesCurrency(_ facts: ColumnFacts) -> Bool { facts.words.sign != nil || !facts.signs.isEmpty || facts.sharedSign != nil }
        return !namesCurrency(facts) && facts.smallAmounts == facts.amounts
            && table.columns.contains { $0.position != facts.position && WantedKind.amount.fits($0) && namesCurrency($0) }
    }

    private mutating func takeCurrency(_ inHeaders: CurrencyCode?) {
        let amounts = fields.filter { field in self.entity.columns.contains { $0.name == field.column && $0.type == .money } }
        let columns = table.columns.filter { facts in amounts.contains { $0.positions == [facts.position] } }
        if let inHeaders, let taken = choice.taken["currency"]?.facts, let other = taken.values.first(where: { CurrencyCode($0).map { $0 != inHeaders } == true }) {
            let names = columns.filter { $0.words.sign != nil }
            add(nil, "currency", "{constant: \(inHeaders.text)}", of: names, isSure: false, why: "it stands in the header `\(names.first?.name ?? "")`, whatever `\(taken.name)` says of the row")
            ask("currency", "the header `\(names.first?.name ?? "")` says \(inHeaders.text), and `\(taken.name)` says \(ColumnFacts.shown(other)), too; the amounts count as \(inHeaders.text), so put the line below in the place of the one above if they are in the currency of the row",
                proposals: ["currency: \(bare(taken))"])
            leaveUnused(taken, because: "the amounts are in \(inHeaders.text), as their header says; nothing to do")
            return
        }
        if take("currency", isMark: true, { $0.bare($1) }) != nil { return }
        if let inHeaders {
            let names = columns.filter { $0.words.sign != nil }
            add(nil, "currency", "{constant: \(inHeaders.text)}", of: names, isSure: true, why: "it stands in the header `\(names.first?.name ?? "")`")
            return
        }
        if let signed = columns.first(where: { !$0.signs.isEmpty }) {
            let values = columns.filter { !$0.signs.isEmpty }.map { from($0, "symbol: true") }
            add(nil, "currency", values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]", of: columns.filter { !$0.signs.isEmpty }, isSure: true, why: "signs beside the amounts say it, as \(signed.example)")
            return
        }
        guard let first = columns.first else { return }
        let shared = columns.compactMap(\.sharedSign).first ?? columns.first { $0.words.sign != nil }?.name
        ask("currency", shared.map { "the sign in `\($0)` is one of several currencies; say in the source which it is, as `set: {currency: USD}`" }
            ?? "no column, no header and no sign says what `\(first.name)` is in; say it in the source, as `set: {currency: EUR}`")
    }
}
