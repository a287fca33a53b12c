internal import ExportFormats
internal import SocialData
internal import TextValues

/// The words of people's own sheets: data, in `Words/`.
struct DraftVocabulary {
    /// How much a header's word says of a canonical column.
    enum Weight: Int, Comparable {
        case maybe, only, sure

        static func < (a: Weight, b: Weight) -> Bool { a.rawValue < b.rawValue }
    }

    struct Unused {
        var words: [[String]]
        var because: String
        /// Of the other columns of its row.
        var isSum = false
    }

    private var columns: [String: [Weight: [[String]]]] = [:]
    private(set) var platforms: [String: Platform] = [:]
    private(set) var postTypes: [String: PostType] = [:]
    private var standing: [[String]] = []
    private var validity: Set<String> = []
    /// Parts of headers of counts that say when they were counted: today, or at the time of a post.
    private var now: [[String]] = []
    private var then: [[String]] = []
    private var unpublished: Set<String> = []
    private var kinds: Set<String> = []
    private var reactions: Set<String> = []
    private var cancellations: Set<String> = []
    private var tests: Set<String> = []
    private var missing: Set<String> = []
    private(set) var voids: Set<String> = []
    private var units: Set<String> = []
    /// Words that leave an amount or a count what it is.
    private var beside: Set<String> = []
    private var ids: Set<String> = []
    private var confirmed: Set<String> = []
    /// Words for what is paid for, which hold money only where something says so.
    private var things: Set<String> = []
    private var undiscounted: [[String]] = []
    private var costs: [[String]] = []
    private(set) var net: [[String]] = []
    private(set) var gross: [[String]] = []
    private(set) var email: [[String]] = []
    /// Columns of deals that say more than can be used.
    private(set) var unused: [Unused] = []

    /// - Throws: where the embedded files are broken, which a test rules out.
    init() throws(DefinitionErrors) {
        var reader = DefinitionReader(file: "columns.yml")
        if let root = reader.open(String(decoding: PackageResources.columns_yml, as: UTF8.self)) {
            for entry in reader.entries(of: root, known: nil) { columns[entry.key] = Self.weights(entry.value, &reader) }
        }
        columns["deals.status"] = [.sure: StatusWords.dealHeaders.map(HeaderWords.split)]
        var values = DefinitionReader(file: "values.yml")
        if let root = values.open(String(decoding: PackageResources.values_yml, as: UTF8.self)) { read(root, &values) }
        let problems = reader.problems + values.problems
        guard problems.isEmpty else { throw DefinitionErrors(problems) }
    }

    private static func weights(_ node: DefinitionNode, _ reader: inout DefinitionReader) -> [Weight: [[String]]] {
        var weights: [Weight: [[String]]] = [:]
        for entry in reader.entries(of: node, known: ["sure", "only", "maybe"]) {
            let weight: Weight = entry.key == "sure" ? .sure : entry.key == "only" ? .only : .maybe
            weights[weight] = reader.texts(of: entry.value).map(HeaderWords.split)
        }
        return weights
    }

    private mutating func read(_ root: DefinitionNode, _ reader: inout DefinitionReader) {
        for entry in reader.entries(of: root, known: nil) {
            switch entry.key {
            case "platforms":
                for platform in reader.entries(of: entry.value, known: Platform.allCases.map(\.rawValue)) {
                    for word in reader.texts(of: platform.value) { platforms[Self.joined(word)] = Platform(rawValue: platform.key) }
                }
            case "post_types":
                for type in reader.entries(of: entry.value, known: PostType.allCases.map(\.rawValue)) {
                    for word in reader.texts(of: type.value) { postTypes[Self.joined(word)] = PostType(rawValue: type.key) }
                }
            case "beside": beside = Set(reader.texts(of: entry.value).map(Self.joined))
            case "ids": ids = Set(reader.texts(of: entry.value).map(Self.joined))
            case "confirmed": confirmed = Set(reader.texts(of: entry.value).map(Self.joined))
            case "things": things = Set(reader.texts(of: entry.value).map(Self.joined))
            case "standing": standing = reader.texts(of: entry.value).map(HeaderWords.split).sorted { $0.count > $1.count }
            case "validity": validity = Set(reader.texts(of: entry.value).map(Self.joined))
            case "now": now = reader.texts(of: entry.value).map(HeaderWords.split)
            case "then": then = reader.texts(of: entry.value).map(HeaderWords.split)
            case "kinds": kinds = Set(reader.texts(of: entry.value).map(Self.joined))
            case "unpublished": unpublished = Set(reader.texts(of: entry.value).map(Self.joined))
            case "reactions": reactions = Set(reader.texts(of: entry.value).map(Self.joined))
            case "cancellations": cancellations = Set(reader.texts(of: entry.value).map(Self.joined))
            case "tests": tests = Set(reader.texts(of: entry.value).map(Self.joined))
            case "missing": missing = Set(reader.texts(of: entry.value).map { $0.lowercased() })
            case "voids": voids = Set(reader.texts(of: entry.value).map(Self.joined))
            case "undiscounted": undiscounted = reader.texts(of: entry.value).map(HeaderWords.split)
            case "units": units = Set(reader.texts(of: entry.value).map(Self.joined))
            case "costs": costs = reader.texts(of: entry.value).map(HeaderWords.split)
            case "net": net = reader.texts(of: entry.value).map(HeaderWords.split)
            case "gross": gross = reader.texts(of: entry.value).map(HeaderWords.split)
            case "email": email = reader.texts(of: entry.value).map(HeaderWords.split)
            case "deals_unused":
                for kind in reader.entries(of: entry.value, known: nil) {
                    var unused = Unused(words: [], because: "", isSum: kind.key == "sum")
                    for part in reader.entries(of: kind.value, known: ["words", "because"]) {
                        if part.key == "words" { unused.words = reader.texts(of: part.value).map(HeaderWords.split) } else { unused.because = reader.text(of: part.value) ?? "" }
                    }
                    self.unused.append(unused)
                }
            default: reader.problem("unknown key `\(entry.key)`", at: entry.keyPlace)
            }
        }
    }

    /// A text's words as one key.
    static func joined(_ text: String) -> String { HeaderWords.split(text).joined(separator: " ") }

    /// How far a header says that its column is a canonical one, and by which word; nil where it does not.
    func weigh(_ header: HeaderWords, for column: String, of entity: Entity) -> (weight: Weight, isWhole: Bool, word: [String])? {
        guard let weights = columns["\(entity.rawValue).\(column)"] ?? columns[column] else { return nil }
        // What qualifies an amount says nothing about the column, and what makes another thing of it does.
        let plain = HeaderWords(words: header.words.filter { !isQualifier($0) })
        let isVoid = isVoid(header)
        for weight in [Weight.sure, .only, .maybe] {
            guard let words = weights[weight] else { continue }
            if let word = words.first(where: { $0 == header.words || $0 == plain.words }) { return (weight, true, word) }
        }
        for weight in [Weight.sure, .maybe] {
            let found = weights[weight]?.filter { header.contains($0) }.max { $0.joined().count < $1.joined().count }
            guard let found, found.joined().count > 2 else { continue }
            return (isVoid ? .maybe : weight, false, found)
        }
        return nil
    }

    /// Whether a header says nothing beside a word that makes another thing of an amount or a count: `Agreed fee` is a fee, `Shipping
    /// ZIP` no cost of shipping.
    func isPlain(_ header: HeaderWords, beside word: [String]) -> Bool {
        var rest = header.words
        for phrase in [word] + now + then { if let place = rest.firstRange(of: phrase) { rest.removeSubrange(place) } }
        // `Likes 24h` and `Fee 2025` are of a time.
        return rest.allSatisfy { beside.contains($0) || $0.first?.isNumber == true || isQualifier($0) || platforms[$0] != nil || mayBeCost(HeaderWords(words: [$0])) }
    }

    /// Whether a word in a header makes no amount of a deal of its numbers: `Rate per post`.
    func isVoid(_ header: HeaderWords) -> Bool { header.words.contains(where: voids.contains) }

    /// Whether a header says that its numbers only tell things apart.
    func areIDs(_ header: HeaderWords) -> Bool { header.words.contains(where: ids.contains) }

    /// Whether a header says of a deal that it was agreed.
    func isConfirmation(_ header: HeaderWords) -> Bool { header.words.contains(where: confirmed.contains) }

    /// Whether a cell says that a deal stands, and nothing else that nobody here knows: `Contract dropped` does.
    func saysStanding(_ value: String) -> Bool {
        let words = HeaderWords.split(value)
        var rest = words
        for phrase in standing { while let place = rest.firstRange(of: phrase) { rest.removeSubrange(place) } }
        return rest.count < words.count && rest.allSatisfy { beside.contains($0) || $0.first?.isNumber == true }
    }

    /// Whether a header says for how long something counts.
    func isValidity(_ header: HeaderWords) -> Bool { header.words.contains(where: validity.contains) }

    /// Whether a header says that its counts are of today.
    func isNow(_ header: HeaderWords) -> Bool { now.contains(where: header.contains) }

    /// Whether a header says that its counts are of the time of a post.
    func isThen(_ header: HeaderWords) -> Bool { then.contains(where: header.contains) }

    /// Whether a header says of what kind a row is.
    func isKind(_ header: HeaderWords) -> Bool { kinds.contains(header.words.joined(separator: " ")) }

    /// Whether a cell says that a post is not out yet.
    func isUnpublished(_ value: String) -> Bool { unpublished.contains(Self.joined(value)) }

    /// Whether a header names one of Facebook's reactions other than the like.
    func isReaction(_ header: HeaderWords) -> Bool { reactions.contains(header.words.joined(separator: " ")) }

    /// Whether a header says that, or when, an order was cancelled.
    func isCancellation(_ header: HeaderWords) -> Bool { cancellations.contains(header.words.joined(separator: " ")) }

    /// Whether a header says that an order was placed to test a shop.
    func isTest(_ header: HeaderWords) -> Bool { tests.contains(header.words.joined(separator: " ")) }

    /// Whether a word names what is paid for and no money: numbers under it can be months, pieces or ids.
    func isThing(_ word: [String]) -> Bool { things.contains(word.joined(separator: " ")) }

    private func isQualifier(_ word: String) -> Bool { net.contains([word]) || gross.contains([word]) || ["mwst", "vat", "ust", "iva", "tva"].contains(word) }

    /// Net of tax, with tax, or nothing said.
    func taxes(_ header: HeaderWords) -> Int {
        if gross.contains(where: { header.contains($0) }) { return -1 }
        return net.contains(where: { header.contains($0) }) ? 1 : 0
    }

    /// The word by which a header says that its numbers are no amounts: percents, days, pieces, thousands.
    func unit(_ header: HeaderWords) -> String? { header.words.first(where: units.contains) ?? scale(header) }

    /// The word by which a header says that its numbers are thousands or more.
    func scale(_ header: HeaderWords) -> String? { ScaleWords.first(in: header.words) }

    /// Whether a header says that a discount is not taken off yet.
    func isUndiscounted(_ header: HeaderWords) -> Bool { undiscounted.contains { header.contains($0) } }

    /// Whether a header can mean something that a creator cost, which no canonical column is for.
    func mayBeCost(_ header: HeaderWords) -> Bool { costs.contains { header.contains($0) } }

    func isEmail(_ header: HeaderWords) -> Bool { email.contains { header.contains($0) } }

    /// Whether a cell says that it has no value.
    func isMissing(_ cell: String) -> Bool { AbsentText.isLikely(cell) || missing.contains(cell.lowercased()) }

    /// The one network that a text names, whole or in one of its words; nil for none and for several.
    func platform(_ text: String) -> Platform? {
        let words = HeaderWords.split(text)
        if let whole = platforms[words.joined(separator: " ")] { return whole }
        var named: Set<Platform> = []
        for length in 1...2 where words.count >= length {
            for start in 0...words.count - length {
                let part = words[start..<start + length].joined(separator: " ")
                if part.count > 2, let platform = platforms[part] { named.insert(platform) }
            }
        }
        return named.count == 1 ? named.first : nil
    }
}
