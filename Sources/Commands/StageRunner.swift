internal import ArgumentParser
internal import Findings
internal import Jobs
internal import Pipelines

/// Runs one stage, or all four, of a pipeline: reads the definition, shows progress, reports, gives the exit code.
struct StageRunner {
    enum Work: String {
        case ingest, normalize, aggregate, report
        /// All four.
        case run
        /// The tasks of a round of a cluster, and what comes after its last one.
        case plan, finish
    }

    let work: Work
    let options: StageOptions
    /// Of `plan`.
    var round = ClusterTask.Round.ingest
    var tasks = 1
    /// Open the report at the end.
    var opens = false

    func run() throws {
        try MemoryLimit.check()
        Heap.keepGivingBack()
        var watch = RunWatch(command: work.rawValue)
        let console = Console(stage: work.rawValue, options: ConsoleOptions(options))
        var run: PipelineRun?
        do {
            let code = try self.run(&run, &watch, console)
            watch.end(code)
        } catch {
            guard let failure = Failure(error) else { throw error }
            watch.end(failure.code, failure.messages.first)
            // Whoever holds the workspace writes its own.
            if failure.code != ExitStatus.locked { note(&watch, run, console) }
            guard Signals.beginEnding() else { throw ExitCode(failure.code) }
            for message in failure.messages { console.error(message) }
            console.summarise(watch.record)
            throw ExitCode(failure.code)
        }
        note(&watch, run, console)
        console.summarise(watch.record)
        if watch.record.exit != 0 { throw ExitCode(watch.record.exit) }
    }

    /// Writes the run's line and its metrics. The run is over: what fails here is said and does no more.
    private func note(_ watch: inout RunWatch, _ run: PipelineRun?, _ console: Console) {
        var lastSuccess: Int?
        do {
            if let run {
                try watch.complete(run)
                let journal = try run.note(watch.record)
                if !journal.isSound { console.warning("\(run.workspace.runs): lines of the history of runs were damaged and are gone") }
                lastSuccess = journal.lastSuccess
            }
            if let metrics = options.metrics {
                try MetricsFile(metrics, of: options.pipeline).write(watch.record, pipeline: run?.pipeline.definition.name, lastSuccess: lastSuccess)
            }
        } catch {
            for message in Failure(error)?.messages ?? ["\(error)"] { console.warning("what the run was cannot be noted: \(message)") }
            if watch.record.exit == 0 { watch.end(ExitStatus.warning) }
        }
    }

    private func run(_ opened: inout PipelineRun?, _ watch: inout RunWatch, _ console: Console) throws -> Int32 {
        let pipeline = try PipelineReader.read(path: options.pipeline)
        for question in pipeline.openFormatQuestions { console.warning("\(pipeline.file): \(question)") }
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
        opened = run
        try watch.begin(run)
        var code: Int32 = 0
        let losses: LossList
        switch work {
        case .ingest:
            let report = try watch.time("ingest") { try run.ingest() }
            bar?.end()
            try show(report, run, console)
            losses = report.losses
        case .normalize: losses = try watch.time("normalize") { try run.normalize() }
        case .aggregate: losses = try watch.time("aggregate") { try run.aggregate() }
        case .report: losses = try watch.time("report") { try run.report() }
        case .plan:
            let plan = try watch.time("plan") { try run.plan(round, tasks: tasks) }
            for task in plan.tasks { try StandardOutput.write(try task.line + [UInt8(ascii: "\n")]) }
            losses = plan.losses
        case .run, .finish:
            try run.checkOutput()
            try run.checkDerivedState()
            let report = work == .run ? try watch.time("ingest") { try run.ingest() } : try run.takePlanned()
            try checkFreshness(run, now: watch.now, console, code: &code)
            if let known = try watch.time("check", { try run.unchanged() }) {
                losses = known
                console.note("nothing is new since the last run: the report stands as it is")
            } else {
                if work == .run { try watch.time("normalize") { try run.normalize() } }
                try watch.time("aggregate") { work == .run ? try run.aggregate() : try run.aggregateParts() }
                losses = try watch.time("report") { try run.report() }
                try run.remember()
                try tell(run, losses, &watch, console, code: &code)
            }
            if work == .finish { try run.removeClusterState() }
            try run.keepQuarantine(now: watch.now)
            bar?.end()
            try show(report, run, console)
        }
        bar?.end()
        show(losses, run, console)
        // What is lost on the way is the last step's to answer for; a plan is whole.
        code = work == .plan ? 0 : max(code, Self.code(losses))
        if [.run, .report, .finish].contains(work) { try showReport(run, console) }
        return code
    }

    /// The two answers that people ask for first, and where the rest is.
    private func showReport(_ run: PipelineRun, _ console: Console) throws {
        if console.showsText { console.show(try run.answers()) }
        let page = "\(Self.shortened(run.output))/report.html"
        console.note("the report is \(page) (also details.html, report.md, tables/ and charts/)")
        if opens, let problem = PageOpener.open(page) { console.warning(problem) }
    }

    /// Tells the pipeline's command that there is a new report.
    private func tell(_ run: PipelineRun, _ losses: LossList, _ watch: inout RunWatch, _ console: Console, code: inout Int32) throws {
        guard let hook = run.pipeline.onPublish else { return }
        watch.end(max(code, Self.code(losses)))
        try watch.complete(run)
        let report = Self.shortened(run.output)
        guard let problem = PublishNotice.send(hook, report: report, pipeline: run.pipeline, run: watch.record) else { return }
        console.warning(problem)
        code = max(code, ExitStatus.warning)
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

    /// Compares the data cut-off with the clock.
    private func checkFreshness(_ run: PipelineRun, now: Int, _ console: Console, code: inout Int32) throws {
        let limits = run.pipeline.freshness
        guard limits.warn != nil || limits.fail != nil, let cutOff = try run.dataCutOff() else { return }
        let age = now - Int(cutOff)
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
