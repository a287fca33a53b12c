internal import ByteStreams
internal import ExportFormats
internal import RecordFormats
internal import SocialData
internal import TextValues

/// Rejects of one file, kept with place, reason and raw text: a gzipped CSV that only its owner can read.
///
/// A class because the file is opened by the first reject; used by one thread.
final class QuarantineFile {
    private static let header = "line,byte,column,scope,kind,reason,raw\n"
    private static let memberBytes = 1 << 20

    private let path: String
    private var file: PublishedFile?
    private var pending: [UInt8] = []

    init(path: String) { self.path = path }

    func append(_ rejects: [Reject]) throws {
        guard !rejects.isEmpty else { return }
        if file == nil {
            file = try PublishedFile(path: path, mode: 0o600)
            pending = Array(Self.header.utf8)
        }
        for reject in rejects {
            Canonical.append(count: Int64(reject.line), to: &pending)
            pending.append(UInt8(ascii: ","))
            Canonical.append(count: Int64(reject.offset), to: &pending)
            for text in [reject.column, reject.scope.rawValue, reject.kind, reject.reason] {
                pending.append(UInt8(ascii: ","))
                CSVText.appendField(Array(text.utf8).span, to: &pending)
            }
            pending.append(UInt8(ascii: ","))
            CSVText.appendField(reject.raw.span, to: &pending)
            pending.append(UInt8(ascii: "\n"))
            if pending.count >= Self.memberBytes { try flush() }
        }
    }

    private func flush() throws {
        guard !pending.isEmpty else { return }
        try file?.write(try GzipMember.compress(pending))
        pending.removeAll(keepingCapacity: true)
    }

    /// Path of the published file; nil where nothing was set aside.
    func publish() throws -> String? {
        try flush()
        guard let open = file.take() else { return nil }
        try open.publish()
        return path
    }
}
