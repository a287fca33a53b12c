/// A mistake in a definition (a pipeline file or a format file): where, what, and what to write instead.
package struct DefinitionProblem: Error, Sendable, Equatable {
    /// As it was named, for people.
    package var file: String
    /// 1-based; 0 where the whole file is meant.
    package var line: Int
    /// 1-based; 0 with `line`.
    package var column: Int
    /// What is wrong and what to write instead, without the place.
    package var message: String

    /// `file:line:column: message`.
    package var description: String { line == 0 ? "\(file): \(message)" : "\(file):\(line):\(column): \(message)" }
}

/// All mistakes of a definition at once: nobody should have to run a check five times to find five mistakes.
package struct DefinitionErrors: Error, Sendable, Equatable {
    /// All that were found.
    package var problems: [DefinitionProblem]

    package init(_ problems: [DefinitionProblem]) { self.problems = problems }
}
