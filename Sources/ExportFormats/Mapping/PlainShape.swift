internal import SocialData

/// How most values of a column look, which can be taken as they stand.
enum PlainShape {
    case none, count, instant, flag, decimal, text, identifier, handle, list, word

    /// - Parameter column: one with a `plainField`.
    init(_ column: borrowing ColumnProgram) {
        guard column.alternatives.count == 1 else {
            self = .none
            return
        }
        let program = column.alternatives[0]
        self = switch column.type {
        case .count where program.roundedFrom == nil: .count
        case .instant where program.timeOf == nil && program.epoch == nil: .instant
        case .flag: .flag
        case .decimal: .decimal
        case .text: .text
        case .identifier: .identifier
        case .handle: .handle
        case .list where program.split == nil || program.split == UInt8(ascii: "|"): .list
        case .word: .word
        case .count, .instant, .list, .money, .currency, .day: .none
        }
    }

    /// Yes and no as nearly all files write them; nil for what `FlagText` has to look at.
    static func flag(_ text: Span<UInt8>) -> Bool? {
        switch text.count {
        case 1 where text[0] == UInt8(ascii: "1"): true
        case 1 where text[0] == UInt8(ascii: "0"): false
        case 4 where text.equals(yes.span): true
        case 5 where text.equals(no.span): false
        default: nil
        }
    }

    private static let yes = Array("true".utf8)
    private static let no = Array("false".utf8)

    /// Whether a name has no guard, no sign in front and neither of two marks in it.
    static func isBare(_ text: Span<UInt8>, without first: UInt8, _ second: UInt8) -> Bool {
        guard text[0] != UInt8(ascii: "#"), text[0] != UInt8(ascii: "'") else { return false }
        for index in text.indices where text[index] == first || text[index] == second { return false }
        return true
    }

    /// Items of ASCII letters, digits and underscores, one `|` between two.
    static func isList(_ text: Span<UInt8>) -> Bool {
        var isInItem = false
        for index in text.indices {
            let byte = text[index]
            if byte == UInt8(ascii: "|") {
                guard isInItem else { return false }
                isInItem = false
            } else {
                guard (byte | 0x20) &- UInt8(ascii: "a") <= 25 || byte &- UInt8(ascii: "0") <= 9 || byte == UInt8(ascii: "_") else { return false }
                isInItem = true
            }
        }
        return isInItem
    }
}
