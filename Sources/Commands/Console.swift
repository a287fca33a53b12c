internal import Logging
internal import Pipelines

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

    func error(_ message: String) { logger.error("\(message)") }
    func warning(_ message: String) { logger.warning("\(message)") }
    /// Shown where somebody watches, or asks for it.
    func note(_ message: String) {
        if options.isVerbose || (options.isWatched && !options.isQuiet) { logger.notice("\(message)") }
    }

    /// A block of text for a person, such as a table.
    func show(_ text: String) {
        guard options.format == .text, options.isVerbose || (options.isWatched && !options.isQuiet) else { return }
        StandardError.write(text)
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
