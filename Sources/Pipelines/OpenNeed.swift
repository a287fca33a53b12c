/// A question of a drafted pipeline that nobody has answered yet: a comment that begins with `# needs:`.
///
/// Answering one is writing the answer and deleting the comment; until then every run repeats it, and so does the report.
package struct OpenNeed: Sendable, Equatable {
    /// Of the pipeline file, from 1.
    package var line: Int
    package var question: String

    package static let mark = "# needs:"

    /// All of them, in the order of the file.
    package static func all(in text: String) -> [OpenNeed] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { number, line in
            let text = line.drop { $0 == " " || $0 == "\t" }
            guard text.hasPrefix(mark) else { return nil }
            return OpenNeed(line: number + 1, question: String(text.dropFirst(mark.count).drop { $0 == " " }.prefix { $0 != "\r" }))
        }
    }
}

extension Pipeline {
    package var openNeeds: [OpenNeed] { OpenNeed.all(in: text) }
}
