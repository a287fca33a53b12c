package import SocialData

/// One kind of export as data: how to recognise it and how its columns become canonical ones.
///
/// Read from a YAML file by `ExportFormatReader`; `Catalogue/` holds those that ship, a pipeline can name its own.
/// Column names are header names for CSV and paths (`stats.diggCount`, `hashtags[]`) for JSON.
package struct ExportFormat: Sendable, Equatable {
    /// Unique among the formats of a run; what `format:` of a source says.
    package var name: String
    package var title: String
    /// CSV and TSV, or NDJSON and JSON arrays; nil accepts both (native files).
    package var container: FormatContainer?
    /// JSON only: where the records are inside a line or file, as `items[]`.
    package var records: String?
    /// JSON only: elements of other arrays of the page that belong to its records, as users to their posts.
    package var joins: [RecordJoin]
    /// Header names are canonical column names; `entities` holds one entity without columns of its own.
    package var isNative: Bool
    /// What tells its files from others.
    package var detection: DetectionRule
    /// Words that mean "no value" in any cell, beside the empty one.
    package var missing: [String]
    package var entities: [EntityMapping]
    /// Rows that are left out and counted: totals, continuation lines.
    package var skips: [RowRule]
    /// Rows that are set aside as faulty.
    package var quarantines: [RowRule]
    /// Localised header names: locale → (name used in this file → name in that locale).
    package var headers: [HeaderLocale]
    /// Columns that hold handles or names shown, whichever: `$handle` and `$title` find them by their values.
    package var people: [String] = []
    /// Of equal header names the first is meant: the post's own, before those of its parts.
    package var takesFirstOfEqual = false
    /// Rows are of many accounts, so no single handle can be set for a file that names none.
    package var hasManyAccounts = false
    /// Every spelling of each column: its own name, then those of the locales. Made once, because every file is compared with
    /// every format.
    package private(set) var spellings: [String: [HeaderSpelling]] = [:]
    /// Keys of all spellings.
    private(set) var knownKeys: Set<String> = []
    /// Trailing fields may be missing from a row.
    package var allowsShortRows: Bool
    /// Name for a field that some rows have behind the last column, as GA4's `Grand total`; rules can ask for it.
    package var trailingColumn: String?
    /// Every column whose header name matches becomes a row of its own (ECB rates).
    package var unpivot: Unpivot?
    /// A pipeline added it.
    package var isOwn = false
    /// Columns that a file can have and that no analysis uses, and why: people are told.
    package var unused: [UnusedColumn] = []
    /// A look-alike: such files are recognised and refused, and people are told what to export instead.
    package var refusal: FormatRefusal?

    /// The network that all rows are on, where the kind of export says it.
    package var constantPlatform: Platform? {
        for column in entities.flatMap(\.columns) where column.column == "platform" {
            if let rule = column.alternatives.first, rule.when.isEmpty, case .constant(let word) = rule.source { return Platform(rawValue: word) }
        }
        return nil
    }

    /// Its deals have no numbers of their own: their ids are made of other columns.
    package var makesDealIDs: Bool {
        entities.contains { mapping in
            mapping.entity == .deals
                && mapping.columns.contains { column in
                    column.column == "deal_id" && column.alternatives.contains { if case .compose = $0.source { true } else { false } }
                }
        }
    }

    /// Rows name customers: columns that are not mapped must not be kept anywhere, not even in quarantine.
    package var isPersonal: Bool { entities.contains { $0.entity == .orders } }

    /// To be called when the format is complete.
    mutating func prepareSpellings() {
        func spell(_ name: String) { spellings[name] = ([name] + headers.flatMap { $0.names[name] ?? [] }).map(HeaderSpelling.init) }
        sourceColumns.forEach(spell)
        knownKeys = Set(spellings.values.joined().map(\.key))
        // What must not be there has other names, too.
        detection.without.forEach(spell)
    }

    /// All source columns that the format names anywhere, each once, in order of appearance.
    package var sourceColumns: [String] {
        var seen = Set<String>()
        var columns: [String] = []
        func add(_ name: String) {
            if ["$handle", "$title", "$link"].contains(where: name.hasPrefix) { return }
            if seen.insert(name).inserted { columns.append(name) }
        }
        people.forEach(add)
        unused.forEach { add($0.column) }
        detection.columns.forEach(add)
        detection.any.forEach(add)
        for rule in skips + quarantines { rule.conditions.forEach { add($0.column) } }
        for entity in entities {
            for column in entity.columns {
                for alternative in column.alternatives { alternative.sourceColumns.forEach(add) }
            }
        }
        return columns
    }
}

/// The two families of files that definitions tell apart.
package enum FormatContainer: String, Sendable, CaseIterable {
    case csv, json
}

/// What must, and must not, be among a file's columns.
package struct DetectionRule: Sendable, Equatable {
    /// All of these.
    package var columns: [String] = []
    /// At least one of these.
    package var any: [String] = []
    /// None of these.
    package var without: [String] = []
    /// Words that no column may have in its name which the format does not read: it would hold more than the format knows.
    package var withoutWords: [String] = []
    /// No column that the format does not read may tell of a deal or a post (`DealColumns`).
    package var isWithoutDeals = false
    /// Texts of which at least half of a column's values contain one, as the links of one network.
    package var values: [String: [String]] = [:]
    /// Nothing else may be there than the columns that the format names.
    package var isExact = false
}

/// Why files of a format are of no use here, and what is.
package struct FormatRefusal: Sendable, Equatable {
    /// What files of the format lack.
    package var because: String
    package var instead: String
}

/// A column that says more than anything can use.
package struct UnusedColumn: Sendable, Equatable {
    package var column: String
    /// Why it is not read.
    package var because: String
}

/// Elements of `from` whose `key` equals a record's `equals`: paths that begin with `name` start there.
package struct RecordJoin: Sendable, Equatable {
    /// First key of the paths that start at the joined element.
    package var name: String
    package var from: String
    /// Path within its elements.
    package var key: String
    /// Path within the record.
    package var equals: String
}

/// How one entity's columns are filled from a record.
package struct EntityMapping: Sendable, Equatable {
    /// What the rows are of.
    package var entity: Entity
    /// Columns that have no mapping have no value.
    package var columns: [ColumnMapping]
    /// What rows are that share their key.
    package var rows = SharedKey.refused
}

/// What rows of one key are, where several columns make the key: nobody proved that they tell all rows apart.
package enum SharedKey: String, Sendable, CaseIterable {
    /// A mistake: such a file is refused.
    case refused
    /// Parts that add up, as payments or days do.
    case add
}

/// One canonical column: its alternatives in order; the first that gives a value wins.
package struct ColumnMapping: Sendable, Equatable {
    /// Canonical name.
    package var column: String
    /// Never empty.
    package var alternatives: [ValueRule]
}

/// One way to get a value.
package struct ValueRule: Sendable, Equatable {
    package var source: ValueSource
    /// All must hold for this rule to be used.
    package var when: [Condition] = []
    /// Where all of these hold, the rule is not used.
    package var unless: [Condition] = []
    /// Patterns as `facebook.com/{page}/posts/{post}`: the first that occurs in the value gives the captures.
    package var extract: [String] = []
    /// How the captures make the value, as `{page}_{post}`; nil takes the first capture.
    package var template: String?
    /// The value is an id that holds its time, and the time is meant.
    package var timeOf: IdentifierTime?
    /// Patterns as `dd.MM.yyyy`, the first that reads a value wins; empty reads ISO 8601.
    package var dates: [String] = []
    /// The value is a number since 1970.
    package var epoch: EpochUnit?
    /// Words by what they mean here, compared in any case.
    package var values: [String: String] = [:]
    /// What becomes of other words.
    package var unlisted: UnlistedValue = .keep
    /// One character that separates the items of a list.
    package var split: String?
    /// Numbers that stand for "hidden".
    package var hidden: [String] = []
    /// What numbers may look like beside plain ones.
    package var number: NumberForm = .plain
    /// Amounts: a minus is dropped, as for refunds that are written as negative sales.
    package var dropsSign = false
    /// Amounts may carry a currency symbol; a currency is read from the symbol in an amount.
    package var hasSymbol = false
    /// The platform estimates: every value is listed as estimated.
    package var isEstimated = false
    /// From this count on the platform rounds: such values are listed as estimated.
    package var roundedFrom: Int?
    /// A row without this value is set aside whole.
    package var isRequired = false

    var isConstant: Bool { if case .constant = source { true } else { false } }

    var sourceColumns: [String] {
        let own: [String] = switch source {
        case .columns(let columns): columns.map(\.name)
        case .constant, .fileName, .preamble: []
        case .postID(let column): [column]
        case .sum(let terms): terms.map(\.column)
        case .digest(let columns), .labelled(let columns): columns
        case .compose(let template): template.columns
        case .hashtags(let column), .mentions(let column), .length(let column), .header(let column): [column]
        }
        return own + (when + unless).map(\.column)
    }
}

/// Where a value comes from, before it is read.
package enum ValueSource: Sendable, Equatable {
    /// The first of these columns that has a value.
    case columns([SourceColumn])
    case constant(String)
    /// 16 hexadecimal digits over the values of these columns: an identity for rows that have none.
    case digest([String])
    /// Columns and text between them; without a value where a column has none.
    case compose(Template)
    /// Tags in the text of this column, without `#`.
    case hashtags(String)
    /// Accounts in the text of this column, without `@`.
    case mentions(String)
    /// Number of Unicode scalars.
    case length(String)
    /// Those of these columns that have a value, each with its name: `Age=18-24|Gender=female`.
    case labelled([String])
    /// What stands in the braces of a header name such as `Amount spent ({currency})`.
    case header(String)
    /// The id of the post in a link to it, whichever network it is on.
    case postID(String)
    /// Columns added to, or taken from, the first one.
    case sum([SumTerm])
    /// Taken out of the file's name, or of the lines above its table, by the rule's patterns.
    case fileName
    case preamble
}

/// One column of a sum. The first one must have a value; what is blank in another counts as nothing.
package struct SumTerm: Sendable, Equatable {
    package var column: String
    /// Taken away instead of added.
    package var isSubtracted: Bool
}

/// A source column; `nth` (1-based) tells equal header names apart.
package struct SourceColumn: Sendable, Equatable {
    package var name: String
    /// nil is the first of the name.
    package var nth: Int?

    package init(name: String, nth: Int?) {
        self.name = name
        self.nth = nth
    }

    /// A place of a template: `Ad name`, or `Ad name#2` for the second column of that name.
    init(place: String) {
        if let mark = place.lastIndex(of: "#"), let nth = Int(place[place.index(after: mark)...]) {
            self.init(name: String(place[..<mark]), nth: nth)
        } else {
            self.init(name: place, nth: nil)
        }
    }
}

/// Text with `{column}` places.
package struct Template: Sendable, Equatable {
    /// Text as it is, or the name of a column.
    package enum Part: Sendable, Equatable { case text(String), place(String) }
    /// In order; what is between the braces stands as a place.
    package var parts: [Part]

    /// Columns that the places name.
    package var columns: [String] {
        parts.compactMap { part in if case .place(let place) = part { SourceColumn(place: Self.plain(place)).name } else { nil } }
    }

    /// `{Creator:handle}` is the handle in that column, also where it is written as a link.
    package static let handleMark = ":handle"
    /// `{Start:day}` is the day in that column, however the file writes dates.
    package static let dayMark = ":day"

    static func plain(_ place: String) -> String {
        for mark in [handleMark, dayMark] where place.hasSuffix(mark) { return String(place.dropLast(mark.count)) }
        return place
    }

    var hasDays: Bool { parts.contains { if case .place(let place) = $0 { place.hasSuffix(Self.dayMark) } else { false } } }

    /// Reads `a{b}c`; nil where a brace is not closed.
    package init?(_ text: String) {
        parts = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            parts.append(.place(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
    }
}

/// Ids that carry the time at which they were made.
package enum IdentifierTime: String, Sendable, CaseIterable {
    /// Posts' ids of these platforms.
    case tiktok, x
}

package enum EpochUnit: String, Sendable, CaseIterable {
    case seconds, milliseconds
}

/// What happens to a word that `values` does not list, and (missing or not) to a text that has no `extract` pattern.
package enum UnlistedValue: String, Sendable, CaseIterable {
    case keep, missing, bad
}

/// How numbers of a column may be written, beyond plain digits.
package enum NumberForm: String, Sendable, CaseIterable {
    /// In the file's number style: thousands separators, decimal point or comma.
    case plain
    /// Also `12.3K`: read, and listed in `estimated`.
    case rounded
    /// Whole numbers written with decimals: `104.0`.
    case wholeDecimals = "whole_decimals"
}

/// A test of one column of a record; all of a list must hold.
package struct Condition: Sendable, Equatable {
    package var column: String
    /// What its value must be.
    package var test: ConditionTest
    /// The test must fail instead.
    package var isNegated: Bool
}

package enum ConditionTest: Sendable, Equatable {
    /// Exact values, one of which must be there; "" is a missing value.
    case oneOf([String])
    /// One of these is the beginning of the value.
    case startsWith([String])
    /// One of these stands somewhere in the value, in capitals or not.
    case contains([String])
    /// Bytes of the value; a missing one has none.
    case length(Int)
}

/// Rows that are set aside, and why.
package struct RowRule: Sendable, Equatable {
    package var conditions: [Condition]
    /// Why such rows are no facts, for people.
    package var reason: String
    /// Skipped rows of deals: other files' rows of the same deal do not count either.
    package var callsOff = false
}

/// Header names of one locale.
package struct HeaderLocale: Sendable, Equatable {
    package var locale: String
    /// Name used in the format file → names in this locale, whichever is there.
    package var names: [String: [String]]
}

/// Wide tables: columns whose header is an ISO 4217 code become rows.
package struct Unpivot: Sendable, Equatable {
    /// Canonical column for the header, the currency.
    package var nameColumn: String
    /// Canonical column for the cell, the amount.
    package var valueColumn: String
}
