internal import ArgumentParser
internal import ByteStreams
internal import Jobs
internal import Pipelines

/// What the four stages and `tierwise run` have in common.
struct StageOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The pipeline file: which question, which exports, which choices.", valueName: "pipeline"), completion: .file(extensions: ["yml"]))
    var pipeline: String

    @Option(help: ArgumentHelp("Where staged rows, facts and findings are kept; default: .tierwise/NAME beside the pipeline file. Safe to delete.", valueName: "folder"), completion: .directory)
    var workspace: String?

    @Option(help: ArgumentHelp("Where the report goes; default: the pipeline's `output:`.", valueName: "folder"), completion: .directory)
    var output: String?

    @Option(help: ArgumentHelp("How many things to do at once; the result is the same for any number. Default: the processors of this machine.", valueName: "n"))
    var jobs: Int?

    @Option(help: "Show progress: auto (on a terminal), always or never.")
    var progress: ProgressChoice = .auto

    @Option(name: .customLong("log-format"), help: "Messages on stderr as text or as json, one object a line.")
    var logFormat: LogFormat = .text

    @Option(help: ArgumentHelp("Write what the run was as metrics for Prometheus' node_exporter: to a file NAME.prom, or to tierwise-PIPELINE.prom in a folder that is there.", valueName: "file"), completion: .file())
    var metrics: String?

    @Flag(help: "Only errors.")
    var quiet = false

    @Flag(help: "The table of inputs and every note, also where nobody watches.")
    var verbose = false

    @Flag(help: "Hash every input again, whatever its path and times say.")
    var rehash = false

    @Option(help: ArgumentHelp("A folder with page templates of your own (report.html.mustache, style.css.mustache, …) in place of the report's; see Documentation/Operations.md.", valueName: "folder"), completion: .directory)
    var templates: String?

    @Flag(help: "Replace the report of another pipeline that stands at the output.")
    var force = false

    @OptionGroup var limitOptions: LimitOptions

    @Option(help: ArgumentHelp("How long to wait for another run that holds the workspace or the output.", valueName: "seconds"))
    var wait = 0

    func validate() throws {
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs must be from 1 to 256") }
        guard (0...86_400).contains(wait) else { throw ValidationError("--wait must be from 0 to 86400 seconds") }
        if output == "" || workspace == "" { throw ValidationError("--output and --workspace need the name of a folder") }
        if templates == "" { throw ValidationError("--templates needs the name of a folder") }
        if let metrics, !metrics.hasSuffix(".prom"), try !Folders.exists(metrics) {
            throw ValidationError("--metrics needs a folder that is there, or the name of a file that ends in .prom, as collectors read no other")
        }
        if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    }
}

/// What programs that publish a report have.
struct OpenOption: ParsableArguments {
    @Flag(help: "Open the report in the browser at the end.")
    var open = false
}

enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
