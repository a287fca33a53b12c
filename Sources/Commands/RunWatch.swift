internal import Findings
internal import Foundation
internal import Pipelines

/// One run by the clock: when it began, how long its stages took, how it ended, when something was said. It is the only thing that
/// says so: no stage reads a clock.
struct RunWatch {
    private(set) var record: RunRecord

    /// When the program began.
    private static let began = Date()
    /// Names the run, in its history and in every event of its log: when it began, and a number that tells runs of one second apart.
    static let run = began.formatted(.iso8601) + "-\(ProcessInfo.processInfo.processIdentifier)"
    /// Now, to the millisecond.
    static var timeText: String { Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }

    init(command: String) {
        record = RunRecord(
            run: Self.run, command: command, began: Int(Self.began.timeIntervalSince1970), program: Program.version, definition: "")
    }

    var now: Int { Int(Date().timeIntervalSince1970) }

    mutating func begin(_ run: PipelineRun) throws { record.definition = try run.definitionHash() }

    /// Times a stage, also one that fails.
    @discardableResult
    mutating func time<Result>(_ stage: String, _ work: () throws -> Result) rethrows -> Result {
        let began = ContinuousClock.now
        defer {
            let took = began.duration(to: .now).components
            let seconds = Double(took.seconds) + Double(took.attoseconds) / 1e18
            record.seconds[stage] = ((record.seconds[stage] ?? 0) * 1_000 + seconds * 1_000).rounded() / 1_000
        }
        return try work()
    }

    /// The run has ended with `code`.
    mutating func end(_ code: Int32, _ message: String? = nil) {
        record.ended = now
        record.exit = code
        record.message = message
    }

    /// Adds what the run did.
    mutating func complete(_ run: PipelineRun) throws { try run.complete(&record) }
}
