internal import ByteStreams
internal import ExportFormats
internal import RecordFormats
internal import SocialData
internal import TextValues

/// `sources:`, where a pipeline says which files it reads and what they do not say themselves.
extension DefinitionReader {
    static let sourceKeys = [
        "files", "format", "timezone", "set", "input", "encoding", "delimiter", "quote", "preamble_lines", "header_lines",
        "sheet", "follow_links",
    ]

    mutating func sources(_ node: DefinitionNode, formats: FormatCatalogue, folder: String) -> [PipelineSource] {
        let sources = items(of: node).map { source($0, formats: formats, folder: folder) }
        if node.isList, sources.isEmpty { problem("`sources:` names no file", at: node) }
        return sources
    }

    private mutating func source(_ node: DefinitionNode, formats: FormatCatalogue, folder: String) -> PipelineSource {
        var source = PipelineSource(files: [], place: "", format: nil, zone: nil, set: [:], dialect: DialectOverrides())
        for entry in entries(of: node, known: Self.sourceKeys) {
            let value = entry.value
            switch entry.key {
            case "files":
                let texts = texts(of: value)
                source.place = texts.joined(separator: ", ")
                source.files = texts.map { Folders.join(folder, $0) }
            case "format": source.format = word(of: value, among: formats.names)
            case "timezone": source.zone = zone(value)
            case "set": source.set = set(value)
            case "follow_links": source.followsLinks = flag(of: value) ?? false
            case "input":
                source.dialect.container = word(of: value, among: Container.allCases.map(\.rawValue)).flatMap(Container.init(rawValue:))
            case "encoding":
                guard let name = text(of: value) else { break }
                source.dialect.encoding = TextEncoding(name: name)
                if source.dialect.encoding == nil {
                    problem("`\(name)` is no encoding that is read; known are \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", "))", at: value)
                }
            case "delimiter": delimiter(value, of: &source.dialect)
            case "quote": source.dialect.quote = byte(value)
            case "preamble_lines": source.dialect.preambleLines = integer(of: value, in: 0...1000)
            case "sheet": source.dialect.sheet = text(of: value)
            case "header_lines": source.dialect.headerLines = integer(of: value, in: 0...2)
            default: break
            }
        }
        if source.files.isEmpty { problem("a source needs `files:`, a path or a glob as exports/*.csv.gz", at: node) }
        return source
    }

    /// A character, its name, or a character with a blank beside it.
    private mutating func delimiter(_ node: DefinitionNode, of dialect: inout DialectOverrides) {
        guard let text = text(of: node) else { return }
        guard let named = NamedDelimiter(text) else {
            return problem("`\(text)`: one ASCII character is expected, with a blank beside it or not, or the word tab or space", at: node)
        }
        dialect.delimiter = named.byte
        if named.hasBlank { dialect.trimsBlanks = true }
    }

    /// One byte: a character, or `tab`.
    private mutating func byte(_ node: DefinitionNode) -> UInt8? {
        guard let text = text(of: node) else { return nil }
        if text == "tab" || text == "\\t" { return 0x09 }
        guard text.utf8.count == 1, let byte = text.utf8.first else {
            problem("`\(text)`: one ASCII character is expected, or the word tab", at: node)
            return nil
        }
        return byte
    }

    private mutating func set(_ node: DefinitionNode) -> [String: String] {
        var values: [String: String] = [:]
        for entry in entries(of: node, known: PipelineReader.setColumns) {
            guard let text = text(of: entry.value) else { continue }
            if let entity = [Entity.posts, .orders].first(where: { $0.keyColumn == entry.key }) {
                problem("`set: {\(entry.key): …}` cannot be: \(entity.keyReason); take it out, the file's own columns and links give it", at: entry.value)
                continue
            }
            switch (entry.key, text) {
            case ("sponsored", "true"), ("boosted", "true"), ("new_customer", "true"): values[entry.key] = "1"
            case ("sponsored", "false"), ("boosted", "false"), ("new_customer", "false"): values[entry.key] = "0"
            default: values[entry.key] = text
            }
        }
        return values
    }
}
