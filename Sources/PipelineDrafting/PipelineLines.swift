internal import ExportFormats

/// A pipeline file line by line, to be added to without a change of what stands in it.
struct PipelineLines {
    /// Where something can be added, or why not.
    enum Place {
        case at(line: Int, indent: String)
        case nowhere(String)
    }

    private(set) var lines: [String]
    /// How its lines end.
    private let lineEnd: String
    private let root: [DefinitionEntry]

    /// - Throws: where the text is no definition.
    init(_ text: String, file: String) throws(DefinitionErrors) {
        var reader = DefinitionReader(file: file)
        guard let node = reader.open(text) else { throw DefinitionErrors(reader.problems) }
        root = reader.entries(of: node, known: nil)
        lineEnd = text.utf8.contains(0x0D) && text.contains("\r\n") ? "\r\n" : "\n"
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    }

    var text: String { lines.joined(separator: "\n") }

    /// Behind the last item of a list of the file that stands line by line.
    func end(of key: String) -> Place {
        guard let entry = root.first(where: { $0.key == key }) else { return .nowhere("the file has no `\(key):`") }
        var reader = DefinitionReader(file: "")
        guard entry.value.isList, let first = reader.items(of: entry.value).first, lines.indices.contains(first.line - 1) else {
            return .nowhere("`\(key):` is no list")
        }
        let indent = String(lines[first.line - 1].prefix { $0 == " " })
        guard lines[first.line - 1].dropFirst(indent.count).hasPrefix("- ") else {
            return .nowhere("`\(key):` stands in brackets; write its items line by line, each behind a dash")
        }
        let next = root.map(\.keyPlace.line).filter { $0 > entry.keyPlace.line }.min() ?? lines.count + 1
        return .at(line: contentEnd(before: next - 1), indent: indent)
    }

    /// Above a key, and above the comment that belongs to it.
    func above(_ key: String) -> Int? {
        guard let entry = root.first(where: { $0.key == key }) else { return nil }
        return contentEnd(before: entry.keyPlace.line - 1)
    }

    func has(_ key: String) -> Bool { root.contains { $0.key == key } }

    /// Blank lines and comments at the margin belong to what follows them.
    private func contentEnd(before line: Int) -> Int {
        var end = line
        while end > 0 {
            let text = lines[end - 1]
            guard text.allSatisfy(\.isWhitespace) || text.hasPrefix("#") || text.hasPrefix("...") else { break }
            end -= 1
        }
        return end
    }

    mutating func insert(_ added: [String], at line: Int) {
        var added = added.map { lineEnd == "\r\n" ? $0 + "\r" : $0 }
        // The last line of a file need not end.
        if line == lines.count, let last = lines.last, !last.isEmpty {
            if lineEnd == "\r\n" {
                lines[line - 1] = last.hasSuffix("\r") ? last : last + "\r"
                added[added.count - 1].removeLast()
            }
        }
        lines.insert(contentsOf: added, at: line)
    }

    /// Adds to a list in brackets on one line, or line by line.
    ///
    /// - Returns: why nothing could be added; nil where it was.
    mutating func append(_ items: [String], to key: String) -> String? {
        guard let entry = root.first(where: { $0.key == key }) else { return "the file has no `\(key):`" }
        if case .at(let line, let indent) = end(of: key) {
            insert(items.map { "\(indent)- \($0)" }, at: line)
            return nil
        }
        let index = entry.value.line - 1
        guard entry.value.isList, lines.indices.contains(index), let close = lines[index].lastIndex(of: "]"), !lines[index].contains("#") else {
            return "`\(key):` is written in a way that nothing can be added to"
        }
        var line = lines[index]
        line.insert(contentsOf: ", " + items.joined(separator: ", "), at: close)
        lines[index] = line
        return nil
    }
}
