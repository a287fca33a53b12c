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
        var runOptions = RunOptions(
            workspace: options.workspace, output: options.output, jobs: options.jobs ?? Parallel.processorCount,
            rehash: options.rehash, limits: options.limitOptions.limits, wait: options.wait, programVersion: Program.version, stop: Program.stop, progress: counter,
            onStep: { step in bar?.begin(step) },
            onWait: { [wait = options.wait] holder in console.note("waiting up to \(wait) seconds: \(holder)") })
        runOptions.force = options.force
        runOptions.templates = try options.templates.map(PageOverrides.read) ?? [:]
        let run = try PipelineRun(pipeline, options: runOptions)
        var code: Int32 = 0
        let losses: LossList
        switch work {
        case .ingest:
            let report = try run.ingest()
            bar?.end()
            try show(report, run, console)
            losses = report.losses
        case .normalize: losses = try run.normalize()
        case .aggregate: losses = try run.aggregate()
        case .report: losses = try run.report()
        case .run:
            try run.checkOutput()
            try run.checkDerivedState()
            let report = try run.ingest()
            try checkFreshness(run, console, code: &code)
            if let known = try run.unchanged() {
                losses = known
                console.note("nothing is new since the last run: the report stands as it is")
            } else {
                try run.normalize()
                try run.aggregate()
                losses = try run.report()
                try run.remember()
            }
            bar?.end()
            try show(report, run, console)
        }
        bar?.end()
        show(losses, run, console)
        code = max(code, Self.code(losses))
        if work == .run || work == .report { console.note("the report is \(Self.shortened(run.output))/report.html (also details.html, report.md, tables/ and charts/)") }
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

    /// Says what became of each input.
    private func show(_ report: IngestReport, _ run: PipelineRun, _ console: Console) throws {
        for note in report.notes { console.note(note) }
        let inputs = try run.inputSummaries()
        for input in inputs where input.refused == nil {
            for note in input.notes { console.note("\(input.name): \(note)") }
        }
        console.show(InputTable(inputs).text)
    }

    /// Losses said one by one where nobody asked for all of them; `tables/losses.csv` has the rest.
    private static let shownLosses = 20

    /// Says what was lost: what could change the answer always, the rest where somebody watches.
    private func show(_ losses: LossList, _ run: PipelineRun, _ console: Console) {
        let grave = losses.aboveTheAnswer
        let shown = options.verbose ? grave.count : Self.shownLosses
        for loss in grave.prefix(shown) {
            let sentence = loss.sentence(currency: run.pipeline.definition.currency) + place(of: loss, run)
            if loss.weight == .refusal { console.error(sentence) } else { console.warning(sentence) }
        }
        if grave.count > shown {
            console.warning("\(grave.count - shown) more losses are in \(Self.shortened(run.output))/tables/losses.csv; `--verbose` lists them all")
        }
        for loss in losses.losses.dropFirst(grave.count) { console.note(loss.sentence(currency: run.pipeline.definition.currency) + place(of: loss, run)) }
    }

    /// Where what was set aside lies.
    private func place(of loss: Loss, _ run: PipelineRun) -> String {
        loss.kind == .rowsSetAside || loss.kind == .valuesSetAside ? "; see \(run.workspace.quarantine)" : ""
    }

    /// 0, 1 (over a limit of the pipeline) or 2 (files refused, in whichever stage).
    private static func code(_ losses: LossList) -> Int32 {
        switch losses.weight {
        case .refusal: ExitStatus.refused
        case .warning: ExitStatus.warning
        case .important, .noted, nil: 0
        }
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
