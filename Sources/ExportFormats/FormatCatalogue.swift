/// The export formats Tierwise knows: those that ship, and those that a pipeline adds.
///
/// Those that ship are read when the first of them is asked for, once in a process: a run that finds nothing new asks for none.
package struct FormatCatalogue: Sendable {
    /// Those that ship alone.
    package static let builtIn = FormatCatalogue()

    /// The text each format was read from: part of the key of what was staged with it.
    package private(set) var sources = shippedSources
    /// Those that a pipeline added.
    private var added: [ExportFormat] = []

    /// Keys of a format file, and of a value of its columns.
    package static let keys = ExportFormatReader.keys
    package static let valueKeys = ExportFormatReader.ruleKeys

    /// A file of the catalogue is called as its format.
    private static let shippedSources = Dictionary(uniqueKeysWithValues: CatalogueFiles.all.map { file in
        (String(file.name.dropLast(".yml".count)), String(decoding: file.bytes, as: UTF8.self))
    })

    private static let shipped: [ExportFormat] = CatalogueFiles.all.map { file in
        do throws(DefinitionErrors) {
            var reader = ExportFormatReader(file: file.name)
            return try reader.read(String(decoding: file.bytes, as: UTF8.self))
        } catch {
            // A mistake in a file that ships is one of the program, and tests read all of them.
            fatalError("a format that ships cannot be read: \(error)")
        }
    }

    private init() {}

    /// Ascending.
    package var names: [String] { sources.keys.sorted() }

    /// In ascending order of name.
    package var formats: [ExportFormat] { added.isEmpty ? Self.shipped : (Self.shipped + added).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } }

    /// Begins a comment in which a drafted format asks for what its table does not say.
    package static let openMark = "# open:"

    /// Texts of the formats that a pipeline added, by name.
    package var addedSources: [String: String] { sources.filter { Self.shippedSources[$0.key] == nil } }

    /// nil where no format that ships or was added has this name.
    package func format(named name: String) -> ExportFormat? {
        guard sources[name] != nil else { return nil }
        return added.first { $0.name == name } ?? Self.shipped.first { $0.name == name }
    }

    /// Adds a format file; a name that is known already is a mistake, because a staged row must have one meaning.
    package mutating func add(text: String, file: String) throws(DefinitionErrors) {
        var reader = ExportFormatReader(file: file)
        var format = try reader.read(text)
        if let known = self.format(named: format.name) {
            throw DefinitionErrors([
                DefinitionProblem(
                    file: file, line: 0, column: 0,
                    message: "the format `\(format.name)` (\(known.title)) exists already; choose another name")
            ])
        }
        format.isOwn = true
        added.append(format)
        sources[format.name] = text
    }
}
