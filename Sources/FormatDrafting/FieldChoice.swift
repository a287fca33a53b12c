internal import ExportFormats
internal import SocialData

/// Which column of a table fills which canonical column of an entity, and what was left open.
struct FieldChoice {
    /// Why a column was taken.
    struct Taken {
        var facts: ColumnFacts
        var isSure: Bool
        var why: String
    }

    let entity: Entity
    let columns: [ColumnFacts]
    let vocabulary: DraftVocabulary
    private(set) var taken: [String: Taken] = [:]
    /// Columns that fit equally well, by canonical column: nobody chose.
    private(set) var tied: [String: [ColumnFacts]] = [:]
    /// Columns that can mean it, too.
    private(set) var others: [String: [ColumnFacts]] = [:]
    /// A header that says a canonical column, over values that are none.
    private(set) var misfits: [(column: String, kind: WantedKind, facts: ColumnFacts)] = []

    private struct Candidate {
        var field: WantedField
        var facts: ColumnFacts
        var band: Int
        var score: Int
        var why: String
    }

    /// - Parameter fields: those of the entity.
    init(_ entity: Entity, fields: [WantedField], columns: [ColumnFacts], vocabulary: DraftVocabulary) {
        self.entity = entity
        self.columns = columns
        self.vocabulary = vocabulary
        let candidates = fields.flatMap { field in columns.compactMap { candidate(field, $0) } }
        assign(candidates.filter { $0.band > 1 })
        assign(candidates.filter { candidate in
            candidate.band == 1 && !columns.contains { $0.position != candidate.facts.position && self.competes($0, candidate.field.kind) }
        })
        for candidate in candidates where taken[candidate.field.column]?.facts.position != candidate.facts.position && !isTaken(candidate.facts) {
            if tied[candidate.field.column]?.contains(where: { $0.position == candidate.facts.position }) == true { continue }
            others[candidate.field.column, default: []].append(candidate.facts)
        }
        takeSpendAsFee()
        takeStatusByValues()
        for field in fields where taken[field.column] == nil && tied[field.column] == nil {
            for facts in columns where !isTaken(facts) && !facts.values.isEmpty && !field.kind.fits(facts) {
                guard let weight = vocabulary.weigh(facts.words, for: field.column, of: entity), weight.weight == .sure, weight.isWhole else { continue }
                misfits.append((field.column, field.kind, facts))
            }
        }
    }

    /// Where nothing else says what a creator got, `Spend` is that, as in rosters; beside a fee it is what advertising cost.
    private mutating func takeSpendAsFee() {
        guard entity == .deals, taken["fee"] == nil, taken["commission"] == nil, tied["fee"] == nil, let spend = taken["boost_spend"],
            spend.facts.words.words.allSatisfy({ $0 == "spend" || $0 == "amount" || $0 == "total" })
        else { return }
        taken["boost_spend"] = nil
        taken["fee"] = Taken(facts: spend.facts, isSure: false, why: "no column is called a fee, so what was spent is that; values are amounts, as \(spend.facts.example)")
    }

    /// What became of a deal stands under many headers; its words are few.
    private mutating func takeStatusByValues() {
        guard entity == .deals, taken["status"] == nil, tied["status"] == nil else { return }
        /// What is on hold can be a payment or a song; under a word for kinds of rows it is the row.
        func saysStatus(_ facts: ColumnFacts) -> String? {
            let isOfRows = vocabulary.isKind(facts.words)
            return facts.values.first { StatusWords.cameToNothing(deal: $0) || isOfRows && StatusWords.isOpen(deal: $0) }
        }
        let status = columns.first { facts in
            !isTaken(facts) && WantedKind.text.fits(facts) && facts.values.allSatisfy(StatusWords.isShort) && saysStatus(facts) != nil
        }
        guard let status, let word = saysStatus(status) else { return }
        taken["status"] = Taken(facts: status, isSure: false, why: "its values say what became of deals, as \(ColumnFacts.shown(word))")
    }

    /// Why a column that numbers orders by its header tells none from another; nil where none does.
    var repeatedNumbers: String? {
        guard entity == .orders, let numbers = misfits.first(where: { $0.column == "order_id" })?.facts ?? numbersBesideID else { return nil }
        var met: Set<String> = []
        guard let example = numbers.values.first(where: { !met.insert($0).inserted }) else { return nil }
        return "`\(numbers.name)` numbers orders and \(ColumnFacts.shown(example)) stands in it more than once, where a row has to be an order: write what was given back into a column of refunds, in the row of its order, and the products of an order into one row"
    }

    /// A column that numbers orders by its header beside one that is called `ID`: where its numbers come twice the other numbers lines.
    private var numbersBesideID: ColumnFacts? {
        guard let own = taken["order_id"]?.facts, ["id", "nr", "no", "number", "nummer", "#"].contains(own.words.words.joined(separator: " ")) else { return nil }
        return columns.first { facts in
            guard facts.position != own.position, !facts.values.isEmpty, !WantedKind.identifier.fits(facts) else { return false }
            return vocabulary.weigh(facts.words, for: "order_id", of: entity).map { $0.weight == .sure && $0.isWhole } ?? false
        }
    }

    func isTaken(_ facts: ColumnFacts) -> Bool { taken.values.contains { $0.facts.position == facts.position } }

    /// Columns that headers or values name for sure: how well the entity fits the table.
    var sureCount: Int { taken.values.count(where: \.isSure) }

    /// Whether another column could as well hold what one with a general name holds.
    private func competes(_ facts: ColumnFacts, _ kind: WantedKind) -> Bool {
        switch kind {
        case .person: facts.areHandles && !(taken["platform"]?.facts.position == facts.position)
        // Followers and other counts that are found are no amounts.
        case .amount: kind.fits(facts) && !isTaken(facts)
        case .date, .platform, .identifier: kind.fits(facts)
        default: false
        }
    }

    private func candidate(_ field: WantedField, _ facts: ColumnFacts) -> Candidate? {
        let isNumber = field.kind == .amount || field.kind == .count
        guard field.kind.fits(facts), !vocabulary.isEmail(facts.words), field.kind != .amount || vocabulary.unit(facts.words) == nil,
            field.kind != .count || vocabulary.scale(facts.words) == nil && facts.scale == nil, !isNumber || !vocabulary.areIDs(facts.words)
        else { return nil }
        var bonus = 0
        if field.kind == .person { bonus = facts.areSurelyHandles ? 60 : facts.areHandles ? 30 : 0 }
        if field.kind == .amount {
            let taxes = vocabulary.taxes(facts.words)
            // An amount with or without tax is not the tax; a total is what was paid.
            if field.column == "tax", taxes != 0 { return nil }
            bonus = field.column == "total" ? -10 * taxes : 10 * taxes
        }
        let values = "values are \(Self.title(field, facts)), as \(facts.example)"
        if let (weight, isWhole, word) = vocabulary.weigh(facts.words, for: field.column, of: entity) {
            let why = "`\(word.joined(separator: " "))` is a word for it; \(values)"
            let isOther = isNumber && !isWhole && !vocabulary.isPlain(facts.words, beside: word)
            if isOther || field.kind == .amount && vocabulary.isThing(word) && !facts.namesMoney {
                return Candidate(field: field, facts: facts, band: 0, score: bonus, why: why)
            }
            switch weight {
            case .sure: return Candidate(field: field, facts: facts, band: isWhole ? 4 : 3, score: bonus + (isWhole ? 300 : 200 + word.joined().count), why: why)
            case .only where field.kind.isShown(by: facts): return Candidate(field: field, facts: facts, band: 3, score: 200 + bonus, why: why)
            case .only: return Candidate(field: field, facts: facts, band: 1, score: bonus, why: "`\(word.joined(separator: " "))` can be a word for it, and no other column holds such values; \(values)")
            case .maybe: return Candidate(field: field, facts: facts, band: 0, score: bonus, why: why)
            }
        }
        guard field.kind.isShown(by: facts) else { return nil }
        return Candidate(field: field, facts: facts, band: 2, score: 150 + bonus, why: "the header is no word for it; \(values)")
    }

    private static func title(_ field: WantedField, _ facts: ColumnFacts) -> String {
        guard field.kind == .person else { return field.kind.title }
        if facts.profileLinks * 2 > facts.values.count { return "links to profiles" }
        return facts.areHandles ? "handles" : "names"
    }

    /// The best first; a column goes to one field, and a field whose best columns are equally good to none.
    private mutating func assign(_ candidates: [Candidate]) {
        let ordered = candidates.sorted { ($1.score, $0.facts.position) < ($0.score, $1.facts.position) }
        for candidate in ordered {
            let column = candidate.field.column
            guard taken[column] == nil, tied[column] == nil, !isTaken(candidate.facts) else { continue }
            if tied.values.contains(where: { $0.contains { $0.position == candidate.facts.position } }) { continue }
            let equals = ordered.filter { other in
                other.field.column == column && other.band == candidate.band && !isTaken(other.facts) && isEqual(other, candidate)
                    && !ordered.contains { $0.field.column != column && $0.facts.position == other.facts.position && $0.score > other.score && taken[$0.field.column] == nil }
            }
            // Whose deal it is has to be said; of several columns of handles the fuller one says more.
            if equals.count > 1, candidate.field.kind == .person {
                let best = equals.max { ($0.facts.values.count, -$0.facts.position) < ($1.facts.values.count, -$1.facts.position) } ?? candidate
                taken[column] = Taken(facts: best.facts, isSure: false, why: best.why + "; other columns hold such values, too")
            } else if equals.count > 1, candidate.field.kind == .identifier {
                // Each of them tells rows apart. A shop's own number is shorter than its database's, and what other tools know.
                let best = equals.min { (Self.width($0.facts), $0.facts.position) < (Self.width($1.facts), $1.facts.position) } ?? candidate
                taken[column] = Taken(facts: best.facts, isSure: false, why: best.why + "; other columns hold such values, too")
            } else if equals.count > 1 {
                tied[column] = equals.map(\.facts)
            } else {
                taken[column] = Taken(facts: candidate.facts, isSure: candidate.band > 2, why: candidate.why)
            }
        }
    }

    private static func width(_ facts: ColumnFacts) -> Int { facts.values.map(\.utf8.count).max() ?? 0 }

    private func isEqual(_ a: Candidate, _ b: Candidate) -> Bool {
        if a.band == 4 || a.field.kind == .person { return a.score == b.score }
        // Of parts of headers the longer word says no more.
        return a.field.kind != .amount || vocabulary.taxes(a.facts.words) == vocabulary.taxes(b.facts.words)
    }
}
