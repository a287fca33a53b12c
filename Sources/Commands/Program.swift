package import ArgumentParser
internal import ByteStreams
internal import ExportFormats
internal import Foundation
internal import Jobs
internal import Pipelines

/// What every executable does: parse, run, say what went wrong, end with the documented code.
package enum Program {
    /// Of `--version`, manifests and stage files.
    package static let version = "0.2.0"

    /// Set by signals; engines look at it once per block.
    static let stop = StopFlag()

    /// Runs a command to the end of the process.
    package static func main<Command: ParsableCommand>(_ command: Command.Type) -> Never {
        Heap.prepare()
        StandardDescriptors.secure()
        guard ProgramArguments.areKnown else {
            StandardError.say(Command._commandName, "/proc is not mounted, and arguments are read from it; mount it: `mount -t proc proc /proc`")
            exit(ExitStatus.internalError)
        }
        // Made before any handler can ask for it: what a handler interrupts while it is being made never ends.
        _ = stop.signal
        Signals.install()
        var name = Command._commandName
        do {
            var parsed = try Command.parseAsRoot(ProgramArguments.all)
            name = type(of: parsed)._commandName
            try parsed.run()
            try StandardOutput.flush()
        } catch let code as ExitCode {
            end(code.rawValue)
        } catch {
            guard let failure = Failure(error) else { end(with: error, of: command) }
            if Signals.beginEnding() { for message in failure.messages { StandardError.say(name, message) } }
            end(failure.code)
        }
        end(0)
    }

    /// What the argument parser says: help and versions are results and go to stdout, mistakes to stderr.
    private static func end<Command: ParsableCommand>(with error: any Error, of command: Command.Type) -> Never {
        let text = command.fullMessage(for: error)
        let code = command.exitCode(for: error)
        guard code == .success else {
            sayUsage(text, of: command)
            end(code.rawValue)
        }
        do {
            if !text.isEmpty { try StandardOutput.write(text + "\n") }
            end(0)
        } catch {
            StandardError.say(command._commandName, StandardOutput.problem)
            end(ExitStatus.input)
        }
    }

    /// Usage is a text of several lines; as JSON it is one event all the same.
    private static func sayUsage<Command: ParsableCommand>(_ text: String, of command: Command.Type) {
        guard StandardError.format == .text else { return StandardError.say(command._commandName, text) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        StandardError.write(lines.map { String($0).printable + "\n" }.joined())
    }

    private static func end(_ code: Int32) -> Never {
        let isComplete = (try? StandardOutput.flush()) != nil
        exit(isComplete || code != 0 ? code : ExitStatus.input)
    }
}

/// Exit codes (Documentation/Operations.md, Exit codes).
enum ExitStatus {
    static let warning: Int32 = 1
    static let refused: Int32 = 2
    static let usage: Int32 = 64
    static let noData: Int32 = 65
    static let noInput: Int32 = 66
    static let internalError: Int32 = 70
    static let cannotCreate: Int32 = 73
    static let input: Int32 = 74
    static let locked: Int32 = 75
    static let permission: Int32 = 77
    static let configuration: Int32 = 78

    /// Of two that are to be one: the graver. What ended by a signal, or by a code that no run has, is the gravest.
    static func graver(_ one: Int32, _ other: Int32) -> Int32 {
        let order = [input, cannotCreate, permission, locked, configuration, internalError, noInput, noData, usage, refused, warning, 0]
        func place(_ code: Int32) -> Int { order.firstIndex(of: code) ?? -1 }
        return place(one) <= place(other) ? one : other
    }
}

/// An error as people and shells see it: messages and an exit code. nil for errors of the argument parser.
struct Failure {
    let messages: [String]
    let code: Int32

    init?(_ error: any Error) {
        switch error {
        case let stopped as Stopped:
            messages = [Self.stopped(by: stopped.signal)]
            code = 128 + stopped.signal
        case let error as StreamError:
            messages = ["\(error.path): \(error.message)"]
            code = Self.code(error.kind)
        case let error as PipelineError:
            messages = error.messages
            code = Self.code(error.kind)
        case let errors as DefinitionErrors:
            messages = errors.problems.map(\.description)
            code = ExitStatus.configuration
        case let error as CommandError:
            messages = [error.message]
            code = error.code
        case is CleanExit, is ValidationError:
            return nil
        default:
            // Errors of the argument parser have no public type; everything else would be ours.
            guard String(reflecting: type(of: error)).hasPrefix("ArgumentParser.") == false else { return nil }
            messages = ["internal check failed: \(error); please report this"]
            code = ExitStatus.internalError
        }
    }

    static func stopped(by signal: Int32) -> String {
        "stopped by signal \(signal); nothing was half-written, run again to go on"
    }

    private static func code(_ kind: StreamError.Kind) -> Int32 {
        switch kind {
        case .notFound: ExitStatus.noInput
        case .permissionDenied, .readOnly: ExitStatus.permission
        case .locked: ExitStatus.locked
        case .notAFolder, .symbolicLink, .nameTooLong, .alreadyThere, .folder, .pipe, .socket, .device: ExitStatus.cannotCreate
        case .stateDamaged: ExitStatus.internalError
        default: ExitStatus.input
        }
    }

    private static func code(_ kind: PipelineError.Kind) -> Int32 {
        switch kind {
        case .inputMissing, .stageMissing: ExitStatus.noInput
        case .nothingAccepted, .stale, .amountTooLarge: ExitStatus.noData
        case .inconsistent: ExitStatus.internalError
        case .unknownCell, .namesWithheld: ExitStatus.usage
        case .wrongTemplate, .wrongKey, .foreignTask: ExitStatus.configuration
        case .outputNotWritable, .stateNewer: ExitStatus.cannotCreate
        case .notEnoughMemory: ExitStatus.input
        }
    }
}

/// A command's own failure.
struct CommandError: Error {
    let message: String
    let code: Int32
}
