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
        let inputs = names.flatMap { Self.inputs($0, in: folder) }
        copies = Self.copies(inputs)
        let catalogue = try FormatCatalogue.builtIn()
        files = try Parallel.orderedMap(inputs, jobs: jobs) { input in
            let name = input.name
            if let reason = input.refusal { return FileSurvey(name: name, refused: reason) }
            return try FileSurvey(
                place: input.place, name: name, catalogue: catalogue,
                standIns: [.platform: Self.platform(ofPath: name) ?? "unknown", .handle: "unknown-" + Self.slug(Self.stem(name))])
        }
    }

    private struct Input: Sendable {
        /// Below the folder; a path goes on in an archive as in a folder.
        var name: String
        var place: InputPlace
        var refusal: String?
    }

    /// A file, or the members of an archive.
    private static func inputs(_ name: String, in folder: String) -> [Input] {
        let path = Folders.join(folder, name)
        if let reason = FileClutter.reason(name: Folders.name(of: name)) { return [Input(name: name, place: InputPlace(path: path), refusal: reason)] }
        // What is wrong with an archive is said when it is read as a file.
        guard let archive = try? ArchiveListing(path: path) else { return [Input(name: name, place: InputPlace(path: path))] }
        let files = archive.files.map { ($0.place, $0.refusal) } + archive.leftOut.map { ($0.place, $0.reason) }
        return files.map { place, refusal in Input(name: place.member.map { "\(name)/\($0)" } ?? name, place: place, refusal: refusal) }
    }

    private static func copies(_ inputs: [Input]) -> [(name: String, first: String)] {
        var copies: [(name: String, first: String)] = []
        var firsts: [String: String] = [:]
        for input in inputs where input.refusal == nil {
            // What cannot be read is refused elsewhere, with its reason.
            guard let digest = try? FileDigest.of(input.place), digest.bytes > 0 else { continue }
            if let first = firsts[digest.sha256] { copies.append((input.name, first)) } else { firsts[digest.sha256] = input.name }
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
