internal import Findings
internal import Foundation
internal import Jobs
internal import Pipelines
internal import Subprocess
internal import SystemPackage

/// Runs the command of `on_publish:`: the report's folder is its last argument, the run as JSON its standard input. Whatever
/// comes of it, the report is published.
enum PublishNotice {
    /// Seconds between asking a command to end and ending it.
    private static let grace = 5

    /// What the command reads.
    private struct Message: Encodable {
        var report: String
        var pipeline: String
        var title: String
        var run: RunRecord
    }

    /// - Returns: what went wrong, for people; nil where nothing did.
    static func send(_ hook: PublishHook, report: String, pipeline: Pipeline, run: RunRecord) -> String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let message = Message(report: report, pipeline: pipeline.definition.name, title: pipeline.definition.title, run: run)
        guard let program = hook.command.first, let json = try? encoder.encode(message) else { return nil }
        let said = "on_publish: `\(hook.command.joined(separator: " "))`"
        do {
            let status = try Blocking.wait { try await Self.run(program, hook.command.dropFirst() + [report], Array(json) + [0x0A], seconds: hook.timeout) }
            switch status {
            case .exited(0): return nil
            case .exited(let code): return "\(said) ended with exit code \(code); the report is published all the same"
            case .signaled(let signal): return "\(said) was ended by signal \(signal); the report is published all the same"
            case nil: return "\(said) took longer than \(hook.timeout) seconds and was ended; the report is published all the same"
            }
        } catch {
            return "\(said) could not be run (\(error)); the report is published all the same"
        }
    }

    /// A file without a name, to be read from its beginning. Not a pipe: a command that does not read it is none of our trouble.
    private static func file(holding bytes: [UInt8]) throws -> FileDescriptor {
        let path = FilePath(FileManager.default.temporaryDirectory.appending(path: "tierwise-\(UUID().uuidString)").path)
        let file = try FileDescriptor.open(path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
        try FileManager.default.removeItem(atPath: path.string)
        try file.writeAll(bytes)
        try file.seek(offset: 0, from: FileDescriptor.SeekOrigin.start)
        return file
    }

    /// Nil where the time was over.
    private static func run(_ program: String, _ arguments: [String], _ input: [UInt8], seconds: Int) async throws -> TerminationStatus? {
        let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
        var options = PlatformOptions()
        // With what it started.
        options.createSession = true
        options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(grace))]
        let file = try file(holding: input)
        return try await withThrowingTaskGroup(of: TerminationStatus?.self) { [options] group in
            group.addTask {
                // Its results are not ours: what it says goes where our messages go.
                try await Subprocess.run(
                    executable, arguments: Arguments(arguments), platformOptions: options,
                    input: .fileDescriptor(file, closeAfterSpawningProcess: true),
                    output: .currentStandardError, error: .currentStandardError
                ).terminationStatus
            }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                return nil
            }
            let first = try await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
