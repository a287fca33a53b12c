internal import ArgumentParser
internal import Foundation
internal import Jobs
internal import Pipelines

/// `tierwise cluster …`: the same pipeline on more than one machine.
struct ClusterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster", abstract: "Run a pipeline on many machines: plan tasks, do one, finish.",
        discussion: """
            A plan is a list of tasks, a line of JSON each, that need nothing of each other. Any machine that sees the exports, the \
            pipeline file and the workspace by the same paths can do one; doing one twice changes nothing. Round `ingest` reads the \
            exports, round `aggregate` adds up the facts; what lies between is done by the next plan. The report has the bytes of \
            `tierwise run`.

            Example, with what every machine has:
              for round in ingest aggregate aggregate; do
                tierwise cluster plan p.yml --round $round | xargs -d '\\n' -r -n 1 -P 8 tierwise cluster work
              done
              tierwise cluster finish p.yml

            pipelines/cluster/ has the same for Apache Spark.
            """,
        subcommands: [ClusterPlanCommand.self, ClusterWorkCommand.self, ClusterFinishCommand.self])
}

struct ClusterPlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Print the tasks of a round that are not done yet, one a line.",
        discussion: """
            Nothing is printed where the round is over. Round `aggregate` may come twice: where shares or saves are exported unevenly, \
            its first tasks find out that others are needed.

            Example: tierwise cluster plan pipelines/micro-vs-macro.yml --round ingest
            """)

    @OptionGroup var options: StageOptions

    @Option(help: "ingest (a task per export file) or aggregate (a task per range of creator shards).")
    var round: ClusterTask.Round

    @Option(help: ArgumentHelp("Tasks that round `aggregate` is divided into, 1 to 64.", valueName: "n"))
    var tasks = 32

    func validate() throws {
        if !(1...64).contains(tasks) { throw ValidationError("--tasks must be from 1 to 64") }
    }

    mutating func run() throws { try StageRunner(work: .plan, options: options, round: round, tasks: tasks).run() }
}

extension ClusterTask.Round: ExpressibleByArgument {}

struct ClusterWorkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Do one task.",
        discussion: """
            Checks that program, definition and input are those of the plan, does nothing where the task's outputs are there already, and \
            otherwise writes them, each as a whole. Exit codes: 0 done; 66 the input or the facts changed since; 74 reading or writing \
            failed, do it again; 78 the task is of another program, definition or plan.

            Example: tierwise cluster plan p.yml --round ingest | head -n 1 | tierwise cluster work
            """)

    @Argument(help: ArgumentHelp("The task: a line of a plan. Left out, it is read from stdin.", valueName: "task"))
    var task: String?

    @Option(help: ArgumentHelp("How many things to do at once.", valueName: "n"))
    var jobs = 1

    @Option(name: .customLong("log-format"), help: "Messages on stderr as text or as json, one object a line.")
    var logFormat: LogFormat = .text

    func validate() throws {
        if !(1...256).contains(jobs) { throw ValidationError("--jobs must be from 1 to 256") }
    }

    mutating func run() throws {
        try MemoryLimit.check()
        Heap.keepGivingBack()
        guard let line = task ?? readLine() else {
            throw CommandError(message: "stdin: holds no task; pipe one line of `cluster plan` in", code: ExitStatus.usage)
        }
        let worker = try ClusterWorker(
            try ClusterTask(line: Array(line.utf8)), jobs: jobs, programVersion: Program.version, stop: Program.stop)
        _ = try worker.run()
    }
}

struct ClusterFinishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "finish", abstract: "Merge the parts, compute the findings, publish the report.",
        discussion: """
            As `tierwise run` from aggregate on, of the parts that the tasks of round `aggregate` left. Exit codes as of `run`; 66 where a \
            round is not over.

            Example: tierwise cluster finish pipelines/micro-vs-macro.yml
            """)

    @OptionGroup var options: StageOptions
    mutating func run() throws { try StageRunner(work: .finish, options: options).run() }
}
