internal import ArgumentParser
internal import Findings
internal import Foundation
internal import Jobs
internal import Pipelines

/// Runs one stage, or all four, of a pipeline: reads the definition, shows progress, reports, gives the exit code.
struct StageRunner {
    enum Work: String {
        case ingest, normalize, aggregate, report
        /// All four.
        case run
    }

    let work: Work
    let options: StageOptions

    func run() throws {
        try MemoryLimit.check()
        let pipeline = try PipelineReader.read(path: options.pipeline)
        let console = Console(stage: work.rawValue, options: ConsoleOptions(options))
        for need in pipeline.openNeeds { console.warning("\(pipeline.file):\(need.line): still open: \(need.question)") }
        let counter = ProgressCounter()
        let bar = showsProgress ? ProgressBar(counter: counter) : nil
        defer { bar?.end() }
        let run = try PipelineRun(pipeline, options: RunOptions(
            workspace: options.workspace, output: options.output, jobs: options.jobs ?? Parallel.processorCount,
            rehash: options.rehash, limits: options.limitOptions.limits, wait: options.wait, programVersion: Program.version, stop: Program.stop, progress: counter,
            onStep: { step in bar?.begin(step) },
            onWait: { [wait = options.wait] holder in console.note("waiting up to \(wait) seconds: \(holder)") }))
        var code: Int32 = 0
        switch work {
        case .ingest:
            let report = try run.ingest()
            bar?.end()
            code = show(report, run, console)
        case .normalize: try run.normalize()
        case .aggregate: try run.aggregate()
        case .report: try run.report()
        case .run:
            try run.checkOutput()
            let report = try run.ingest()
            try checkFreshness(run, console, code: &code)
            try run.normalize()
            try run.aggregate()
            try run.report()
            bar?.end()
            code = max(code, show(report, run, console))
        }
        bar?.end()
        if work == .run || work == .report { console.note("the report is \(Self.shortened(run.output))/report.html (also report.md, tables/ and charts/)") }
        if code != 0 { throw ExitCode(code) }
    }

    /// `pipelines/../reports` as people write it, for the eye only: the file system may see links differently.
    private static func shortened(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            if part == "..", let last = parts.last, last != "..", !last.isEmpty { parts.removeLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    private var showsProgress: Bool {
        switch options.progress {
        case .always: true
        case .never: false
        case .auto: StandardError.isTerminal && !options.quiet && options.logFormat == .text
        }
    }

    /// Says what became of each input; 0, 1 (more quarantined than `warn`) or 2 (files refused).
    private func show(_ report: IngestReport, _ run: PipelineRun, _ console: Console) -> Int32 {
        for note in report.notes { console.note(note) }
        for entry in report.entries {
            let summary = entry.summary
            if let refused = summary.refused {
                console.error("\(summary.name): refused, nothing of it was used: \(refused)")
                continue
            }
            for note in summary.notes { console.note("\(summary.name): \(note)") }
            guard summary.quarantined > 0 else { continue }
            let example = entry.examples.first.map { ", first: \($0)" } ?? ""
            let place = entry.quarantine.map { "\(run.workspace.quarantine)/\($0)" } ?? run.workspace.quarantine
            let message = "\(summary.name): \(summary.quarantined) of \(summary.rows) rows set aside\(example); see \(place)"
            if report.aboveWarning.contains(summary.name) { console.warning(message) } else { console.note(message) }
        }
        console.show(InputTable(report.entries.map(\.summary)).text)
        if !report.refused.isEmpty { return ExitStatus.refused }
        return report.aboveWarning.isEmpty ? 0 : ExitStatus.warning
    }

    /// Compares the data cut-off with the clock: the only place that reads one, and not part of any stage.
    private func checkFreshness(_ run: PipelineRun, _ console: Console, code: inout Int32) throws {
        let limits = run.pipeline.freshness
        guard limits.warn != nil || limits.fail != nil, let cutOff = try run.dataCutOff() else { return }
        let age = Int(Date().timeIntervalSince1970) - Int(cutOff)
        let hours = "\(age / 3600) hours"
        if let fail = limits.fail, age > fail {
            throw PipelineError(.stale, "the newest data are \(hours) old, over the pipeline's `freshness: fail`; nothing was published; check that the exports still arrive")
        }
        if let warn = limits.warn, age > warn {
            console.warning("the newest data are \(hours) old, over the pipeline's `freshness: warn`; check that the exports still arrive")
            code = ExitStatus.warning
        }
    }
}
