internal import Findings

/// What to add so that a claim can be tested: a sentence and, where it helps, lines of a file as an example.
struct Remedy: Equatable {
    var text: String
    var example: [String] = []

    /// What the templates see.
    var context: [String: Any] { example.isEmpty ? ["text": text] : ["text": text, "example": ["lines": example]] }

    /// One line, for a table.
    var line: String { example.isEmpty ? text : text + " " + example.joined(separator: " / ") }
}

/// What can be lacking (Methods 12.3, 22), as `Glossary/remedies.yml` says it: a column, a key of the pipeline file, or more
/// of what is there.
struct LackText {
    /// As an item of a list: `hashtags or niches`.
    let phrase: String
    let remedy: Remedy

    init(_ lack: Lack, _ definition: Definition) {
        guard let item = Self.items[lack.rawValue] else { preconditionFailure("\(lack) has no remedy") }
        func text(_ key: String) -> String {
            Language.current.word(item[key]).replacing("{minimum_creators}", with: Format.count(definition.minimumCreators))
        }
        phrase = text("phrase")
        remedy = Remedy(text: text("remedy"), example: item["example"].split(separator: "\n").map(String.init))
    }

    private static let items: [String: GlossaryFile.Item] = Dictionary(
        uniqueKeysWithValues: GlossaryFault.required { () throws(GlossaryFault) in try read() }.map { ($0.name, $0) })

    /// The entries of the file, in its order.
    static func read() throws(GlossaryFault) -> [GlossaryFile.Item] {
        try GlossaryFiles.remedies.items(required: ["phrase", "remedy"], optional: ["example"])
    }
}
