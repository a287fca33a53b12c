internal import ByteStreams
internal import Foundation
internal import Pipelines

/// stdout: results that people pipe. Buffered, and checked when it is flushed: a full disk must not look like success.
enum StandardOutput {
    static let problem = "standard output: cannot be written; check the disk or the reading program"

    static func write(_ text: String) throws { try write(Array(text.utf8)) }

    static func write(_ bytes: [UInt8]) throws {
        do { try FileHandle.standardOutput.write(contentsOf: bytes) } catch {
            throw CommandError(message: problem, code: ExitStatus.input)
        }
    }

    static func flush() throws {
        guard fflush(nil) == 0 else {
            throw CommandError(message: problem, code: ExitStatus.input)
        }
    }
}

/// stderr: everything else. A message is one event and one line, in the format that was asked for.
enum StandardError {
    /// Read from the arguments before they are parsed: a mistake in them is an event too.
    static let format: LogFormat = {
        let arguments = ProgramArguments.all
        for (index, argument) in arguments.enumerated() {
            if argument == "--log-format=json" { return .json }
            if argument == "--log-format", arguments.indices.contains(index + 1), arguments[index + 1] == "json" { return .json }
        }
        return .text
    }()

    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// A terminal that knows colours, and nobody who asked for none (https://no-color.org).
    private static let hasColour: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }()

    static func styled(_ text: String, _ style: TextStyle) -> String {
        hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// An event as JSON logs have it.
    private struct Event: Encodable {
        var time: String
        var run: String
        var stage: String
        var level: String
        var message: String
        var summary: RunRecord?
    }

    /// Whatever stands in the message: it stays one line, and no terminal obeys it.
    ///
    /// - Parameter summary: what a run was, with its last event; JSON alone says it.
    static func say(_ stage: String, _ message: String, level: MessageLevel = .error, summary: RunRecord? = nil) {
        switch format {
        case .text: write("\(stage): \(message.printable)\n")
        case .json:
            let event = Event(
                time: RunWatch.timeText, run: RunWatch.run, stage: stage, level: level.rawValue, message: message.printable, summary: summary)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            guard let line = try? encoder.encode(event) else { return }
            write(String(decoding: line, as: UTF8.self) + "\n")
        }
    }

    /// Text of our own making, as it is: progress, tables, usage.
    static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Array(text.utf8)) }
}

/// How a terminal shows a word: its number in "select graphic rendition" (ECMA-48, 8.3.117).
enum TextStyle: Int {
    case bold = 1, faint = 2, red = 31, green = 32, yellow = 33
}

/// How grave a message is, as JSON logs say it.
enum MessageLevel: String {
    case error, warning, notice
}

/// Descriptors 0 to 2 belong to input, output and messages, also where whoever started the program closed them: otherwise the
/// next file that is opened gets the number, and messages are written into it.
enum StandardDescriptors {
    static func secure() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            // The lowest free number is given, which is this one. Results nobody takes are an error when they are written,
            // messages nobody takes are not.
            _ = unsafe open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
