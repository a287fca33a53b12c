internal import Findings
internal import SocialData

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
        guard let item = Self.items[Self.entry(of: lack)] else { preconditionFailure("\(lack) has no remedy") }
        func filled(_ text: String) -> String {
            let text = text.replacing("{minimum_creators}", with: Format.count(definition.minimumCreators))
            guard Self.counts.contains(lack) else { return text }
            return text.replacing("{count}", with: Language.current.word(lack.rawValue)).replacing("{column}", with: lack.rawValue)
        }
        phrase = filled(Language.current.word(item["phrase"]))
        remedy = Remedy(
            text: filled(Language.current.word(item["remedy"])),
            example: filled(item["example"]).split(separator: "\n").map(String.init))
    }

    /// What posts are counted by lacks one way: a column of their file.
    static func entry(of lack: Lack) -> String { counts.contains(lack) ? "counts" : lack.rawValue }

    /// Followers lack in another way: the column of a post is the smallest part of where they come from.
    private static let counts = Set(PostCount.allCases.filter { $0 != .followers }.map { Lack($0) })

    private static let items: [String: GlossaryFile.Item] = Dictionary(
        uniqueKeysWithValues: GlossaryFault.required { () throws(GlossaryFault) in try read() }.map { ($0.name, $0) })

    /// The entries of the file, in its order.
    static func read() throws(GlossaryFault) -> [GlossaryFile.Item] {
        try GlossaryFiles.remedies.items(required: ["phrase", "remedy"], optional: ["example"])
    }
}
