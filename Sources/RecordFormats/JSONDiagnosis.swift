/// Why a JSON text was refused, found again byte by byte.
///
/// simdjson says that a text is wrong, not where, and has one word for many causes. Texts it has refused are rare, so
/// they are read a second time here, slowly, to give a person the place and the reason. This never decides whether a
/// text is accepted.
struct JSONDiagnosis: Equatable {
    var kind: RecordFaultKind
    /// What is wrong, without the place.
    var detail: String
    /// Offset (0-based) in the text of the first wrong byte; the text's length where it ends too early.
    var position: Int
    /// Whether the text is right as far as it goes, and only stops before its value is complete.
    var endsEarly = false

    /// - Parameters:
    ///   - refusal: the words of the parser that refused the text, used where no reason is found here.
    static func of(_ text: [UInt8], depth: Int, refusal: String) -> JSONDiagnosis {
        do {
            // Throws at the first byte that no UTF-8 sequence can have.
            _ = try UTF8Span(validating: text.span)
        } catch {
            let position = error.byteOffsets.lowerBound
            return JSONDiagnosis(kind: .invalidEncoding, detail: "invalid UTF-8", position: position)
        }
        var check = JSONCheck(text: text, depth: depth)
        do {
            try check.run()
        } catch {
            return error.diagnosis
        }
        return JSONDiagnosis(kind: .invalidJSON, detail: "not valid JSON: \(refusal)", position: 0)
    }
}

private struct Finding: Error {
    var diagnosis: JSONDiagnosis
}

/// One pass over a text by the grammar of RFC 8259, up to the first mistake.
private struct JSONCheck {
    let text: [UInt8]
    let depth: Int
    private var position = 0
    /// The closing brackets awaited, innermost last.
    private var awaited: [UInt8] = []

    init(text: [UInt8], depth: Int) {
        self.text = text
        self.depth = depth
    }

    mutating func run() throws(Finding) {
        repeat { try value() } while try next()
    }

    /// After a value: closes what closes. True when another value follows.
    private mutating func next() throws(Finding) -> Bool {
        while true {
            skipBlanks()
            guard let closing = awaited.last else {
                guard position == text.count else {
                    let found = text[position]
                    throw wrong(
                        found == UInt8(ascii: "{") || found == UInt8(ascii: "[")
                            ? "a second value starts" : "nothing may follow the value, found \(name(found))")
                }
                return false
            }
            let found = try byte(orEnd: "it ends before `\(name(of: closing))`")
            if found == closing {
                position += 1
                awaited.removeLast()
            } else if found == UInt8(ascii: ",") {
                position += 1
                if closing == UInt8(ascii: "}") { try key() }
                return true
            } else {
                throw wrong("a comma or `\(name(of: closing))` was expected, found \(name(found))")
            }
        }
    }

    /// Reads a scalar, or opens containers up to the first scalar or empty container.
    private mutating func value() throws(Finding) {
        while true {
            skipBlanks()
            let first = try byte(orEnd: "it ends where a value was expected")
            switch first {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let closing = first + 2  // `}` follows `{` by two in ASCII, as `]` does `[`.
                guard awaited.count < depth else {
                    throw wrong("nested more than \(depth) deep", kind: .depthExceeded)
                }
                awaited.append(closing)
                position += 1
                skipBlanks()
                if try byte(orEnd: "it ends before `\(name(of: closing))`") == closing { return }
                if first == UInt8(ascii: "{") { try key() }
            case UInt8(ascii: "\""): return try string()
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
            case UInt8(ascii: "t"): return try word("true")
            case UInt8(ascii: "f"): return try word("false")
            case UInt8(ascii: "n"): return try word("null")
            default: throw wrong("a value was expected, found \(name(first))")
            }
        }
    }

    private mutating func key() throws(Finding) {
        skipBlanks()
        let first = try byte(orEnd: "it ends where a key was expected")
        guard first == UInt8(ascii: "\"") else { throw wrong("a key in quotes was expected, found \(name(first))") }
        try string()
        skipBlanks()
        let colon = try byte(orEnd: "it ends after a key")
        guard colon == UInt8(ascii: ":") else { throw wrong("a colon was expected, found \(name(colon))") }
        position += 1
    }

    private mutating func string() throws(Finding) {
        let start = position
        position += 1
        while true {
            let found = try byte(orEnd: "it ends in the string that starts at byte \(start + 1)")
            switch found {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"):
                try escape(stringStart: start)
            case 0..<0x20:
                throw wrong("a control character (\(name(found))) stands in a string")
            default:
                position += 1
            }
        }
    }

    private mutating func escape(stringStart: Int) throws(Finding) {
        let start = position
        position += 1
        let letter = try byte(orEnd: "it ends in the string that starts at byte \(stringStart + 1)")
        switch letter {
        case UInt8(ascii: "u"):
            let unit = try codeUnit(stringStart: stringStart)
            guard unit & 0xF800 == 0xD800 else { return }
            if unit < 0xDC00, text[position...].starts(with: Array("\\u".utf8)) {
                position += 1
                let second = try codeUnit(stringStart: stringStart)
                if second & 0xFC00 == 0xDC00 { return }
            }
            position = start
            throw wrong("lone surrogate \\u\(hex(unit)) (half of a character)")
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        default:
            position = start
            throw wrong("unknown escape, a backslash before \(name(letter))")
        }
    }

    /// Four hexadecimal digits; `position` stands at the `u` before them.
    private mutating func codeUnit(stringStart: Int) throws(Finding) -> UInt32 {
        position += 1
        var unit: UInt32 = 0
        for _ in 0..<4 {
            let found = try byte(orEnd: "it ends in the string that starts at byte \(stringStart + 1)")
            guard let digit = Character(Unicode.Scalar(found)).hexDigitValue else {
                throw wrong("a hexadecimal digit was expected after \\u, found \(name(found))")
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }

    private mutating func number() throws(Finding) {
        let start = position
        if text[position] == UInt8(ascii: "-") { position += 1 }
        let first = try byte(orEnd: "it ends in a number")
        try digits()
        guard first != UInt8(ascii: "0") || position == start + (text[start] == first ? 1 : 2) else {
            position = start
            throw wrong("a number starts with 0")
        }
        if position < text.count, text[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits()
        }
    }

    /// One digit or more.
    private mutating func digits() throws(Finding) {
        let first = try byte(orEnd: "it ends in a number")
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            throw wrong("a digit was expected, found \(name(first))")
        }
        while position < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[position]) { position += 1 }
    }

    private mutating func word(_ word: String) throws(Finding) {
        let start = position
        for expected in word.utf8 {
            guard try byte(orEnd: "it ends in a word") == expected else {
                position = start
                throw wrong("an unknown word starts, only true, false and null are known")
            }
            position += 1
        }
    }

    // MARK: Helpers

    private mutating func skipBlanks() {
        while position < text.count, JSONBlank.isBlank(text[position]) { position += 1 }
    }

    private func byte(orEnd complaint: String) throws(Finding) -> UInt8 {
        guard position < text.count else {
            throw Finding(
                diagnosis: JSONDiagnosis(kind: .invalidJSON, detail: complaint, position: text.count, endsEarly: true))
        }
        return text[position]
    }

    private func wrong(_ complaint: String, kind: RecordFaultKind = .invalidJSON) -> Finding {
        Finding(diagnosis: JSONDiagnosis(kind: kind, detail: complaint, position: position))
    }

    private func name(of closing: UInt8) -> String { String(Unicode.Scalar(closing)) }

    private func name(_ byte: UInt8) -> String {
        (0x21..<0x7F).contains(byte)
            ? "`\(Unicode.Scalar(byte))`" : "byte 0x\(String(byte, radix: 16, uppercase: true))"
    }

    private func hex(_ unit: UInt32) -> String { String(unit, radix: 16, uppercase: true) }
}

/// The four bytes that JSON allows between its tokens.
enum JSONBlank {
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
