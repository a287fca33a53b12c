internal import ByteStreams
internal import Foundation
internal import Pipelines

/// `--metrics`: what the last run was, in the text format that node_exporter's textfile collector reads.
///
/// Written whole under another name and renamed, so that a collector never reads half of it.
struct MetricsFile {
    let path: String
    /// Nobody chose its name, so it may be that of another pipeline's.
    private let isInFolder: Bool

    /// - Parameters:
    ///   - name: a file, or a folder in which each pipeline has its own.
    ///   - pipeline: the pipeline's file.
    init(_ name: String, of pipeline: String) throws {
        isInFolder = try Folders.exists(name)
        path = try isInFolder ? Folders.join(name, Self.name(of: pipeline)) : name
    }

    /// Within a folder: after the pipeline's file, or after its folder where the file has the name that `init` gives all of them.
    static func name(of pipeline: String) throws -> String {
        let file = Folders.name(of: pipeline)
        let stem = file.hasSuffix(".yml") ? String(file.dropLast(4)) : file
        guard stem == "PIPELINE" else { return "tierwise-\(stem).prom" }
        let folder = Folders.parent(of: pipeline)
        return "tierwise-\(Folders.name(of: try Folders.absolute(folder) ?? folder)).prom"
    }

    /// - Parameters:
    ///   - pipeline: its name; where its file cannot be read, the name that the metrics of the last run have.
    ///   - lastSuccess: the end of the last run that published or found nothing new; nil takes what the file says.
    func write(_ run: RunRecord, pipeline: String?, lastSuccess: Int?) throws {
        let before = Self.before(path)
        if isInFolder, let pipeline, let other = before.pipeline, other != pipeline {
            throw CommandError(
                message: "\(path): holds the metrics of the pipeline `\(other)`; name a file of its own with --metrics, or remove it if that pipeline is gone",
                code: ExitStatus.cannotCreate)
        }
        let name = pipeline ?? before.pipeline ?? Folders.name(of: path)
        let text = Self.text(run, pipeline: name, lastSuccess: lastSuccess ?? before.lastSuccess)
        try PublishedFile.write(path: path, bytes: Array(text.utf8), mode: 0o644, tidies: true)
    }

    static func text(_ run: RunRecord, pipeline: String, lastSuccess: Int?) -> String {
        var text = MetricsText(pipeline: pipeline)
        text.add("tierwise_run_end_timestamp_seconds", "When the last run ended, whatever came of it.", [([], Double(run.ended))])
        text.add(
            successName, "When a run last published a report or found that nothing was new.",
            lastSuccess.map { [([], Double($0))] } ?? [])
        text.add("tierwise_run_exit_code", "Exit code of the last run; Documentation/Operations.md lists them.", [([], Double(run.exit))])
        text.add("tierwise_run_duration_seconds", "Wall time of the last run.", [([], Double(run.ended - run.began))])
        text.add(
            "tierwise_stage_duration_seconds", "Wall time of each stage that the last run went through.",
            run.seconds.sorted { $0.key < $1.key }.map { ([("stage", $0.key)], $0.value) })
        text.add(
            "tierwise_files", "Input files by what came of them in the last run.",
            [([("state", "known")], Double(run.files.known)), ([("state", "new")], Double(run.files.new)), ([("state", "refused")], Double(run.files.refused))])
        text.add(
            "tierwise_rows", "Rows that were accepted from all input files, by entity.",
            run.rows.sorted { $0.key < $1.key }.map { ([("entity", $0.key)], Double($0.value)) })
        text.add(
            "tierwise_losses", "Things lost between the files and the numbers, by kind.",
            run.losses.sorted { $0.key < $1.key }.map { ([("kind", $0.key)], Double($0.value)) })
        let newest = run.newest.sorted { $0.key < $1.key }
        text.add(
            "tierwise_newest_data_timestamp_seconds", "Latest time that the input files name, by entity.",
            newest.map { ([("entity", $0.key)], Double($0.value)) })
        text.add(
            "tierwise_newest_data_age_seconds", "Age of the latest time that the input files name at the end of the run, by entity.",
            newest.map { ([("entity", $0.key)], Double(run.ended - $0.value)) })
        text.add(
            "tierwise_verdict", "Verdict of the report that stands: 1 a is higher, -1 b is higher, 0 no clear difference, 2 a difference too small to matter, 3 not enough data.",
            run.verdicts.map { ([("metric", $0.metric), ("a", $0.a), ("b", $0.b)], Double($0.code)) })
        return text.text
    }

    private static let successName = "tierwise_last_success_timestamp_seconds"

    /// Of the file that stands there.
    private static func before(_ path: String) -> (pipeline: String?, lastSuccess: Int?) {
        guard let bytes = try? readWholeFile(path, limit: 1 << 20) else { return (nil, nil) }
        let opening = successName + "{pipeline=\""
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix(opening) {
            let parts = line.dropFirst(opening.count).split(separator: "\"} ")
            guard parts.count == 2, let value = Int(parts[1]) else { continue }
            return (String(parts[0]), value)
        }
        return (nil, nil)
    }
}

/// Metrics, each with what it means, in the text format of Prometheus.
private struct MetricsText {
    let pipeline: String
    private(set) var text = ""

    init(pipeline: String) { self.pipeline = pipeline }

    /// A gauge with its samples; none is said of what is not known.
    mutating func add(_ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: Double)]) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
        for sample in samples {
            let labels = ([("pipeline", pipeline)] + sample.labels).map { "\($0.0)=\"\(Self.escaped($0.1))\"" }
            text += "\(name){\(labels.joined(separator: ","))} \(Self.number(sample.value))\n"
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : String(value)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
