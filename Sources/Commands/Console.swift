internal import ByteStreams
internal import Findings
internal import Foundation
internal import Logging
internal import Pipelines
internal import Reporting

/// Messages on stderr: `stage: what, why, what to do`, or the same as JSON. One event is one line.
struct Console: Sendable {
    let stage: String
    let options: ConsoleOptions
    private let logger: Logger

    init(stage: String, options: ConsoleOptions) {
        self.stage = stage
        self.options = options
        var logger = Logger(label: stage) { label in ConsoleHandler(stage: label) }
        logger.logLevel = options.isQuiet ? .error : options.isVerbose ? .debug : .notice
        self.logger = logger
    }

    /// Blocks of text for a person are shown.
    var showsText: Bool { options.format == .text && shows }

    /// Somebody watches, or asks for what those are shown.
    private var shows: Bool { options.isVerbose || (options.isWatched && !options.isQuiet) }

    func error(_ message: String) { logger.error("\(message)") }
    func warning(_ message: String) { logger.warning("\(message)") }
    /// Shown where somebody watches, or asks for it.
    func note(_ message: String) {
        if shows { logger.notice("\(message)") }
    }

    /// A block of text for a person, such as a table.
    func show(_ text: String) {
        if showsText { StandardError.write(text) }
    }

    /// The answers, their badges in colour where a terminal has any.
    func show(_ answers: [ShortAnswer]) {
        let width = answers.map(\.badge.count).max() ?? 0
        for answer in answers {
            let badge = answer.badge.padding(toLength: width, withPad: " ", startingAt: 0)
            show("\(StandardError.styled(badge, answer.verdict.style))  \(answer.text.printable)\n")
        }
    }

    /// The last event of a JSON log: what the run was. Text says it in its messages.
    func summarise(_ run: RunRecord) {
        let level: MessageLevel = run.exit == 0 ? .notice : run.exit == ExitStatus.warning ? .warning : .error
        guard options.format == .json, !options.isQuiet || level == .error else { return }
        let words = run.exit == 0 ? "done" : "ended with exit code \(run.exit)"
        StandardError.say(stage, words, level: level, summary: run)
    }
}

struct ConsoleOptions: Sendable {
    var format: LogFormat
    var isQuiet: Bool
    var isVerbose: Bool
    /// Somebody sits at a terminal: cron prints nothing on success.
    var isWatched: Bool

    init(_ options: StageOptions) {
        format = options.logFormat
        isQuiet = options.quiet
        isVerbose = options.verbose
        isWatched = StandardError.isTerminal
    }
}

extension ClaimVerdict? {
    fileprivate var style: TextStyle {
        switch self {
        case .supported: .green
        case .contradicted: .red
        case .unclear: .yellow
        case .noRelevantDifference, .counted: .bold
        case .notTestable, nil: .faint
        }
    }
}

/// Writes log events to stderr.
private struct ConsoleHandler: LogHandler {
    let stage: String
    var logLevel: Logger.Level = .notice
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        StandardError.say(stage, event.message.description, level: MessageLevel(rawValue: event.level.rawValue) ?? .notice)
    }
}

/// A path as a shell reads it.
func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || "._/-".utf8.contains(byte)
    }
    return isPlain ? path : "'\(path.printable.replacing("'", with: "'\\''"))'"
}
