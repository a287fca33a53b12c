import Foundation

/// Reads golden JSON files. Foundation's decoders would not tell `1` from `1.0`, which the comparison rule needs.
struct GoldenJSON {
    private let bytes: [UInt8]
    private var position = 0

    struct Malformed: Error { let position: Int }

    static func parse(_ bytes: [UInt8]) throws -> GoldenValue {
        var parser = GoldenJSON(bytes: bytes)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw Malformed(position: parser.position) }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
    }

    private mutating func take(_ character: Character) throws {
        skipSpace()
        guard next == character.asciiValue else { throw Malformed(position: position) }
        position += 1
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func value() throws -> GoldenValue {
        skipSpace()
        switch next.map({ Character(UnicodeScalar($0)) }) {
        case "{": return .object(Dictionary(uniqueKeysWithValues: try sequence("{", "}") { try $0.member() }))
        case "[": return .list(try sequence("[", "]") { try $0.value() })
        case "\"": return .string(try string())
        default: return try scalar()
        }
    }

    private mutating func sequence<Element>(
        _ opening: Character, _ closing: Character, element: (inout GoldenJSON) throws -> Element
    ) throws -> [Element] {
        try take(opening)
        skipSpace()
        var elements: [Element] = []
        while next != closing.asciiValue {
            if !elements.isEmpty { try take(",") }
            elements.append(try element(&self))
            skipSpace()
        }
        try take(closing)
        return elements
    }

    private mutating func member() throws -> (String, GoldenValue) {
        skipSpace()
        let name = try string()
        try take(":")
        return (name, try value())
    }

    private mutating func string() throws -> String {
        let start = position
        position += 1
        while let byte = next, byte != 0x22 { position += byte == 0x5C ? 2 : 1 }
        position += 1
        guard position <= bytes.count else { throw Malformed(position: start) }
        return try JSONDecoder().decode(String.self, from: Data(bytes[start..<position]))
    }

    private mutating func scalar() throws -> GoldenValue {
        let start = position
        while let byte = next, !",]}\n\r\t ".utf8.contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        switch text {
        case "null": return .null
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default:
            if let integer = Int(text) { return .integer(integer) }
            guard let number = Double(text) else { throw Malformed(position: start) }
            return .number(number)
        }
    }
}
