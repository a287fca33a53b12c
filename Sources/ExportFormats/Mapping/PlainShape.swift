internal import SocialData
internal import TextValues

/// How most values of a column look, which can be taken as they stand, or from a caption without asking anything else.
enum PlainShape {
    case none, count, instant, flag, decimal, text, identifier, handle, list, word, hashtags, mentions, length

    /// The shape of a column's values and the field that they stand in, by its first alternative, which decides wherever it has a
    /// value; nil where something else may decide.
    static func of(_ column: borrowing ColumnProgram) -> (shape: PlainShape, field: Int)? {
        // Of a handle and of a platform all sources are asked: one of them can lead to another network.
        let asksAll = column.role == .platform || column.type == .handle
        guard let program = column.alternatives.first, column.alternatives.count == 1 || !asksAll else { return nil }
        switch program.source {
        case .fields(let fields) where program.isPlain:
            let shape = PlainShape(column.type, program)
            return shape == .none ? nil : (shape, fields[0])
        case .hashtags(let field) where program.isUnconditional && !column.type.isNumber: return (.hashtags, field)
        case .mentions(let field) where program.isUnconditional && !column.type.isNumber: return (.mentions, field)
        case .length(let field) where program.isUnconditional && column.type == .count && program.roundedFrom == nil: return (.length, field)
        default: return nil
        }
    }

    /// Nothing found in a caption is nothing said.
    var isFromCaption: Bool {
        switch self {
        case .hashtags, .mentions, .length: true
        case .none, .count, .instant, .flag, .decimal, .text, .identifier, .handle, .list, .word: false
        }
    }

    private init(_ type: ColumnType, _ program: borrowing ValueProgram) {
        self = switch type {
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

    /// Whether an id has no guard, no sign in front and none of what a number can have in it.
    static func isBareID(_ text: Span<UInt8>) -> Bool { isBare(text) { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") } }

    /// The same for a handle: no link, no name beside it, no wide letters.
    static func isBareHandle(_ text: Span<UInt8>) -> Bool {
        isBare(text) { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "@") || $0 == WideLetters.firstByte }
    }

    @inline(__always)
    private static func isBare(_ text: Span<UInt8>, without isMark: (UInt8) -> Bool) -> Bool {
        guard text[0] != UInt8(ascii: "#"), text[0] != UInt8(ascii: "'") else { return false }
        for index in text.indices where isMark(text[index]) { return false }
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
                guard Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "_") else { return false }
                isInItem = true
            }
        }
        return isInItem
    }
}
