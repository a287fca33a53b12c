/// Texts as drafted definitions write them.
package enum DefinitionText {
    /// A value on one line: as it is where YAML reads it as the same text, else in double quotes.
    package static func scalar(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "_./-*".unicodeScalars.contains(scalar))
        }
        let word = text.lowercased()
        let isWord = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(word)
        if isPlain, !isWord, let first = text.unicodeScalars.first, first.properties.isAlphabetic || first == "/" { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where isControl(scalar) || scalar.value == 0xFEFF:
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// A list on one line; one value alone stands without brackets.
    package static func list(_ texts: [String]) -> String {
        texts.count == 1 ? scalar(texts[0]) : "[\(texts.map(scalar).joined(separator: ", "))]"
    }

    /// Text in a comment: one line, whatever it holds.
    package static func comment(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "?" : $0 }))
    }

    /// The line by which an editor finds the schema of a definition: a file beside it, which goes where the definition goes.
    package static func modeline(_ kind: DefinitionKind) -> String { "# yaml-language-server: $schema=\(kind.schemaName)" }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
    }
}

/// What people write definitions of.
package enum DefinitionKind: String, Sendable, CaseIterable {
    case pipeline, format

    /// By the one key that every format file has and no pipeline file.
    package init(of text: String) {
        self = text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("format:") } ? .format : .pipeline
    }

    /// Of the schema beside a definition: hidden, so that it is taken for no export.
    package var schemaName: String { ".tierwise-\(rawValue).schema.json" }
}
