internal import Yams

/// A file of `Glossary/`, read strictly: every entry is whole, no key is unknown. What is wrong in one is a fault of this
/// program, not of anybody's data, so reading throws for tests and whoever needs the words stops.
struct GlossaryFile: Sendable {
    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// An entry with its values by key.
    struct Item {
        let name: String
        let values: [String: String]

        subscript(_ key: String) -> String { values[key] ?? "" }
    }

    /// A mapping of names to entries, in the order of the file.
    func items(required: Set<String>, optional: Set<String> = []) throws(GlossaryFault) -> [Item] {
        var items: [Item] = []
        for (key, value) in try mapping(root(), "the file") {
            guard let name = key.string else { throw fault("a name must be a word") }
            items.append(Item(name: name, values: try values(value, name, required: required, optional: optional)))
        }
        return items
    }

    /// A list of examples, each with the units that it is about.
    func examplesByUnit() throws(GlossaryFault) -> [String: String] {
        guard case .sequence(let list) = try root() else { throw fault("a list is expected") }
        var examples: [String: String] = [:]
        for (place, node) in list.enumerated() {
            let label = "item \(place + 1)"
            let mapping = try mapping(node, label)
            guard mapping.count == 2, let example = mapping["example"]?.string, !example.isEmpty,
                let units = mapping["units"]?.sequence, !units.isEmpty
            else { throw fault("\(label): `units` and `example` are expected") }
            for unit in units {
                guard let unit = unit.string, examples.updateValue(example, forKey: unit) == nil else {
                    throw fault("\(label): a unit must be a word, and stand in one item only")
                }
            }
        }
        return examples
    }

    private func root() throws(GlossaryFault) -> Node {
        let node: Node?
        do { node = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self), .basic) } catch { throw fault("\(error)") }
        guard let node else { throw fault("empty") }
        return node
    }

    private func mapping(_ node: Node, _ label: String) throws(GlossaryFault) -> Node.Mapping {
        guard case .mapping(let mapping) = node else { throw fault("\(label): a mapping is expected") }
        return mapping
    }

    private func values(
        _ node: Node, _ name: String, required: Set<String>, optional: Set<String>
    ) throws(GlossaryFault) -> [String: String] {
        var values: [String: String] = [:]
        for (key, value) in try mapping(node, name) {
            guard let key = key.string, required.contains(key) || optional.contains(key) else {
                throw fault("\(name): unknown key `\(key.string ?? "")`")
            }
            guard let text = value.string, !text.isEmpty else { throw fault("\(name): `\(key)` must be a text") }
            values[key] = text
        }
        for key in required.sorted() where values[key] == nil { throw fault("\(name): `\(key)` is missing") }
        return values
    }

    private func fault(_ reason: String) -> GlossaryFault { GlossaryFault(file: name, reason: reason) }
}

/// A file of `Glossary/` that is not as it has to be.
struct GlossaryFault: Error, CustomStringConvertible {
    let file: String
    let reason: String

    var description: String { "Sources/Reporting/Glossary/\(file): \(reason)" }

    /// What a program does that cannot speak without its words.
    static func required<Value>(_ value: () throws(GlossaryFault) -> Value) -> Value {
        do { return try value() } catch { preconditionFailure(error.description) }
    }
}
