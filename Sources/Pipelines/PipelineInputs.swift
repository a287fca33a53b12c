internal import ByteStreams
internal import Ingestion
internal import RecordFormats

/// The files that a pipeline's sources name, each place once; of a zip archive its members. Paths are told apart by their bytes.
struct PipelineInputs {
    struct File {
        var place: InputPlace
        var source: PipelineSource
        /// Why it may not be read; nil where it may.
        var refusal: String?
    }

    private(set) var files: [File] = []
    private(set) var notes: [String] = []
    private var readers: [[UInt8]: String] = [:]

    /// - Throws: `PipelineError` where a source names nothing that is there.
    init(_ pipeline: Pipeline) throws {
        var missing: [String] = []
        let rates = pipeline.rates.map {
            PipelineSource(files: [$0], place: $0, format: nil, zone: nil, set: [:], dialect: .init())
        }
        for source in pipeline.sources + rates {
            for glob in source.files {
                let found = try FilePattern(glob)
                if found.isEmpty { missing.append("\(glob): there is no such file; check the path in the pipeline's `sources:`") }
                let followsLinks = source.followsLinks || pipeline.followsLinks
                for path in found.paths {
                    let refusal = followsLinks ? nil : try Self.refusal(path, namedBy: glob)
                    if let reason = FileClutter.reason(name: Folders.name(of: path)) {
                        notes.append("\(Folders.name(of: path)): left out, \(reason)")
                    } else if refusal == nil, let archive = try? ArchiveListing(path: path) {
                        // What is wrong with an archive is said when it is read as a file.
                        add(archive, of: source)
                    } else {
                        add(File(place: InputPlace(path: path), source: source, refusal: refusal))
                    }
                }
                for archive in found.archives {
                    if !followsLinks, let refusal = try Self.refusal(archive.path, namedBy: archive.pattern) {
                        add(File(place: InputPlace(path: archive.path), source: source, refusal: refusal))
                    } else if let listing = try ArchiveListing(path: archive.path) {
                        add(listing, of: source, only: archive.members)
                    }
                }
            }
        }
        guard missing.isEmpty else { throw PipelineError(.inputMissing, missing) }
    }

    /// - Parameter members: names of members; nil: all.
    private mutating func add(_ archive: ArchiveListing, of source: PipelineSource, only members: Set<String>? = nil) {
        if members == nil { notes += archive.leftOut.map { "\($0.place.name.printable): left out, \($0.reason)" } }
        for file in archive.files where file.place.member.flatMap({ members?.contains($0) }) ?? true {
            add(File(place: file.place, source: source, refusal: file.refusal))
        }
    }

    private mutating func add(_ file: File) {
        // Two sheets of a workbook are two inputs.
        let key = file.place.key + Array((file.source.dialect.sheet.map { "\u{0}\($0)" } ?? "").utf8)
        if let first = readers.updateValue(file.source.place, forKey: key) {
            readers[key] = first
            notes.append("\(file.place.name.printable): named by two sources; the first (\(first)) reads it")
        } else {
            files.append(file)
        }
    }

    /// A link may lead to any file that this process can read; who put it there need not be who runs the pipeline.
    private static func refusal(_ path: String, namedBy pattern: String) throws(StreamError) -> String? {
        guard let root = try Folders.absolute(Folders.folderNamed(in: pattern)), let real = try Folders.absolute(path) else { return nil }
        let below = root == "/" ? "/" : root + "/"
        if real.utf8.starts(with: below.utf8) { return nil }
        return "is or lies behind a link that leaves the folder its source names; put the file itself there, or say `follow_links: true` in the source"
    }
}
