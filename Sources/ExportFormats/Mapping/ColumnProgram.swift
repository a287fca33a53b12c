internal import RecordFormats
package import SocialData
internal import TextValues

/// A canonical column of one file, compiled: names are field positions, words are bytes.
struct ColumnProgram: Sendable {
    let name: String
    let type: ColumnType
    /// Part of the entity's identity: it decides the shard.
    let isIdentity: Bool
    /// Without a value the record is nothing.
    let isRequired: Bool
    let alternatives: [ValueProgram]
    /// A value that cannot be read voids the whole record; a missing one does not.
    let isVoidWhenBad: Bool
    let role: ColumnRole
    let bound: ValueBound
    /// Where `MappedRows.filled` counts the column's values; nil where nobody needs to know.
    let tally: Int?
    /// The source's `set:` value in canonical spelling, used where no alternative gives one.
    let fallback: FallbackValue?

    /// Where its one source has nothing, a value is missing, and nothing else is to be asked.
    var hasOneSource: Bool { alternatives.count == 1 && fallback == nil && !isRequired && role != .estimated && role != .platform }

    /// The same without what a row needs to be one: for rows of sums, which are nobody's.
    var ofSums: ColumnProgram {
        ColumnProgram(
            name: name, type: type, isIdentity: false, isRequired: false, alternatives: alternatives, isVoidWhenBad: false, role: .none, bound: bound,
            tally: nil, fallback: nil)
    }

    /// The file, or the source's `set:`, can give this column a value.
    var canGiveValue: Bool { !alternatives.isEmpty || fallback != nil }
}

/// A value that stands in no field: a text in canonical spelling, or a number where the column has numbers.
struct FallbackValue: Sendable {
    let text: [UInt8]
    let number: Int64
}

/// What the loop over rows must do with a column beside writing it.
enum ColumnRole: UInt8, Sendable {
    case none
    /// -1 is a hidden count (Methods 1.1).
    case likes
    /// Lists what was estimated in the row.
    case estimated
    /// When the row's numbers were read.
    case exported
    /// When the thing happened.
    case happened
    /// The first instant that no longer counts; written as a day it includes that day.
    case lastInstant
    /// A word of a vocabulary.
    case vocabulary
    /// The word that says which network a row is about.
    case platform
    /// Such a word, which says whether the post has a video.
    case postType
    /// Plays: 0 of what cannot be played is no count.
    case views
    /// What went back to a customer.
    case refund
    /// Which post a row is about; people write its link there.
    case postID

    var isVocabulary: Bool { self == .vocabulary || self == .platform || self == .postType }

    init(column: String) {
        switch column {
        case "likes": self = .likes
        case "estimated": self = .estimated
        case "refund": self = .refund
        case "exported_at": self = .exported
        case "posted_at", "observed_at", "ordered_at": self = .happened
        case "platform": self = .platform
        case "valid_to": self = .lastInstant
        case "status": self = .vocabulary
        case "post_type": self = .postType
        case "views": self = .views
        case "post_id": self = .postID
        default: self = .none
        }
    }
}

/// One way to get a value, compiled.
struct ValueProgram: Sendable {
    let source: SourceProgram
    let when: [ConditionProgram]
    let unless: [ConditionProgram]
    let extract: [ExtractPattern]
    let template: [TemplatePart]
    let timeOf: IdentifierTime?
    let dates: [DatePattern]
    let epoch: EpochUnit?
    /// Folded word → canonical word, in the order of the words' bytes.
    let values: [(word: [UInt8], value: [UInt8])]
    let unlisted: UnlistedValue
    let split: UInt8?
    let hidden: [[UInt8]]
    let number: NumberForm
    let dropsSign: Bool
    let hasSymbol: Bool
    /// A length of time: also `0:13:29` and `PT49M19S`.
    let isDuration: Bool
    /// A day stands for its end, the first instant of the next one.
    let includesDay: Bool
    /// What the date patterns were made from.
    let dateSpecs: [DateSpec]
    let isEstimated: Bool
    let roundedFrom: Int64?
    /// A field as it stands, with nothing above: the usual case, and the fast one.
    let isPlain: Bool

    /// Every record can have the value.
    var isUnconditional: Bool { when.isEmpty && unless.isEmpty }

    /// Where a word for true or false stands in `values`, which name `true` or `false`.
    func place(ofFlag text: Span<UInt8>) -> Int? {
        let places = (yes: place(ofWord: ConditionProgram.word(true).span), no: place(ofWord: ConditionProgram.word(false).span))
        guard places.yes != nil || places.no != nil, let flag = FlagText.parse(text) else { return nil }
        return flag ? places.yes : places.no
    }

    /// Where a folded word stands in `values`; nil for one that the format does not list.
    func place(ofWord word: Span<UInt8>) -> Int? {
        let listed = values.span
        var (low, high) = (0, listed.count)
        while low < high {
            let middle = (low + high) / 2
            let order = compareBytes(listed[middle].word.span, word)
            if order == 0 { return middle }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }
}

enum SourceProgram: Sendable {
    /// Candidate fields, in order.
    case fields([Int])
    /// Fields that are the items of one list.
    case list([Int])
    case constant([UInt8])
    case digest([Int])
    case compose([ComposePart])
    /// The id in a link to a post.
    case postID(Int)
    /// The network that a link leads to.
    case platform(Int)
    case sum([SumPart])
    case hashtags(Int)
    case mentions(Int)
    case length(Int)
    /// Fields with the names of their columns.
    case labelled([(label: [UInt8], field: Int)])
}

enum ComposePart: Sendable {
    case text([UInt8])
    case field(Int)
    /// A handle, also where the field holds a link to its profile.
    case handle(Int)
    /// A day as `2024-03-01`; what is none stands as it is written.
    case day(Int)
}

struct SumPart: Sendable {
    let field: Int
    let isSubtracted: Bool
}

/// A test of one field; no position means the file has no such column, so its value is missing.
struct ConditionProgram: Sendable {
    enum Kind { case oneOf, startsWith, contains, length(Int) }

    let field: Int?
    let kind: Kind
    /// As a cell writes them; parts that a cell contains folded (`WordFolding`).
    let values: [[UInt8]]
    let isNegated: Bool

    /// Whether it holds for a value that is not there.
    let holdsForNothing: Bool

    /// What a list with `true` or `false` in it asks: every word for it is one of the list (`FlagText`).
    let flag: Bool?

    init(field: Int?, kind: Kind, values: [[UInt8]], isNegated: Bool) {
        self.field = field
        self.kind = kind
        self.values = values
        self.isNegated = isNegated
        if case .length(let count) = kind { holdsForNothing = count == 0 } else { holdsForNothing = values.contains(where: \.isEmpty) }
        guard case .oneOf = kind else {
            flag = nil
            return
        }
        let asked = [true, false].filter { values.contains(Self.word($0)) }
        flag = asked.count == 1 ? asked[0] : nil
    }

    /// How definitions write a flag.
    static func word(_ flag: Bool) -> [UInt8] { flag ? yes : no }

    private static let yes = Array("true".utf8)
    private static let no = Array("false".utf8)
}

struct RuleProgram: Sendable {
    let conditions: [ConditionProgram]
    let reason: String
}

/// The columns of one entity, in canonical order.
struct EntityProgram: Sendable {
    let entity: Entity
    /// Index of the entity's rows in `MappedRows.entities`.
    let output: Int
    let columns: [ColumnProgram]
    /// At least one of these must have a value (indices into `columns`); empty where single columns are required.
    let anyOf: [Int]
    /// Only all rows of the file tell what a row is: several columns make its key, and nobody knows yet whether they tell all rows
    /// apart; or rows have no key and add up, unless one is another once more.
    let keepsKeys: Bool
    /// Columns of `Entity.accounts`, where rows can be evidence of accounts.
    let accounts: AccountColumns?

    /// What its rows of sums are read with; nil where nothing is added up.
    var ofSums: EntityProgram? {
        guard entity == .deals else { return nil }
        return EntityProgram(
            entity: entity, output: output, columns: columns.filter { DealSums.columns.contains($0.name) }.map(\.ofSums), anyOf: [], keepsKeys: false, accounts: nil)
    }
}

struct AccountColumns: Sendable {
    let output: Int
    let platform: Int
    let account: Int
    let handle: Int
    let creator: Int
}

extension SourceProgram {
    /// The value is written after a template.
    var isMade: Bool { if case .compose = self { true } else { false } }

    /// The value is put together from several fields.
    var isComposed: Bool {
        switch self {
        case .digest(let fields): fields.count > 1
        case .compose(let parts): parts.count { if case .text = $0 { false } else { true } } > 1
        case .fields, .list, .constant, .postID, .platform, .sum, .hashtags, .mentions, .length, .labelled: false
        }
    }
}

extension Entity {
    /// Whether rows of one key can be parts of one thing.
    package var addsRows: Bool { self == .deals }

    /// Why the key can be no constant, in words.
    package var keyReason: String { "every row has its own, and a constant would make one of all \(rawValue)" }

    /// The column that alone names a thing: a constant there makes one of all.
    package var keyColumn: String? {
        switch self {
        case .posts: "post_id"
        case .creators: "creator_id"
        case .deals: "deal_id"
        case .codes: "promo_code"
        case .orders: "order_id"
        case .snapshots, .spend, .clicks, .rates, .accounts: nil
        }
    }

    /// Columns without which a row of this entity is nothing.
    var requiredColumns: [String] {
        switch self {
        case .posts: ["platform", "post_id"]
        case .snapshots: ["followers"]
        case .creators: ["creator_id"]
        case .deals: ["deal_id"]
        case .spend: ["boost_spend"]
        case .codes: ["promo_code", "deal_id"]
        case .orders: ["order_id"]
        case .clicks: []
        case .rates: ["day", "currency", "rate"]
        case .accounts: ["platform", "account_id"]
        }
    }

    /// Columns whose empty cell has a meaning that an unreadable one must not take on: a code without an end counts for ever.
    var columnsVoidWhenBad: [String] { self == .codes ? ["valid_from", "valid_to"] : [] }

    /// Columns of which one must be there.
    var anyOfColumns: [String] {
        switch self {
        case .snapshots: ["creator_id", "account_id", "handle"]
        case .deals: ["creator_id", "handle"]
        case .spend: ["campaign_id", "campaign", "ad_set", "ad", "creator_id", "handle"]
        default: []
        }
    }

    /// The column that a data cut-off can come from.
    var clockColumn: String? {
        switch self {
        case .posts: "exported_at"
        case .snapshots: "observed_at"
        case .orders: "ordered_at"
        default: nil
        }
    }
}
