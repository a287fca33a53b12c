package import ArgumentParser
internal import ByteStreams

/// `ingest PIPELINE`.
package struct IngestCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "ingest", abstract: "Read the exports of a pipeline into staged rows.",
        discussion: """
            Reads every file that the pipeline's `sources:` name (CSV, TSV, NDJSON, JSON arrays; plain, gzip or zstd; any encoding \
            people really send), stages its rows under Tierwise's own column names, and keeps every row it cannot use in \
            quarantine, with line and reason. Files that were ingested before are not read again.

            Example: ingest pipelines/micro-vs-macro.yml --verbose
            """,
        version: Program.version)

    @OptionGroup var options: StageOptions
    package init() {}
    package mutating func run() throws { try StageRunner(work: .ingest, options: options).run() }
}

/// `normalize PIPELINE`.
package struct NormalizeCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "normalize", abstract: "Turn staged rows into facts: one row per post, deal and order.",
        discussion: """
            Resolves duplicates and identities, finds the followers each post had when it went up, converts money, and \
            credits orders to deals. Reads what `ingest` staged.

            Example: normalize pipelines/micro-vs-macro.yml
            """,
        version: Program.version)

    @OptionGroup var options: StageOptions
    package init() {}
    package mutating func run() throws { try StageRunner(work: .normalize, options: options).run() }
}

/// `aggregate PIPELINE`.
package struct AggregateCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "aggregate", abstract: "Compute per-tier statistics with their intervals from the facts.",
        discussion: """
            Adds facts up to exact integer totals, then computes every estimate and comparison from them. The same facts give \
            the same bytes for any number of jobs.

            Example: aggregate pipelines/micro-vs-macro.yml --jobs 2
            """,
        version: Program.version)

    @OptionGroup var options: StageOptions
    package init() {}
    package mutating func run() throws { try StageRunner(work: .aggregate, options: options).run() }
}

/// `report PIPELINE`.
package struct ReportCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the report: Markdown, HTML, CSV tables and charts.",
        discussion: """
            Publishes the report folder as a whole: readers see the old report or the new one, never a mixture.

            Example: report pipelines/micro-vs-macro.yml --output reports/today
            """,
        version: Program.version)

    @OptionGroup var options: StageOptions
    @OptionGroup var opening: OpenOption
    package init() {}
    package mutating func run() throws { try StageRunner(work: .report, options: options, opens: opening.open).run() }
}

/// `tierwise run PIPELINE`.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run all four stages of a pipeline.",
        discussion: """
            The same as ingest, normalize, aggregate and report one after another, under one lock.

            Several pipelines, or a folder of them, run side by side, each in a process of its own; they share the jobs. One that \
            fails stops no other. What each said stands together, a line says how it ended, and the exit code is the gravest.

            Exit codes: 0 done; 1 done, with warnings; 2 done, but files were refused; 65 no usable data; 66 a named file \
            is missing; 73, 74, 77 output or input trouble; 75 another run holds the workspace; 78 the pipeline file is wrong.

            Example: tierwise run pipelines/micro-vs-macro.yml
            """)

    @OptionGroup var options: StageOptions
    @OptionGroup var opening: OpenOption

    @Argument(help: ArgumentHelp("More pipeline files, or folders of them.", valueName: "pipeline"), completion: .file(extensions: ["yml"]))
    var others: [String] = []

    mutating func run() throws {
        let names = [options.pipeline] + others
        guard try names.count > 1 || Folders.exists(options.pipeline) else {
            return try StageRunner(work: .run, options: options, opens: opening.open).run()
        }
        guard options.workspace == nil, options.output == nil, !opening.open else {
            throw ValidationError("--workspace, --output and --open are for a single pipeline")
        }
        try BrandRuns(pipelines: try BrandRuns.pipelines(names), options: options).run()
    }
}
