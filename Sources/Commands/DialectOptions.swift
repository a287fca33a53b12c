internal import ArgumentParser
internal import ByteStreams
internal import RecordFormats

/// Overrides of what the reader detects: so anyone can settle a doubt about a file.
struct DialectOptions: ParsableArguments {
    @Option(help: ArgumentHelp("csv, ndjson or json.", valueName: "container"))
    var input: String?

    @Option(help: ArgumentHelp("utf-8, utf-16le, windows-1252, windows-1251, shift_jis, gb18030, … or another name of one.", valueName: "name"))
    var encoding: String?

    @Option(help: ArgumentHelp("One character, or tab or space; with a blank beside it (\", \") blanks there are left out.", valueName: "character"))
    var delimiter: String?

    @Option(help: ArgumentHelp("One character, or none.", valueName: "character"))
    var quote: String?

    @Option(help: ArgumentHelp("backslash, or double (a quote inside quotes is written twice).", valueName: "way"))
    var escape: String?

    @Option(help: ArgumentHelp("lf, crlf or cr. Readers accept every line end; this only says what to expect.", valueName: "kind"))
    var newline: String?

    @Option(name: .customLong("preamble-lines"), help: ArgumentHelp("Lines before the header.", valueName: "n"))
    var preambleLines: Int?

    @Option(name: .customLong("header-lines"), help: ArgumentHelp("Header records.", valueName: "n"))
    var headerLines: Int?

    @Option(help: ArgumentHelp("The sheet of a workbook, by its name or number; default: the first one that is known.", valueName: "name"))
    var sheet: String?

    @Option(help: ArgumentHelp("The file in a zip archive.", valueName: "name"))
    var member: String?

    @Flag(name: .customLong("no-header"), help: "The first record is data.")
    var noHeader = false

    /// What is to be read.
    func place(_ file: String) -> InputPlace { InputPlace(path: file, member: member) }

    func overrides() throws -> DialectOverrides {
        var overrides = DialectOverrides(preambleLines: preambleLines, headerLines: noHeader ? 0 : headerLines, sheet: sheet)
        if let input { overrides.container = try word(input, "--input", Container.init(rawValue:), Container.allCases.map(\.rawValue)) }
        if let encoding { overrides.encoding = try word(encoding, "--encoding", TextEncoding.init(name:), TextEncoding.allCases.map(\.rawValue)) }
        if let newline { overrides.newline = try word(newline, "--newline", NewlineStyle.init(rawValue:), ["lf", "crlf", "cr"]) }
        if let delimiter {
            guard let named = NamedDelimiter(delimiter) else {
                throw ValidationError("--delimiter: `\(delimiter)` is no delimiter: give one ASCII character, with a blank beside it or not, or tab or space")
            }
            overrides.delimiter = named.byte
            if named.hasBlank { overrides.trimsBlanks = true }
        }
        if let quote { overrides.quote = .some(quote == "none" ? nil : try byte(quote, "--quote")) }
        switch escape {
        case nil: break
        case "backslash": overrides.backslashEscape = true
        case "double": overrides.backslashEscape = false
        case let other?: throw ValidationError("--escape: `\(other)` is neither backslash nor double")
        }
        return overrides
    }

    private func word<Value>(_ text: String, _ option: String, _ make: (String) -> Value?, _ known: [String]) throws -> Value {
        guard let value = make(text) else { throw ValidationError("\(option): `\(text)` is not one of \(known.joined(separator: ", "))") }
        return value
    }

    private func byte(_ text: String, _ option: String) throws -> UInt8 {
        if text == "tab" || text == "\\t" { return 0x09 }
        guard text.utf8.count == 1, let byte = text.utf8.first else { throw ValidationError("\(option): one ASCII character is expected, or tab") }
        return byte
    }
}
