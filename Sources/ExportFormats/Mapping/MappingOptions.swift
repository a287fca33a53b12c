internal import SocialData
package import TextValues

/// What a source says about its files beyond their content.
package struct MappingOptions: Sendable {
    /// Canonical columns that the export lacks: used where a row gives no value.
    package var set: [String: String]
    /// Zone of times that the export writes without one.
    package var zone: ZoneOffsets
    /// The zone is the pipeline's calendar, not something that anybody said of these files.
    package var isZoneAssumed: Bool
    /// 12 hexadecimal digits of the input's SHA-256, for the column `input`.
    package var inputKey: String
    /// The pipeline's data cut-off, where it names one: a row more than 48 hours later is from the future.
    package var asOf: Int64?
    /// For values that the file's name or the lines above its table hold.
    package var fileName = ""
    /// Lines above the table, as the dialect found them.
    package var preamble: [String] = []
    /// Decided from the file's own values (`FileEvidence`), or by the source.
    package var numberStyle = NumberStyle.plain
    /// What a letter behind a number stands for (`MagnitudeEvidence`).
    package var magnitudes = MagnitudeWords.careful
    /// What the file's values were taken for although they can mean something else: cause, then what to do.
    package var doubts: [String] = []
    /// For dates that both orders read; nil where the file does not tell.
    package var dateOrder: DateOrder?
    /// The order in which dates that could be read in either are read, as the exporter is known to write it: nothing in the file shows it.
    package var assumedOrder: DateOrder?
    /// Date patterns that read values of the file's sample: tried first.
    package var seenPatterns = Set<String>()
    /// The last day that a date without a year can be.
    package var latestDay: Int32?
    /// Some values of each column.
    package var samples = ColumnSamples()
    /// Rules, by canonical column and place in its list, whose ids lost digits in a spreadsheet (`IdentifierEvidence`).
    package var roundedRules = Set<RuleName>()

    /// What has no argument here keeps the value that stands above.
    package init(set: [String: String] = [:], zone: ZoneOffsets = .utc, isZoneAssumed: Bool = true, inputKey: String, asOf: Int64? = nil) {
        self.set = set
        self.zone = zone
        self.isZoneAssumed = isZoneAssumed
        self.inputKey = inputKey
        self.asOf = asOf
    }
}

/// A rule of a column, by its place in the column's list.
package struct RuleName: Sendable, Hashable {
    /// Canonical name.
    package var column: String
    /// From 0, in the order of the format file.
    package var index: Int
}

/// Why a format cannot be applied to a file's columns.
package enum MappingError: Error, Sendable, Equatable {
    /// Needed columns are not there; with the nearest name that is.
    case missingColumns([(name: String, nearest: String?)])
    /// A mapped header name stands at several positions and the format does not say which is meant.
    case repeatedColumn(name: String, positions: [Int])
    /// A `set:` value is not a value of its column.
    case badSetValue(column: String, value: String, reason: String)
    /// A date pattern of the format cannot be read.
    case badDatePattern(String)
    /// No column of a list holds handles; with one that people would take for it.
    case noHandle(column: String, example: String)
    /// An identity column can get no value from this file.
    case noIdentity(entity: String, column: String)
    /// A constant stands where a key belongs.
    case constantKey(entity: String, column: String, value: String)
    /// A spreadsheet rounded the ids of an identity column, and no link holds them.
    case lostDigits(column: String, example: String)
    /// A column that tells rows apart has separators between the digits of its numbers.
    case groupedDigits(column: String, example: String)
    /// Numbers or dates that can be read in two ways, or in none for all of them.
    case undecided(String)
    /// Times end in a word that names no zone or several, and nobody says where the clock hung.
    case unknownZone(example: String, word: String)
    /// Dates without a year, where rows are nothing without their date.
    case noYear

    /// What, why, what to do.
    package var message: String {
        switch self {
        case .missingColumns(let columns):
            let names = columns.map { column in
                column.nearest.map { "`\(column.name)` (the nearest here is `\($0)`)" } ?? "`\(column.name)`"
            }
            return "needed columns are missing: \(names.joined(separator: ", ")); export again with them, or name another format"
        case .repeatedColumn(let name, let positions):
            let places = positions.map(String.init).joined(separator: " and ")
            return "the column `\(name)` stands at positions \(places) and nothing says which is meant; export the file with one of them, or give a format of your own `nth:`"
        case .badSetValue(let column, let value, let reason):
            return "`set: {\(column): \(value)}`: \(reason)"
        case .badDatePattern(let message):
            return message
        case .undecided(let message):
            return message
        case .constantKey(let entity, let column, let value):
            return "`set: {\(column): \(value)}` gives every row the same \(column) and makes one of all \(entity); leave it out: a column of the file must tell them apart"
        case .unknownZone(let example, let word):
            return "its times end in '\(word)' ('\(example)'), which names no time zone, or several: say in the source where the clock hung, as `timezone: America/Sao_Paulo`"
        case .noHandle(let column, let example):
            return "no column holds handles: the values of `\(column)` read like names (as '\(example.prefix(40))'), and names are no accounts; export it again with the handles (`@name`) or the links to the profiles"
        case .noYear:
            return "its dates have no year: say in the source which year its last day is in, as `set: {year: 2025}`, or when it was exported, as `set: {exported_at: 2025-03-01}`"
        case .lostDigits(let column, let example):
            return "a spreadsheet rounded its ids (`\(column)` \(example) ends in zeros), and no permalink holds the lost digits; export the file again and do not save it in a spreadsheet"
        case .groupedDigits(let column, let example):
            return "a spreadsheet wrote separators between the digits of its ids (`\(column)` \(example)), so other files' rows of the same number are not met; give the column the format of text, or of a number without separators, and export again"
        case .noIdentity(let entity, let column):
            if let kind = Entity(rawValue: entity), kind.keyColumn == column {
                return "no column gives \(entity) a `\(column)`, which tells them apart; export it again with that column, or say in a format file of your own (`formats:`) which columns do"
            }
            let example = column.split(separator: "`").first.map(String.init) ?? column
            return "no column gives \(entity) a `\(column)`; add it to the source: `set: {\(example): …}`"
        }
    }

    package static func == (a: MappingError, b: MappingError) -> Bool { a.message == b.message }
}
