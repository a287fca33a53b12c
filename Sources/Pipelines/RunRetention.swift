internal import ByteStreams
internal import TextValues

/// Old reports and what was set aside stay for as long as the pipeline's `keep:` says.
extension PipelineRun {
    /// Puts the report before the one that stands away where more than that one is kept, and removes those that are too many.
    /// Before a new one is published: then the one that stands becomes the one before.
    func keepReports() throws {
        let wanted = pipeline.retention.reports
        let history = outputFolder.history
        if wanted > 1, try Folders.kind(at: outputFolder.previous) == .folder {
            try Folders.create(history, mode: 0o750)
            // When it was made, by the file system; a report that is put away again keeps its name.
            let made = (try? FileIdentity(path: Folders.join(outputFolder.previous, Manifest.name)))?.modified ?? 0
            let place = Folders.join(history, Self.stamp(made / 1_000_000_000))
            if try Folders.kind(at: place) == nil { try PublishedFolder.move(outputFolder.previous, to: place) }
        }
        guard try Folders.kind(at: history) == .folder else { return }
        // The one before stands beside the report.
        let kept = try Folders.list(history).filter { Self.isStamp($0) }
        for name in kept.dropLast(max(0, wanted - 1)) { try Folders.remove(Folders.join(history, name)) }
        if try Folders.list(history).isEmpty { try Folders.remove(history) }
    }

    /// Empties what was set aside of files that were read before the pipeline's `keep: {quarantine: …}`; its counts stay in the
    /// books.
    ///
    /// - Parameter now: seconds since 1970, from who watches a clock.
    package func keepQuarantine(now: Int) throws {
        guard let seconds = pipeline.retention.quarantine else { return }
        for name in try soundLedger().entries.compactMap(\.quarantine) {
            let path = "\(workspace.quarantine)/\(name)"
            guard let file = try? FileIdentity(path: path), file.modified / 1_000_000_000 < now - seconds,
                file.size > Workspace.emptiedQuarantine.count
            else { continue }
            try PublishedFile.write(path: path, bytes: Workspace.emptiedQuarantine, mode: 0o600)
        }
    }

    /// `2026-11-28T041500Z`, which sorts by time.
    private static func stamp(_ seconds: Int) -> String {
        var bytes: [UInt8] = []
        Canonical.append(instant: Int64(seconds), to: &bytes)
        return String(decoding: bytes.filter { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    }

    private static func isStamp(_ name: String) -> Bool { name.utf8.count == 18 && name.hasPrefix("2") && name.hasSuffix("Z") }
}
