/// What a cell of an export turned out to hold.
package enum Parsed<Value: Sendable>: Sendable {
    /// The cell holds one.
    case value(Value)
    /// Nothing but blanks. Words that mean "no value" are the format's to declare.
    case missing
    /// Something that is no such value: a quarantined cell.
    case bad(CellFault)

    // Inlinable, so that other modules' row loops see through the generic type.
    /// nil where there is none, whyever.
    @inlinable package var value: Value? {
        if case .value(let value) = self { return value }
        return nil
    }

    /// nil where there is a value or nothing at all.
    @inlinable package var fault: CellFault? {
        if case .bad(let fault) = self { return fault }
        return nil
    }
}

extension Parsed: Equatable where Value: Equatable {}

/// Why a cell has no value although it is not empty. The raw values are the reasons in quarantine files.
package enum CellFault: String, Sendable, Equatable, CaseIterable {
    case notANumber = "not_a_number"
    case notWhole = "not_whole"
    case outOfRange = "out_of_range"
    case exponentForm = "exponent_form"
    case misplacedSeparator = "misplaced_separator"
    case ambiguousSuffix = "ambiguous_suffix"
    case notADate = "not_a_date"
    case impossibleDate = "impossible_date"
    case unknownZone = "unknown_zone"
    case notADuration = "not_a_duration"

    /// The reason in words.
    package var message: String {
        switch self {
        case .notANumber: "is not a number in the number style of this file"
        case .notWhole: "has decimals, and a count is whole"
        case .outOfRange: "is too large"
        case .exponentForm: "is in exponent form, as spreadsheets write long numbers: digits are lost; export again"
        case .misplacedSeparator: "has a thousands separator where none belongs"
        case .ambiguousSuffix:
            "ends in letters that stand for a thousand in one language and more in another; say in the source what they are, as `set: {suffixes: \"B=1000\"}`"
        case .notADate: "is not a date in the format's pattern"
        case .impossibleDate: "is a date or time that does not exist"
        case .unknownZone: "names a time zone that is unknown or ambiguous"
        case .notADuration: "is not a length of time"
        }
    }
}
