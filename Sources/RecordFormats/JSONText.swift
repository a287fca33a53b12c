/// A JSON value on its way to a file: members in the order given, so that the same value is the same text.
package indirect enum JSONText {
    /// Quoted and escaped when it is written.
    case text(String)
    /// A number, `true`, `false` or `null`, as it stands.
    case number(String)
    case list([JSONText])
    /// Members are written in this order; names are not made unique.
    case object([(String, JSONText)])

    /// On one line.
    package var compact: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .number(let text): text
        case .list(let items): "[" + items.map(\.compact).joined(separator: ",") + "]"
        case .object(let members): "{" + members.map { "\(Self.quoted($0.0)):\($0.1.compact)" }.joined(separator: ",") + "}"
        }
    }

    /// Two blanks a level; a list of nothing stays on its line.
    package func pretty(depth: Int = 0) -> String {
        let indent = String(repeating: "  ", count: depth + 1)
        let closing = "\n" + String(repeating: "  ", count: depth)
        switch self {
        case .text, .number: return compact
        case .list(let items) where items.isEmpty: return "[]"
        case .list(let items):
            return "[\n" + items.map { indent + $0.pretty(depth: depth + 1) }.joined(separator: ",\n") + closing + "]"
        case .object(let members):
            return "{\n" + members.map { "\(indent)\(Self.quoted($0.0)): \($0.1.pretty(depth: depth + 1))" }.joined(separator: ",\n") + closing + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        let utf8 = Array(text.utf8)
        appendString(utf8.span, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A string, in quotes.
    ///
    /// - Parameter value: UTF-8.
    package static func appendString(_ value: Span<UInt8>, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for index in value.indices {
            let byte = value[index]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): text += Array("\\n".utf8)
            case UInt8(ascii: "\r"): text += Array("\\r".utf8)
            case UInt8(ascii: "\t"): text += Array("\\t".utf8)
            case 0..<0x20: text += Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
            default: text.append(byte)
            }
        }
        text.append(UInt8(ascii: "\""))
    }
}
