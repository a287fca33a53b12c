internal import ArgumentParser
internal import Jobs
internal import Pipelines
internal import RecordFormats
internal import SocialData
internal import StageFiles
internal import TextValues

/// `tierwise facts PIPELINE ENTITY`.
struct FactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts", abstract: "Print facts or staged rows as CSV or NDJSON.",
        discussion: """
            Facts are what the numbers are made of: one row per post, deal, order, follower count or creator. Staged rows are what \
            the files say, each with the file (`input`, the beginning of its SHA-256) and the line. Both are Parquet files in the \
            workspace, which DuckDB, pandas, Polars and Spark read without options; this prints them for everything else. CSV keeps \
            a spreadsheet from running a cell as a formula; NDJSON has every value as it is. `tierwise formats columns` says what \
            the columns mean.

            Example: tierwise facts spring.yml posts | head
            Example: tierwise facts spring.yml orders --staged --as ndjson
            """)

    @Argument(help: ArgumentHelp("The pipeline file; run it before.", valueName: "pipeline"), completion: .file(extensions: ["yml"]))
    var pipeline: String

    @Argument(help: ArgumentHelp("posts, deals, orders, snapshots or creators; with --staged also spend, codes, clicks, rates, accounts.", valueName: "entity"))
    var entity: String

    @Flag(help: "Print what the files say instead of what was concluded.")
    var staged = false

    @Option(name: .customLong("as"), help: "csv (default) or ndjson.")
    var form: FactForm = .csv

    @Option(help: ArgumentHelp("Print so many rows at most.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("Where they are; default: .tierwise/NAME beside the pipeline file.", valueName: "folder"), completion: .directory)
    var workspace: String?

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit must be 0 or more") }
    }

    mutating func run() throws {
        let entity = try Entity(named: entity)
        guard staged || !entity.factColumns.isEmpty else {
            let known = Entity.allCases.filter { !$0.factColumns.isEmpty }.map(\.rawValue).joined(separator: ", ")
            throw CommandError(
                message: "no facts are made of \(entity.rawValue), only of \(known); print its staged rows with `--staged`", code: ExitStatus.usage)
        }
        let schema: StageSchema = staged ? .staged(entity) : .facts(entity)
        let options = RunOptions(workspace: workspace, jobs: Parallel.processorCount, programVersion: Program.version, stop: Program.stop)
        let run = try PipelineRun(reading: try PipelineReader.read(path: pipeline), options: options)
        try StandardOutput.write(form.header(schema))
        try run.forEachBatch(of: schema, limit: limit ?? Int.max) { rows, count in
            var text: [UInt8] = []
            for row in 0..<count { form.append(row, of: rows, to: &text) }
            try StandardOutput.write(text)
        }
    }
}

/// How rows are printed.
enum FactForm: String, ExpressibleByArgument, CaseIterable {
    case csv, ndjson

    func header(_ schema: StageSchema) -> [UInt8] {
        self == .csv ? Array((schema.columns.map(\.name).joined(separator: ",") + "\n").utf8) : []
    }

    func append(_ row: Int, of rows: StageRows, to text: inout [UInt8]) {
        if self == .ndjson { text.append(UInt8(ascii: "{")) }
        for (position, column) in rows.schema.columns.enumerated() {
            if position > 0 { text.append(UInt8(ascii: ",")) }
            switch self {
            case .csv: CSVText.appendProtectedField(rows.spelling(row, position).span, to: &text)
            case .ndjson:
                text += Array("\"\(column.name)\":".utf8)
                Self.appendJSON(row, position, column.type, of: rows, to: &text)
            }
        }
        if self == .ndjson { text.append(UInt8(ascii: "}")) }
        text.append(UInt8(ascii: "\n"))
    }

    /// Counts and amounts as numbers, flags as truth values, everything else as text; what is missing is null.
    private static func appendJSON(_ row: Int, _ position: Int, _ type: ColumnType, of rows: StageRows, to text: inout [UInt8]) {
        guard !rows.isMissing(row, position) else { return text += Array("null".utf8) }
        switch type {
        case .count, .money: rows.appendSpelling(row, position, to: &text)
        case .flag: text += Array((rows.flag(row, position) == true ? "true" : "false").utf8)
        case .text, .identifier, .handle, .word, .currency, .instant, .day, .list, .decimal:
            JSONText.appendString(rows.spelling(row, position).span, to: &text)
        }
    }
}
