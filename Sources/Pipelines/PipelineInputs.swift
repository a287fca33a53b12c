internal import ByteStreams
internal import Ingestion
internal import RecordFormats

/// The files that a pipeline's sources name, each path once. Paths are told apart by their bytes.
struct PipelineInputs {
    struct File {
        var path: String
        var source: PipelineSource
        /// Why it may not be read; nil where it may.
        var refusal: String?
    }

    private(set) var files: [File] = []
    private(set) var notes: [String] = []

    /// - Throws: `PipelineError` where a source names nothing that is there.
    init(_ pipeline: Pipeline) throws {
        var missing: [String] = []
        var places: [[UInt8]: String] = [:]
        let rates = pipeline.rates.map {
            PipelineSource(files: [$0], place: $0, format: nil, zone: nil, set: [:], dialect: .init())
        }
        for source in pipeline.sources + rates {
            for glob in source.files {
                let paths = try Folders.expand(glob)
                if paths.isEmpty { missing.append("\(glob): there is no such file; check the path in the pipeline's `sources:`") }
                let root = source.followsLinks || pipeline.followsLinks ? nil : try Folders.absolute(Folders.folderNamed(in: glob))
                for path in paths {
                    let name = Folders.name(of: path)
                    if let reason = FileClutter.reason(name: name) {
                        notes.append("\(name): left out, \(reason)")
                        continue
                    }
                    if let first = places[path.nameBytes] {
                        notes.append("\(name): named by two sources; the first (\(first)) reads it")
                        continue
                    }
                    places[path.nameBytes] = source.place
                    files.append(File(path: path, source: source, refusal: try root.flatMap { try Self.refusal(path, root: $0) }))
                }
            }
        }
        guard missing.isEmpty else { throw PipelineError(.inputMissing, missing) }
    }

    /// A link may lead to any file that this process can read; who put it there need not be who runs the pipeline.
    private static func refusal(_ path: String, root: String) throws(StreamError) -> String? {
        guard let real = try Folders.absolute(path) else { return nil }
        let below = root == "/" ? "/" : root + "/"
        if real.utf8.starts(with: below.utf8) { return nil }
        return "is or lies behind a link that leaves the folder its source names; put the file itself there, or say `follow_links: true` in the source"
    }
}
