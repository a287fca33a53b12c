internal import ByteStreams
internal import Findings

extension Pipeline {
    /// Other pipelines' reports that this one would replace: the one that stands at its output, and those of files checked
    /// together with it.
    ///
    /// - Parameter outputs: files by the folder they publish to.
    package func conflicts(_ outputs: inout [[UInt8]: String]) throws -> [String] {
        var conflicts: [String] = []
        let place = PlainPath(output).parts.joined(separator: "/").nameBytes
        if let first = outputs[place], first.nameBytes != file.nameBytes {
            conflicts.append("publishes to `\(output)` as \(first) does, and each would replace the other's report; give each its own `output:`")
        } else if let other = try OutputFolder(output).other(than: self) {
            conflicts.append("publishes to `\(output)`, which holds the report of \(other); give each pipeline its own `output:`")
        }
        outputs[place] = outputs[place] ?? file
        return conflicts
    }
}

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
    /// The report before this one, for who is still reading it.
    var previous: String { Folders.join(parent, ".\(Folders.name(of: path)).tierwise-old") }
    /// Older reports than that one, by the time they were made, where the pipeline keeps more than one.
    var history: String { Folders.join(parent, "\(Folders.name(of: path)).history") }
    /// Held while a run will or does replace the folder, whatever its workspace.
    var lockFile: String { Folders.join(parent, ".\(Folders.name(of: path)).tierwise-lock") }

    /// Why no report can go here, whatever stands there now; nil where one can. Decided by names alone.
    ///
    /// - Parameter workspace: the folder that the run keeps its staged rows in.
    func conflict(_ pipeline: Pipeline, workspace: String) -> String? {
        if path == "/" { return "`/` is no folder for a report; name one of its own, as reports/\(pipeline.definition.name)" }
        let here = PlainPath(path)
        let advice = "name a folder of the report's own, as reports/\(pipeline.definition.name)"
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

    /// Refuses a folder that holds anything but a report of ours, which publishing would take away, and the report of another
    /// pipeline, which would be gone without a word.
    func requireReplaceable(by pipeline: Pipeline, isForced: Bool) throws {
        switch try Folders.kind(at: path) {
        case nil: return
        case .folder: break
        case .link: throw refusal("is a link; name the folder itself")
        case .file, .other: throw refusal("is there already and not a folder; choose another `output:`")
        }
        let names = try Folders.list(path)
        guard let first = names.first else { return }
        let marker = try ReportMarker(folder: path)
        let manifest = try Manifest.listing(folder: path)
        let isOurs = names.contains(ReportMarker.name) || manifest != nil || Self.looksLikeAReport(names)
        guard isOurs else {
            let foreign = names.first { $0 != Manifest.name } ?? first
            throw refusal(
                "holds `\(foreign)` and is no report of ours (no manifest.json of one), so it is not replaced; choose another `output:` or empty it")
        }
        if let foreign = try foreignEntries(besides: (marker?.files ?? manifest?.paths).map(Set.init)).first {
            throw refusal(
                "holds `\(foreign)`, which is not part of the report there, so it is not replaced; choose another `output:` or move it away")
        }
        if !isForced, let other = other(than: pipeline, marker, manifest?.pipeline) {
            throw refusal("holds the report of \(other), which this run would replace; give each pipeline its own `output:`, or say `--force`")
        }
    }

    /// Whose report stands here, where it is another pipeline's; nil where it is this one's or nobody knows.
    func other(than pipeline: Pipeline) throws(StreamError) -> String? {
        other(than: pipeline, try ReportMarker(folder: path), try Manifest.listing(folder: path)?.pipeline)
    }

    private func other(than pipeline: Pipeline, _ marker: ReportMarker?, _ manifest: String?) -> String? {
        if let name = marker?.pipeline ?? manifest, name != pipeline.definition.name { return "the pipeline `\(name)`" }
        guard let file = marker?.file, file != Folders.name(of: pipeline.file).printable else { return nil }
        return "the pipeline file `\(file)`"
    }

    /// Where both the marker and the manifest are lost: what every report has.
    private static func looksLikeAReport(_ names: [String]) -> Bool {
        Set(names).isSuperset(of: ["charts", "tables", "report.html", "report.md", "findings.json", Manifest.name])
    }

    /// Files and folders beside the manifest and what it lists, in the order of names; a foreign folder stands for all it
    /// holds.
    ///
    /// - Parameter listed: nil where no list is left: then what a report can have is known by its kinds.
    func foreignEntries(besides listed: Set<String>?) throws -> [String] { try foreignEntries(in: "", besides: listed) }

    /// - Parameter folder: relative to the output, empty or ending in a slash.
    private func foreignEntries(in folder: String, besides listed: Set<String>?) throws -> [String] {
        var foreign: [String] = []
        for name in try Folders.list(Folders.join(path, folder)) {
            let entry = folder + name
            let isFolder = try Folders.kind(at: Folders.join(path, entry)) == .folder
            if isFolder, Self.folders.contains(entry) || listed?.contains(where: { $0.hasPrefix(entry + "/") }) == true {
                foreign += try foreignEntries(in: entry + "/", besides: listed)
            } else if isFolder || !(Self.ownFiles.contains(entry) || listed?.contains(entry) ?? Self.isKnown(entry)) {
                foreign.append(entry)
            }
        }
        return foreign
    }

    private static let ownFiles = [Manifest.name, ReportMarker.name]

    private static func isKnown(_ entry: String) -> Bool {
        ["report.html", "details.html", "report.md", "findings.json", "tables/README.md", "tables/datapackage.json"].contains(entry)
            || (entry.hasPrefix("tables/") && entry.hasSuffix(".csv")) || (entry.hasPrefix("charts/") && entry.hasSuffix(".svg"))
    }

    /// Folders that every report has, also where nothing is in them.
    static let folders = ["charts", "tables"]

    private func refusal(_ why: String) -> PipelineError { PipelineError(.outputNotWritable, "\(path): \(why)") }
}
