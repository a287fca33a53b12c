package import ByteStreams

/// Which inputs a pipeline's sources and rates name, whatever way leads to them, and what they say these are.
package struct NamedInputs {
    private struct Key: Hashable {
        var path: [UInt8]
        var member: String?
    }

    /// The format that a source names; nil where it names none.
    private var formats: [Key: String?] = [:]

    init(_ pipeline: Pipeline) throws {
        let named: [(pattern: String, format: String?)] =
            pipeline.sources.flatMap { source in source.files.map { ($0, source.format) } } + pipeline.rates.map { ($0, nil) }
        for (pattern, format) in named {
            let found = try FilePattern(pattern)
            var keys = try found.paths.map { try Self.key($0, nil) }
            for archive in found.archives { keys += try archive.members.map { try Self.key(archive.path, $0) } }
            for key in keys where formats[key] == nil { formats[key] = .some(format) }
        }
    }

    private static func key(_ path: String, _ member: String?) throws -> Key {
        Key(path: (try Folders.absolute(path) ?? path).nameBytes, member: member)
    }

    /// Whether a source names it, or names the archive that holds it.
    ///
    /// - Throws: where the system does not say what a path leads to.
    package func contains(_ place: InputPlace) throws -> Bool {
        try formats[Self.key(place.path, place.member)] != nil || place.member != nil && formats[Self.key(place.path, nil)] != nil
    }

    /// The format that the first source to name it says it is of; nil where that says nothing.
    package func format(of place: InputPlace) throws -> String? { try formats[Self.key(place.path, place.member)] ?? nil }
}
