internal import Mustache

/// HTML and XML text: the five signs that can open or close markup become entities.
///
/// By Unicode scalar, not by `Character`: a quotation mark with a combining accent is another `Character`, yet a
/// browser still ends an attribute at it.
struct HTMLText: MustacheContentType {
    static let name = "TIERWISE_HTML"

    func escapeText(_ text: String) -> String { Self.escape(text) }

    static func escape(_ text: String) -> String {
        // Most texts are numbers and names.
        guard text.utf8.contains(where: signs.contains) else { return text }
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static let signs = Array("<>&\"'".utf8)
}

/// Markdown text (CommonMark and GitHub's tables, autolinks and formulas): nothing in it opens an element, a link, a
/// table cell or a block.
struct MarkdownText: MustacheContentType {
    static let name = "TIERWISE_MARKDOWN"

    func escapeText(_ text: String) -> String { Self.escape(text) }

    static func escape(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count + 16)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "^": escaped += "\\" + String(scalar)
            case "#", "+", "-", "=":
                // Only at the start could these open a heading, a list or an underline.
                escaped += index == 0 ? "\\" + String(scalar) : String(scalar)
            case ".", ")":
                // `1. ` at the start is a list.
                let isList =
                    index > 0 && scalars[..<index].allSatisfy { ("0"..."9").contains($0) }
                    && (index + 1 == scalars.count || scalars[index + 1].properties.isWhitespace)
                if opensLink(scalars, at: index) {
                    escaped += code(scalar)
                } else {
                    escaped += isList || isInsideName(scalars, at: index) ? "\\" + String(scalar) : String(scalar)
                }
            case "/":
                let isDouble = index + 1 < scalars.count && scalars[index + 1] == "/"
                escaped += isDouble ? "\\/" : "/"
            case ":", "@": escaped += opensLink(scalars, at: index) ? code(scalar) : String(scalar)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// `text` as a code span that also stands in a table cell. Signs that would end the span or the cell are written
    /// as `\u{…}`, because nothing can be escaped inside.
    static func code(_ text: String) -> String {
        var inner = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "`", "|", "<": inner += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: inner.unicodeScalars.append(scalar)
            }
        }
        // A backslash before the closing sign is read as escaping it by some readers; a blank settles it.
        return inner.hasSuffix("\\") ? "`\(inner) `" : "`\(inner)`"
    }

    /// `\u{3A}` with an escaped backslash.
    private static func code(_ scalar: Unicode.Scalar) -> String {
        "\\\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }

    /// Whether readers make a link around this sign without any syntax: `https://`, `www.`, an e-mail address. They look
    /// for those after all escapes are gone, so the sign itself has to go.
    private static func opensLink(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        switch scalars[index] {
        case ":": return scalars[(index + 1)...].starts(with: "//".unicodeScalars)
        case ".": return index >= 3 && scalars[(index - 3)..<index].allSatisfy { $0 == "w" || $0 == "W" }
        case "@":
            guard index > 0, index + 1 < scalars.count else { return false }
            return (isASCIIWord(scalars[index - 1]) || [".", "+", "-", "_"].contains(scalars[index - 1]))
                && isASCIIWord(scalars[index + 1])
        default: return false
        }
    }

    /// Whether a point stands inside a word, as in `example.de`, which some readers take for the name of a host.
    private static func isInsideName(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        guard index > 0, index + 1 < scalars.count else { return false }
        let before = scalars[index - 1].properties
        return (before.isAlphabetic || before.numericType != nil) && scalars[index + 1].properties.isAlphabetic
    }

    private static func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
}
