internal import ByteStreams

/// What a path or a glob of a pipeline stands for: files, and members of zip archives, in which a path goes on as in a folder
/// (`exports/studio.zip/Table data.csv`, `exports/studio.zip/*.csv`).
struct FilePattern {
    private(set) var paths: [String]
    /// Archives, each with the part of the pattern that named it, and the names of the members that match.
    private(set) var archives: [(path: String, pattern: String, members: Set<String>)] = []

    var isEmpty: Bool { paths.isEmpty && archives.isEmpty }

    init(_ pattern: String) throws(StreamError) {
        paths = try Folders.expand(pattern)
        guard paths.isEmpty else { return }
        let parts = pattern.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        for (index, part) in parts.enumerated().dropLast() where part.lowercased().hasSuffix(".zip") {
            let rest = parts[(index + 1)...].joined(separator: "/")
            let pattern = parts[...index].joined(separator: "/")
            for path in try Folders.expand(pattern) {
                guard let archive = try StreamError.unlessDamaged({ () throws(StreamError) in try ZipArchive(InputPlace(path: path)) }), archive.contents == .files else { continue }
                let names = archive.members.filter { !$0.isFolder && ($0.name == rest || Folders.matches($0.name, pattern: rest)) }.map(\.name)
                if !names.isEmpty { archives.append((path, pattern, Set(names))) }
            }
        }
    }
}
