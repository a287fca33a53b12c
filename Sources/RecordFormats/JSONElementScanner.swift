/// Cuts one JSON document into the elements of its array of records, while it streams through.
///
/// Only strings and brackets are understood here; each element is judged by the parser afterwards. Brackets are counted
/// without regard to their kind, and a line end closes a string, so that a mistake inside an element ends with it and
/// its neighbours survive. What stands between elements must be right: a mistake there is an error of the file. Around
/// the array there may be objects, entered by the keys of the records' path; their other members are cut out too, to be
/// checked.
///
/// A document that is no array, read without a path, is one element.
struct JSONElementScanner {
    private enum State {
        case start, firstElement, nextElement, afterElement
        case firstKey, nextKey, inKey, afterKey, memberValue, afterMember
        case inContainer, inString, inScalar, done
    }

    /// Keys that lead to the array; empty when the document is the array.
    private let keys: [[UInt8]]
    private var state = State.start
    private var consumed: Int
    private var line: Int
    /// Offset of the last carriage return, so that CRLF counts as one line end.
    private var lastCarriageReturn = -1
    private var markBytes = 0
    private let firstOffset: Int

    /// Objects entered on the way to the array, and whether the wanted key of each has been taken.
    private var level = 0
    private var taken: [Bool]
    private var foundArray = false
    private var key: [UInt8] = []

    // The value being cut out.
    private var valueStart = 0
    private var valueLine = 0
    private var valueRole = JSONPiece.Role.element
    private var depth = 0
    private var escaped = false

    init(keys: [String], line: Int, offset: Int) {
        self.keys = keys.map { Array($0.utf8) }
        taken = Array(repeating: false, count: keys.count)
        self.line = line
        consumed = offset
        firstOffset = offset
    }

    /// Start of the piece that is not finished yet.
    var pendingStart: Int? {
        switch state {
        case .inContainer, .inString, .inScalar, .inKey: valueStart
        default: nil
        }
    }

    mutating func scan(
        _ text: Span<UInt8>, isLast: Bool, into pieces: inout [JSONPiece]
    ) throws(JSONFileError) {
        let base = consumed
        var position = 0
        while position < text.count {
            switch state {
            case .inContainer: position = scanContainer(text, from: position, base: base, into: &pieces)
            case .inString: position = scanString(text, from: position, base: base, into: &pieces)
            case .inScalar: position = scanScalar(text, from: position, base: base, into: &pieces)
            case .inKey: position = try scanKey(text, from: position, base: base, into: &pieces)
            default: position = try scanBetween(text, from: position, base: base)
            }
        }
        consumed = base + text.count
        if isLast { try finish(into: &pieces) }
    }

    // MARK: Values

    private mutating func scanContainer(
        _ text: Span<UInt8>, from first: Int, base: Int, into pieces: inout [JSONPiece]
    ) -> Int {
        var position = first
        while position < text.count {
            let byte = text[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                state = .inString
                return position
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 {
                    endValue(at: base + position, into: &pieces)
                    return position
                }
            case 0x0A, 0x0D:
                countLineEnd(byte, at: base + position - 1)
            default:
                break
            }
        }
        return position
    }

    private mutating func scanString(
        _ text: Span<UInt8>, from first: Int, base: Int, into pieces: inout [JSONPiece]
    ) -> Int {
        var position = first
        if escaped {
            escaped = false
            if !isLineEnd(text[position]) { position += 1 }
        }
        while position < text.count {
            let byte = text[position]
            // Small letters and everything beyond ASCII lie above the backslash.
            if byte > UInt8(ascii: "\\") {
                position += 1
            } else if byte == UInt8(ascii: "\"") {
                endString(at: base + position + 1, into: &pieces)
                return position + 1
            } else if byte == UInt8(ascii: "\\") {
                position += 1
                if position == text.count {
                    escaped = true
                } else if !isLineEnd(text[position]) {
                    position += 1
                }
            } else if isLineEnd(byte) {
                // Left where it is: the state that comes next counts it.
                endString(at: base + position, into: &pieces)
                return position
            } else {
                position += 1
            }
        }
        return position
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private mutating func endString(at end: Int, into pieces: inout [JSONPiece]) {
        if depth == 0 {
            endValue(at: end, into: &pieces)
        } else {
            state = .inContainer
        }
    }

    private mutating func scanScalar(
        _ text: Span<UInt8>, from first: Int, base: Int, into pieces: inout [JSONPiece]
    ) -> Int {
        var position = first
        while position < text.count {
            switch text[position] {
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "\""),
                UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
                endValue(at: base + position, into: &pieces)
                return position
            default:
                position += 1
            }
        }
        return position
    }

    private mutating func scanKey(
        _ text: Span<UInt8>, from first: Int, base: Int, into pieces: inout [JSONPiece]
    ) throws(JSONFileError) -> Int {
        var position = first
        while position < text.count {
            let byte = text[position]
            if byte == 0x0A || byte == 0x0D { throw error("a key is not closed on its line", at: base + position) }
            position += 1
            if byte == UInt8(ascii: "\""), !escaped {
                // The key without its quotes is what was collected.
                pieces.append(JSONPiece(start: valueStart, end: base + position, line: valueLine, role: .surroundings))
                state = .afterKey
                return position
            }
            escaped = byte == UInt8(ascii: "\\") && !escaped
            // Of a longer key than the wanted one, enough to differ from it.
            if key.count <= keys[level - 1].count { key.append(byte) }
        }
        return position
    }

    private mutating func beginValue(_ byte: UInt8, at offset: Int, role: JSONPiece.Role) {
        valueStart = offset
        valueLine = line
        valueRole = role
        escaped = false
        depth = 0
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth = 1
            state = .inContainer
        case UInt8(ascii: "\""):
            state = .inString
        default:
            state = .inScalar
        }
    }

    private mutating func endValue(at end: Int, into pieces: inout [JSONPiece]) {
        pieces.append(JSONPiece(start: valueStart, end: end, line: valueLine, role: valueRole))
        state = valueRole == .surroundings ? .afterMember : foundArray ? .afterElement : .done
    }

    // MARK: Between values

    /// Reads one byte that belongs to no value.
    private mutating func scanBetween(_ text: Span<UInt8>, from position: Int, base: Int) throws(JSONFileError) -> Int {
        let byte = text[position]
        let offset = base + position
        if JSONBlank.isBlank(byte) {
            if byte == 0x0A || byte == 0x0D { countLineEnd(byte, at: offset) }
            return position + 1
        }
        switch state {
        case .start:
            if try readMark(byte, at: offset) { return position + 1 }
            if keys.isEmpty, byte != UInt8(ascii: "[") {
                beginValue(byte, at: offset, role: .element)
                return position + 1
            }
            try enter(byte, at: offset)
        case .firstElement, .nextElement:
            if byte == UInt8(ascii: "]"), state == .firstElement {
                leaveArray()
            } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
                || byte == UInt8(ascii: ":")
            {
                throw error("a record was expected, found `\(Unicode.Scalar(byte))`", at: offset)
            } else {
                beginValue(byte, at: offset, role: .element)
            }
        case .afterElement:
            if byte == UInt8(ascii: ",") {
                state = .nextElement
            } else if byte == UInt8(ascii: "]") {
                leaveArray()
            } else {
                throw error("a comma or `]` was expected after a record", at: offset)
            }
        case .firstKey, .nextKey:
            if byte == UInt8(ascii: "}"), state == .firstKey {
                leaveObject()
            } else if byte == UInt8(ascii: "\"") {
                valueStart = offset
                valueLine = line
                key.removeAll(keepingCapacity: true)
                escaped = false
                state = .inKey
            } else {
                throw error("a key in quotes was expected", at: offset)
            }
        case .afterKey:
            guard byte == UInt8(ascii: ":") else { throw error("a colon was expected after a key", at: offset) }
            state = .memberValue
        case .memberValue:
            if !taken[level - 1], key == keys[level - 1] {
                taken[level - 1] = true
                if byte == UInt8(ascii: "n"), level == keys.count {
                    // A service without results may write null for an empty array.
                    foundArray = true
                    beginValue(byte, at: offset, role: .surroundings)
                } else {
                    try enter(byte, at: offset)
                }
            } else {
                beginValue(byte, at: offset, role: .surroundings)
            }
        case .afterMember:
            if byte == UInt8(ascii: ",") {
                state = .nextKey
            } else if byte == UInt8(ascii: "}") {
                leaveObject()
            } else {
                throw error("a comma or `}` was expected after a member", at: offset)
            }
        case .done:
            throw error("nothing may follow the document", at: offset)
        case .inContainer, .inString, .inScalar, .inKey:
            preconditionFailure("values have scanners of their own")
        }
        return position + 1
    }

    /// Goes into the next object on the way, or into the array of records.
    private mutating func enter(_ byte: UInt8, at offset: Int) throws(JSONFileError) {
        let isArray = level == keys.count
        guard byte == (isArray ? UInt8(ascii: "[") : UInt8(ascii: "{")) else {
            let place = keys[..<level].map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
            throw JSONFileError(
                kind: .recordsNotFound, line: line, offset: offset,
                detail: "\(place.isEmpty ? "the document" : "`\(place)`") is not an \(isArray ? "array" : "object")")
        }
        if isArray {
            foundArray = true
            state = .firstElement
        } else {
            level += 1
            state = .firstKey
        }
    }

    private mutating func leaveArray() { state = level == 0 ? .done : .afterMember }

    private mutating func leaveObject() {
        level -= 1
        state = level == 0 ? .done : .afterMember
    }

    /// Whether `byte` belongs to a byte-order mark at the very start.
    private mutating func readMark(_ byte: UInt8, at offset: Int) throws(JSONFileError) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if markBytes < 3, offset == firstOffset + markBytes, byte == mark[markBytes] {
            markBytes += 1
            return true
        }
        guard markBytes == 0 || markBytes == 3 else { throw error("the byte-order mark is incomplete", at: offset) }
        return false
    }

    private mutating func countLineEnd(_ byte: UInt8, at offset: Int) {
        if byte == 0x0D {
            lastCarriageReturn = offset
            line += 1
        } else if lastCarriageReturn < 0 || lastCarriageReturn + 1 != offset {
            line += 1
        }
    }

    // MARK: The end

    private mutating func finish(into pieces: inout [JSONPiece]) throws(JSONFileError) {
        // A scalar has no closing sign of its own.
        if state == .inScalar { endValue(at: consumed, into: &pieces) }
        switch state {
        case .done:
            guard keys.isEmpty || foundArray else {
                let path = keys.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
                throw JSONFileError(
                    kind: .recordsNotFound, line: line, offset: consumed, detail: "there is no array at `\(path)[]`")
            }
        case .start:
            throw JSONFileError(kind: .empty, line: line, offset: consumed, detail: "there is no JSON value in it")
        case .inContainer, .inString:
            throw JSONFileError(
                kind: .incomplete, line: valueLine, offset: valueStart,
                detail: "the text ends inside the value that starts here")
        default:
            throw JSONFileError(
                kind: .incomplete, line: line, offset: consumed, detail: "the text ends before the document is closed")
        }
    }

    private func error(_ detail: String, at offset: Int) -> JSONFileError {
        JSONFileError(kind: .invalidJSON, line: line, offset: offset, detail: detail)
    }
}
