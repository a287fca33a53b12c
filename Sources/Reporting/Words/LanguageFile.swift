internal import Yams

/// A file of `Languages/`: two lists of texts by their English. What is wrong in one is a fault of this program.
struct LanguageFile {
    /// Phrases and words of the pages.
    let texts: [String: String]
    /// Messages of other stages, with places for their values.
    let messages: [String: String]

    init(_ name: String, _ bytes: [UInt8]) throws(LanguageFault) {
        let root: Node?
        do { root = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self), .basic) } catch { throw LanguageFault(name, "\(error)") }
        guard let root = root?.mapping else { throw LanguageFault(name, "a mapping is expected") }
        for key in root.keys where !["texts", "messages"].contains(key.string) {
            throw LanguageFault(name, "unknown key `\(key.string ?? "")`")
        }
        texts = try Self.list(name, root["texts"])
        messages = try Self.list(name, root["messages"])
    }

    private static func list(_ name: String, _ node: Node?) throws(LanguageFault) -> [String: String] {
        guard let mapping = node?.mapping else { throw LanguageFault(name, "`texts` and `messages` are lists of texts") }
        var texts: [String: String] = [:]
        for (key, value) in mapping {
            guard let key = key.string, let text = value.string, !key.isEmpty, !text.isEmpty else {
                throw LanguageFault(name, "`\(key.string ?? "")` needs a text")
            }
            guard texts.updateValue(text, forKey: key) == nil else { throw LanguageFault(name, "`\(key)` stands twice") }
        }
        return texts
    }
}

/// A file of `Languages/` that is not as it has to be.
struct LanguageFault: Error, CustomStringConvertible {
    let file: String
    let reason: String

    init(_ file: String, _ reason: String) {
        self.file = file
        self.reason = reason
    }

    var description: String { "Sources/Reporting/Languages/\(file): \(reason)" }
}
