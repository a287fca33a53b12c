internal import ArgumentParser
internal import ByteStreams
internal import Jobs
internal import Pipelines

/// `tierwise export PIPELINE --sqlite FILE`.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write facts and the report's tables into one SQLite file.",
        discussion: """
            The file has a table for each kind of fact (facts_posts, facts_deals, …), one for each file of tables/ (estimates, money, …), a \
            view for each claim (claim_engagement, …: its rows beside the headline and the comparisons that they rest on), and says of itself \
            what it holds: metadata (program, version, definition, published_at) and columns (type, unit and meaning of every column). What is \
            not known is NULL. Money stands as exact text and, in NAME_e4, as a whole number of 1/10,000, which adds up exactly. Times are UTC.

            The report has to be the one that the facts were made into: run the pipeline before. The file appears whole or not at all; one \
            that is there is only replaced with --force, and only if it is an SQLite file. Facts name creators and orders: keep it as you keep \
            the exports.

            Example: tierwise export spring.yml --sqlite spring.sqlite
            Example: sqlite3 spring.sqlite "SELECT question, verdict, estimate, comparison_analysis FROM claim_engagement"
            """)

    @Argument(help: ArgumentHelp("The pipeline file; run it before.", valueName: "pipeline"), completion: .file(extensions: ["yml"]))
    var pipeline: String

    @Option(help: ArgumentHelp("The SQLite file to write.", valueName: "file"), completion: .file())
    var sqlite: String

    @Flag(help: "Leave the facts out, which name people; needed with `pseudonymise: true`.")
    var tablesOnly = false

    @Flag(help: "Replace an SQLite file that is there.")
    var force = false

    @Option(help: ArgumentHelp("Where the facts are; default: .tierwise/NAME beside the pipeline file.", valueName: "folder"), completion: .directory)
    var workspace: String?

    @Option(help: ArgumentHelp("Where the report is; default: `output:` of the pipeline.", valueName: "folder"), completion: .directory)
    var output: String?

    func validate() throws {
        if sqlite.isEmpty { throw ValidationError("--sqlite needs a file") }
    }

    mutating func run() throws {
        var options = RunOptions(workspace: workspace, jobs: Parallel.processorCount, programVersion: Program.version, stop: Program.stop)
        options.output = output
        let run = try PipelineRun(reading: try PipelineReader.read(path: pipeline), options: options)
        let summary = try run.export(database: sqlite, replaces: force, tablesOnly: tablesOnly)
        let facts = summary.factTables == 0 ? "no facts" : "\(grouped(summary.facts)) facts in \(summary.factTables) tables"
        try StandardOutput.write(
            "\(sqlite.printable): \(facts), \(grouped(summary.rows)) rows in \(summary.reportTables) tables of the report, \(summary.views) views\n")
    }
}
