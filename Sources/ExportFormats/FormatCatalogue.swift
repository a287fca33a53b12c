/// The export formats Tierwise knows: those that ship, and those that a pipeline adds.
package struct FormatCatalogue: Sendable {
    /// In ascending order of name.
    package private(set) var formats: [ExportFormat]
    /// The text each format was read from: part of the key of what was staged with it.
    package private(set) var sources: [String: String]

    /// The formats that ship, read from the files embedded in this program.
    package static func builtIn() throws(DefinitionErrors) -> FormatCatalogue {
        var catalogue = FormatCatalogue(formats: [], sources: [:])
        for file in CatalogueFiles.all {
            try catalogue.add(text: String(decoding: file.bytes, as: UTF8.self), file: file.name)
        }
        return catalogue
    }

    /// Keys of a format file, and of a value of its columns.
    package static let keys = ExportFormatReader.keys
    package static let valueKeys = ExportFormatReader.ruleKeys

    private init(formats: [ExportFormat], sources: [String: String]) {
        self.formats = formats
        self.sources = sources
    }

    /// Adds a format file; a name that is known already is a mistake, because a staged row must have one meaning.
    package mutating func add(text: String, file: String) throws(DefinitionErrors) {
        var reader = ExportFormatReader(file: file)
        let format = try reader.read(text)
        if let known = formats.first(where: { $0.name == format.name }) {
            throw DefinitionErrors([
                DefinitionProblem(
                    file: file, line: 0, column: 0,
                    message: "the format `\(format.name)` (\(known.title)) exists already; choose another name")
            ])
        }
        formats.append(format)
        formats.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        sources[format.name] = text
    }

    package func format(named name: String) -> ExportFormat? { formats.first { $0.name == name } }
}
