internal import ArgumentParser
internal import ByteStreams
internal import ExportFormats
internal import Foundation
internal import Jobs
internal import Synchronization

/// `tierwise run` of many pipelines: an agency's night. Each is a process of its own, so whatever ends one, the others go on; all of them
/// together do as many things at once as one would.
struct BrandRuns {
    let pipelines: [String]
    let options: StageOptions

    /// The pipelines that arguments name: a folder stands for the pipeline files in it.
    ///
    /// - Throws: `CommandError` where a folder holds none.
    static func pipelines(_ names: [String]) throws -> [String] {
        try names.flatMap { name in
            guard try Folders.exists(name) else { return [name] }
            let files = try Folders.list(name).filter { $0.hasSuffix(".yml") && !$0.hasPrefix(".") }.map { Folders.join(name, $0) }
            let pipelines = files.filter { !isFormatFile($0) }
            guard !pipelines.isEmpty else {
                throw CommandError(message: "\(name): is a folder without a pipeline file (*.yml)", code: ExitStatus.noInput)
            }
            return pipelines
        }
    }

    /// A format file beside the pipelines that use it. What cannot be read is said when it is run.
    private static func isFormatFile(_ path: String) -> Bool {
        guard let bytes = try? readWholeFile(path, limit: DefinitionReader.sizeLimit + 1) else { return false }
        return DefinitionKind(of: String(decoding: bytes, as: UTF8.self)) == .format
    }

    /// - Throws: `ValidationError` where two pipelines would write the same metrics.
    init(pipelines: [String], options: StageOptions) throws {
        (self.pipelines, self.options) = (pipelines, options)
        guard let metrics = options.metrics else { return }
        guard try pipelines.count == 1 || Folders.exists(metrics) else {
            throw ValidationError("--metrics of several pipelines needs a folder that is there; each writes a file of its own in it")
        }
        for (name, files) in try Dictionary(grouping: pipelines, by: MetricsFile.name(of:)).sorted(by: { $0.key < $1.key }) where files.count > 1 {
            throw ValidationError("\(files.joined(separator: " and ")) would both write their metrics to \(Folders.join(metrics, name)); rename one, or run each with a file of its own: --metrics NAME.prom")
        }
    }

    func run() throws {
        let console = Console(stage: StageRunner.Work.run.rawValue, options: ConsoleOptions(options))
        let jobs = options.jobs ?? Parallel.processorCount
        let atOnce = min(jobs, pipelines.count)
        let each = max(1, jobs / atOnce)
        var rest = pipelines[...]
        var gravest: Int32 = 0
        try Parallel.orderedPipeline(
            jobs: atOnce, produce: { rest.popFirst() },
            transform: { [self] pipeline in try BrandRun(pipeline, arguments: arguments(pipeline, jobs: each)) },
            consume: { (brand: BrandRun) in
                StandardError.write(brand.messages)
                let line = "\(brand.pipeline): ended with \(brand.code)"
                switch brand.code {
                case 0: console.note("\(brand.pipeline): done")
                case ExitStatus.warning: console.warning(line)
                default: console.error(line)
                }
                gravest = ExitStatus.graver(gravest, brand.code)
            })
        try Program.stop.check()
        if gravest != 0 { throw ExitCode(gravest) }
    }

    /// What the process of one pipeline is called with.
    private func arguments(_ pipeline: String, jobs: Int) -> [String] {
        var arguments = ["run", "--jobs", "\(jobs)", "--progress", "never", "--log-format", options.logFormat.rawValue, "--wait", "\(options.wait)"]
        for (flag, isSet) in [
            ("--quiet", options.quiet), ("--verbose", options.verbose), ("--rehash", options.rehash), ("--force", options.force),
            ("--accept-trailing-data", options.limitOptions.acceptTrailingData),
        ] where isSet { arguments.append(flag) }
        if let metrics = options.metrics { arguments += ["--metrics", metrics] }
        if let templates = options.templates { arguments += ["--templates", templates] }
        if let bytes = options.limitOptions.maxUncompressed { arguments += ["--max-uncompressed", "\(bytes)"] }
        return arguments + ["--", pipeline]
    }
}

/// How one pipeline ended.
private struct BrandRun: Sendable {
    let pipeline: String
    let code: Int32
    /// What it said, for people.
    let messages: String

    private static let program = "/proc/self/exe"

    init(_ pipeline: String, arguments: [String]) throws {
        self.pipeline = pipeline
        try Program.stop.check()
        let process = Process()
        process.executableURL = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: Self.program))
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let said = Pipe()
        process.standardError = said
        try process.run()
        let listener = Listener(said.fileHandleForReading)
        while process.isRunning {
            // A signal to this process alone is one to all of them; those end within their two seconds.
            if Program.stop.signal != nil { process.terminate() }
            usleep(20_000)
        }
        messages = listener.text()
        code = process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
    }
}

/// Hears a process out while others wait for its end.
private final class Listener: Sendable {
    private let heard = Mutex<Data?>(nil)

    init(_ handle: FileHandle) {
        Thread.detachNewThread { [self] in
            let data = handle.readDataToEndOfFile()
            heard.withLock { $0 = data }
        }
    }

    /// All that it said; call after its end.
    func text() -> String {
        while true {
            if let data = heard.withLock({ $0 }) { return String(decoding: data, as: UTF8.self) }
            usleep(1_000)
        }
    }
}
