internal import ByteStreams

/// The folder that a report is published to as a whole. What stands there is replaced only where it is a report of ours.
struct OutputFolder: Sendable {
    /// As it was written, without `.` and without slashes that mean nothing: links in it count as the system sees them.
    let path: String

    init(_ path: String) {
        let parts = path.split(separator: "/").filter { $0 != "." }
        let plain = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        self.path = plain.isEmpty ? "." : plain
    }

    var parent: String { Folders.parent(of: path) }
    /// Where the next report is put together: beside the folder, so that the two can be exchanged.
    var staging: String { Folders.join(parent, ".\(Folders.name(of: path)).tierwise-new") }
    /// Held while a run will or does replace the folder, whatever its workspace.
    var lockFile: String { Folders.join(parent, ".\(Folders.name(of: path)).tierwise-lock") }

    /// Why no report can go here, whatever stands there now; nil where one can. Decided by names alone.
    ///
    /// - Parameter workspace: the folder that the run keeps its staged rows in.
    func conflict(_ pipeline: Pipeline, workspace: String) -> String? {
        if path == "/" { return "`/` is no folder for a report; name one of its own, as reports/\(pipeline.name)" }
        let here = PlainPath(path)
        let advice = "name a folder of the report's own, as reports/\(pipeline.name)"
        for input in pipeline.sources.flatMap(\.files) + pipeline.rates + pipeline.formatFiles {
            let pattern = PlainPath(input)
            if here.holds(pattern) || here.isMatched(by: pattern) {
                return "`\(path)` is or holds `\(input)`, which the pipeline reads, and a report replaces its folder; \(advice)"
            }
        }
        if here.holds(PlainPath(pipeline.file)) {
            return "`\(path)` holds the pipeline file, and a report replaces its folder; \(advice)"
        }
        if here.holds(PlainPath(workspace)) {
            return "`\(path)` is or holds the workspace \(workspace), and a report replaces its folder; \(advice)"
        }
        if let name = path.split(separator: "/").last, name == "." || name == ".." {
            return "`\(path)` ends in `\(name)`; \(advice)"
        }
        return nil
    }

    /// Refuses a folder that holds anything but a report of ours: publishing would delete it.
    func requireReplaceable() throws {
        switch Folders.kind(at: path) {
        case nil: return
        case .folder: break
        case .link: throw refusal("is a link; name the folder itself")
        case .file, .other: throw refusal("is there already and not a folder; choose another `output:`")
        }
        let names = try Folders.list(path)
        guard let first = names.first else { return }
        guard let listed = Manifest.listedPaths(folder: path) else {
            let foreign = names.first { $0 != "manifest.json" } ?? first
            throw refusal(
                "holds `\(foreign)` and is no report of ours (no manifest.json of one), so it is not replaced; choose another `output:` or empty it")
        }
        guard let foreign = try foreignEntries(besides: Set(listed)).first else { return }
        throw refusal(
            "holds `\(foreign)`, which is not part of the report there, so it is not replaced; choose another `output:` or move it away")
    }

    /// Files and folders beside the manifest and what it lists, in the order of names; a foreign folder stands for all it
    /// holds.
    func foreignEntries(besides listed: Set<String>) throws -> [String] { try foreignEntries(in: "", besides: listed) }

    /// - Parameter folder: relative to the output, empty or ending in a slash.
    private func foreignEntries(in folder: String, besides listed: Set<String>) throws -> [String] {
        var foreign: [String] = []
        for name in try Folders.list(Folders.join(path, folder)) {
            let entry = folder + name
            let isFolder = Folders.kind(at: Folders.join(path, entry)) == .folder
            if isFolder, Self.folders.contains(entry) || listed.contains(where: { $0.hasPrefix(entry + "/") }) {
                foreign += try foreignEntries(in: entry + "/", besides: listed)
            } else if isFolder || (entry != "manifest.json" && !listed.contains(entry)) {
                foreign.append(entry)
            }
        }
        return foreign
    }

    /// Folders that every report has, also where nothing is in them.
    static let folders = ["charts", "tables"]

    private func refusal(_ why: String) -> PipelineError { PipelineError(.outputNotWritable, "\(path): \(why)") }
}
