internal import ExportFormats

/// A question of a drafted pipeline that nobody has answered yet: a comment that begins with `# needs:`.
///
/// Answering one is writing the answer and deleting the comment; until then every run repeats it, and so does the report.
package struct OpenNeed: Sendable, Equatable {
    /// Of the pipeline file, from 1.
    package var line: Int
    /// Without the mark.
    package var question: String

    /// Comments that begin with it are questions, in pipeline and format files alike.
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
    /// Those of the pipeline file itself.
    package var openNeeds: [OpenNeed] { OpenNeed.all(in: text) }

    /// A sentence for each format of its own in which questions of a draft are open: a column of money can be one. Their words hold
    /// examples of values, so they are not repeated.
    package var openFormatQuestions: [String] {
        formats.addedSources.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.compactMap { name, text in
            let count = text.split(separator: "\n").count { $0.drop { $0 == " " || $0 == "\t" }.hasPrefix(FormatCatalogue.openMark) }
            return count == 0 ? nil : "the format `\(name)` has \(count) open \(count == 1 ? "question" : "questions"), in lines `\(FormatCatalogue.openMark)`; answer and delete them"
        }
    }
}
