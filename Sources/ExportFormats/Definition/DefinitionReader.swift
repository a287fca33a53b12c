internal import Yams

/// Reads YAML definitions strictly: every value has a place, every mistake is collected, none stops the next.
///
/// Used for export formats and for pipeline files alike. Anchors and aliases are refused (they can expand without
/// bound), as are definitions over 1 MiB, nested deeper than 32 or of more than 50,000 values: `DefinitionEvents`.
package struct DefinitionReader {
    /// As it was named, for the problems.
    package let file: String
    /// Every mistake so far; a definition with one of them must not be used.
    package private(set) var problems: [DefinitionProblem] = []

    /// Bytes of a definition at most.
    package static let sizeLimit = 1 << 20

    /// `file` is for people; nothing is read by that name.
    package init(file: String) { self.file = file }

    /// The root of `text`; nil (with a problem noted) where it is no YAML or breaks a limit.
    package mutating func open(_ text: String) -> DefinitionNode? {
        guard text.utf8.count <= Self.sizeLimit else {
            return fail("larger than 1 MiB; a definition has some hundred lines", line: 0, column: 0)
        }
        if let mistake = DefinitionEvents.mistake(in: text) {
            return fail(mistake.message, line: mistake.line, column: mistake.column)
        }
        do {
            guard let root = try Parser(yaml: text, resolver: .basic).singleRoot() else {
                return fail("empty; write at least `name:` and `sources:`", line: 0, column: 0)
            }
            return DefinitionNode(node: root, path: "")
        } catch let error as YamlError {
            return fail(error, in: text)
        } catch {
            return fail("cannot be read as YAML: \(error)", line: 0, column: 0)
        }
    }

    private mutating func fail(_ message: String, line: Int, column: Int) -> DefinitionNode? {
        problems.append(DefinitionProblem(file: file, line: line, column: column, message: message))
        return nil
    }

    private mutating func fail(_ error: YamlError, in text: String) -> DefinitionNode? {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return fail("not valid YAML: \(problem)", line: mark.line, column: mark.column)
        case .reader(let problem, let offset, _, _):
            let line = offset.map { text.utf8.prefix($0).count { $0 == UInt8(ascii: "\n") } + 1 } ?? 0
            return fail("not valid YAML: \(problem)", line: line, column: 1)
        case .duplicatedKeysInMapping(let duplicates, _):
            return fail("the same key twice: \(duplicates.joined(separator: ", ")); keep one", line: 0, column: 0)
        default:
            return fail("not valid YAML: \(error)", line: 0, column: 0)
        }
    }

    /// Notes a mistake at a value.
    package mutating func problem(_ message: String, at node: DefinitionNode) {
        problems.append(DefinitionProblem(file: file, line: node.line, column: node.column, message: message))
    }

    /// Takes over a mistake found elsewhere, in a file that this one names.
    package mutating func add(_ problem: DefinitionProblem) { problems.append(problem) }

    /// The entries of a mapping. Keys that are not `known` are mistakes; nil `known` allows any key.
    package mutating func entries(of node: DefinitionNode, known: [String]?) -> [DefinitionEntry] {
        guard case .mapping(let mapping) = node.node else {
            problem("\(node.name): a mapping is expected here (key: value), found \(node.kindName)", at: node)
            return []
        }
        var entries: [DefinitionEntry] = []
        for (keyNode, value) in mapping {
            let keyPlace = DefinitionNode(node: keyNode, path: node.path)
            guard case .scalar(let scalar) = keyNode else {
                problem("a key must be a word", at: keyPlace)
                continue
            }
            let key = scalar.string
            if let known, !known.contains(key) {
                let nearest = nearestWord(to: key, among: known).map { "; did you mean `\($0)`?" } ?? "; known here: \(known.joined(separator: ", "))"
                problem("unknown key `\(key)`\(nearest)", at: keyPlace)
                continue
            }
            let path = node.path.isEmpty ? key : "\(node.path).\(key)"
            entries.append(DefinitionEntry(key: key, keyPlace: keyPlace, value: DefinitionNode(node: value, path: path)))
        }
        return entries
    }

    /// The items of a sequence.
    package mutating func items(of node: DefinitionNode) -> [DefinitionNode] {
        guard case .sequence(let sequence) = node.node else {
            problem("\(node.name): a list is expected here, found \(node.kindName)", at: node)
            return []
        }
        return sequence.enumerated().map { DefinitionNode(node: $1, path: "\(node.path)[\($0 + 1)]") }
    }

    /// A scalar as text.
    package mutating func text(of node: DefinitionNode) -> String? {
        guard case .scalar(let scalar) = node.node else {
            problem("\(node.name): one value is expected here, found \(node.kindName)", at: node)
            return nil
        }
        return scalar.string
    }

    /// One text, or a list of texts.
    package mutating func texts(of node: DefinitionNode) -> [String] {
        if node.isList { return items(of: node).compactMap { text(of: $0) } }
        return text(of: node).map { [$0] } ?? []
    }

    /// A mapping of texts to texts, in file order.
    package mutating func textMap(of node: DefinitionNode) -> [(key: String, value: String)] {
        entries(of: node, known: nil).compactMap { entry in text(of: entry.value).map { (entry.key, $0) } }
    }

    /// A whole number in a range.
    package mutating func integer(of node: DefinitionNode, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(of: node) else { return nil }
        guard let value = Int(text.filter { $0 != "_" }), range.contains(value) else {
            problem("\(node.name): a whole number from \(range.lowerBound) to \(range.upperBound) is expected, found `\(text)`", at: node)
            return nil
        }
        return value
    }

    /// A decimal number in a range.
    package mutating func number(of node: DefinitionNode, in range: ClosedRange<Double>) -> Double? {
        guard let text = text(of: node) else { return nil }
        guard let value = Double(text), range.contains(value) else {
            problem("\(node.name): a number from \(range.lowerBound) to \(range.upperBound) is expected, found `\(text)`", at: node)
            return nil
        }
        return value
    }

    /// `true` or `false`.
    package mutating func flag(of node: DefinitionNode) -> Bool? {
        guard let text = text(of: node) else { return nil }
        switch text {
        case "true", "yes": return true
        case "false", "no": return false
        default:
            problem("\(node.name): `true` or `false` is expected, found `\(text)`", at: node)
            return nil
        }
    }

    /// One word of a vocabulary.
    package mutating func word(of node: DefinitionNode, among known: [String]) -> String? {
        guard let text = text(of: node) else { return nil }
        guard known.contains(text) else {
            let nearest = nearestWord(to: text, among: known).map { "; did you mean `\($0)`?" } ?? ""
            problem("\(node.name): `\(text)` is not one of \(known.joined(separator: ", "))\(nearest)", at: node)
            return nil
        }
        return text
    }
}

/// A value of a definition with its place.
package struct DefinitionNode {
    let node: Node
    /// Keys that lead here, as `sources[1].files`.
    package let path: String

    /// 1-based; 0 where it is not known.
    package var line: Int { node.mark?.line ?? 0 }
    package var column: Int { node.mark?.column ?? 0 }
    package var isList: Bool { if case .sequence = node { true } else { false } }
    package var isMapping: Bool { if case .mapping = node { true } else { false } }
    package var isScalar: Bool { if case .scalar = node { true } else { false } }

    var name: String { path.isEmpty ? "this file" : "`\(path)`" }

    var kindName: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "`\(scalar.string)`"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}

/// A key with its value.
package struct DefinitionEntry {
    /// As it is written; keys are compared exactly.
    package let key: String
    /// For mistakes about the key itself, such as an unknown one.
    package let keyPlace: DefinitionNode
    /// Of any kind; whoever asks for it says which it must be.
    package let value: DefinitionNode
}
