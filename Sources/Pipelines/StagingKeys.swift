internal import ByteStreams
internal import ExportFormats
internal import Ingestion
internal import RecordFormats
internal import TextValues

/// Names what is staged of inputs: everything that the staged rows depend on is in the name.
struct StagingKeys {
    private let pipeline: Pipeline
    private let limits: StreamLimits
    /// Of the texts of all formats, for files whose source names none.
    private let formats: String

    init(_ pipeline: Pipeline, _ limits: StreamLimits) {
        (self.pipeline, self.limits) = (pipeline, limits)
        formats = Self.hash(pipeline.formats.names.map { pipeline.formats.sources[$0] ?? "" })
    }

    /// An input as ingest takes it.
    func input(_ file: PipelineInputs.File, sha256: String, bytes: Int) -> IngestionInput {
        let source = file.source
        var input = IngestionInput(
            path: file.place.path, name: file.place.name.printable, sha256: sha256, bytes: bytes, key: key(file, sha256: sha256),
            format: source.format, set: source.set, zone: source.zone ?? pipeline.zone, isZoneAssumed: source.zone == nil,
            asOf: pipeline.asOf, dialect: source.dialect, refuseShare: pipeline.rejects.refuse)
        input.member = file.place.member
        input.refusal = file.refusal
        return input
    }

    private func key(_ file: PipelineInputs.File, sha256: String) -> String {
        let source = file.source
        let zone = source.zone ?? pipeline.zone
        var parts = [
            "staging \(stagingVersion)", sha256, file.place.fileName, source.format ?? "",
            source.format.flatMap { pipeline.formats.sources[$0] } ?? formats,
            source.set.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\u{1}"),
            zone.name, source.zone == nil ? "assumed" : "given", "\(pipeline.asOf ?? 0)", "\(source.dialect)",
            "\(pipeline.rejects.refuse)",
        ]
        if limits.acceptsTrailingData { parts.append("trailing data accepted") }
        return String(Self.hash(parts).prefix(32))
    }

    private static func hash(_ parts: [String]) -> String {
        var sum = SHA256Sum()
        for part in parts {
            sum.update(Array(part.utf8))
            sum.update([0])
        }
        return sum.finish()
    }
}
