internal import ByteStreams
internal import ExportFormats
package import Ingestion
internal import Jobs
internal import Pipelines
internal import SocialData

/// The files of a folder and what ingest would make of each: what a pipeline for them can be drafted from.
package struct FolderSurvey: Sendable {
    /// As it was named.
    package var folder: String
    /// In the order of their paths below the folder, which are their names.
    package var files: [FileSurvey]
    /// Links, which are not followed.
    package var links: [String]

    /// Files that hold the same bytes as one before them, with its name.
    package var copies: [(name: String, first: String)]

    /// Files that give rows.
    package var usable: [(name: String, rows: SurveyedRows)] {
        files.compactMap { file in
            guard case .read(let rows) = file.outcome, rows.accepted > 0 else { return nil }
            return (file.name, rows)
        }
    }

    /// Files that give none, and why.
    package var unusable: [(name: String, reason: String)] {
        files.compactMap { file in
            switch file.outcome {
            case .refused(let reason): return (file.name, reason)
            case .read(let rows):
                guard rows.accepted == 0 else { return nil }
                if let reject = rows.firstReject, rows.quarantined > 0 {
                    return (file.name, "\(rows.title), but every row would be set aside, the first (line \(reject.line)) because: \(reject.reason)")
                }
                let reasons = rows.skipReasons.isEmpty ? "it has no rows" : "nothing to count in it (\(rows.skipReasons.joined(separator: "; ")))"
                return (file.name, "\(rows.title): \(reasons)")
            }
        }
    }

    /// Looks at every file below `folder`. Hidden names, pipeline files and published reports are no exports.
    ///
    /// - Throws: `PipelineError` where there is no such folder, or nothing in it.
    package init(folder: String, jobs: Int) throws {
        guard try Folders.exists(folder) else {
            let why = try Folders.somethingExists(at: folder) ? "it is not a folder; name the folder that holds it" : "there is no such folder; check the name"
            throw PipelineError(.inputMissing, "\(folder): \(why)")
        }
        let tree = try FolderTree(folder) { name throws(StreamError) in
            for file in ["manifest.json", "findings.json"] where try !Folders.somethingExists(at: "\(folder)/\(name)/\(file)") { return false }
            return true
        }
        let names = tree.files.filter { !$0.hasSuffix(".yml") && !$0.hasSuffix(".yaml") }
        guard !names.isEmpty else {
            throw PipelineError(.inputMissing, "\(folder): there is no file in it; put the exports there, as they are")
        }
        self.folder = folder
        links = tree.links
        copies = try Self.copies(names, in: folder)
        let catalogue = try FormatCatalogue.builtIn()
        files = try Parallel.orderedMap(names, jobs: jobs) { name in
            if let reason = FileClutter.reason(name: Folders.name(of: name)) { return FileSurvey(name: name, refused: reason) }
            return try FileSurvey(
                path: Folders.join(folder, name), name: name, catalogue: catalogue,
                standIns: [.platform: Self.platform(ofPath: name) ?? "unknown", .handle: "unknown-" + Self.slug(Self.stem(name))])
        }
    }

    private static func copies(_ names: [String], in folder: String) throws -> [(name: String, first: String)] {
        var copies: [(name: String, first: String)] = []
        var firsts: [String: String] = [:]
        for name in names {
            // What cannot be read is refused elsewhere, with its reason.
            guard let digest = try? FileDigest.of(Folders.join(folder, name)), digest.bytes > 0 else { continue }
            if let first = firsts[digest.sha256] { copies.append((name, first)) } else { firsts[digest.sha256] = name }
        }
        return copies
    }

    /// The one platform that a path names, as `exports/tiktok/posts.csv` does; nil for none or several.
    static func platform(ofPath path: String) -> String? {
        let words = path.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let named = Set(words.compactMap(Platform.init(rawValue:)))
        return named.count == 1 ? named.first?.rawValue : nil
    }

    /// The file's name up to its first point.
    static func stem(_ path: String) -> String {
        let name = Folders.name(of: path)
        return name.split(separator: ".").first.map(String.init) ?? name
    }

    /// Lower-case letters, digits, `-` and `_`, as names of pipelines and stores have them; at most 40.
    static func slug(_ text: String) -> String {
        var slug = ""
        for scalar in text.lowercased().unicodeScalars {
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_")
            if isPlain { slug.unicodeScalars.append(scalar) } else if !slug.isEmpty, slug.last != "-" { slug.append("-") }
        }
        slug = String(slug.prefix(40))
        while slug.last == "-" { slug.removeLast() }
        while slug.first == "-" { slug.removeFirst() }
        return slug.isEmpty ? "exports" : slug
    }
}
