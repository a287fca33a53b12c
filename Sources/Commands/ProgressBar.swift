internal import Foundation
internal import Jobs
internal import Pipelines
internal import Synchronization

/// A line on the terminal that says how far a step is, how fast, and how long it will take.
///
/// Redrawn ten times a second by a thread of its own, which reads counters that the engines add to.
final class ProgressBar: Sendable {
    private struct State {
        var stage = ""
        var rowsAhead: Int?
        var bytesAhead: Int?
        var rowsBefore = 0
        var bytesBefore = 0
        var began = ContinuousClock.now
        var isRunning = true
        var isDrawn = false
    }

    private let state = Mutex(State())
    private let counter: ProgressCounter

    init(counter: ProgressCounter) {
        self.counter = counter
        Thread.detachNewThread { [self] in
            while state.withLock({ $0.isRunning }) {
                draw()
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
    }

    func begin(_ step: StepNotice) {
        state.withLock {
            $0.stage = step.stage
            $0.rowsAhead = step.rows
            $0.bytesAhead = step.bytes
            $0.rowsBefore = counter.rows
            $0.bytesBefore = counter.bytes
            $0.began = .now
        }
    }

    /// Ends the thread and clears the line.
    func end() {
        state.withLock {
            $0.isRunning = false
            if $0.isDrawn { StandardError.write("\r\u{1B}[K") }
            $0.isDrawn = false
        }
    }

    private func draw() {
        state.withLock {
            guard $0.isRunning, !$0.stage.isEmpty else { return }
            $0.isDrawn = true
            StandardError.write("\r\(Self.line($0, rows: counter.rows - $0.rowsBefore, bytes: counter.bytes - $0.bytesBefore))\u{1B}[K")
        }
    }

    private static func line(_ state: State, rows: Int, bytes: Int) -> String {
        let elapsed = state.began.duration(to: .now)
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let share: Double? = if let ahead = state.bytesAhead, ahead > 0 {
            min(1, Double(bytes) / Double(ahead))
        } else if let ahead = state.rowsAhead, ahead > 0 {
            min(1, Double(rows) / Double(ahead))
        } else { nil }
        var line = state.stage.padding(toLength: 10, withPad: " ", startingAt: 0)
        if let share {
            let filled = Int(share * 24)
            line += "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled) + "] "
            line += "\(Int(share * 100)) % "
        }
        line += " \(grouped(rows)) rows"
        // What comes after the last row (statistics, publishing) has no rows to count.
        if share == 1 { return line + "  finishing" }
        if seconds > 0.5 { line += "  \(grouped(Int(Double(rows) / seconds))) rows/s" }
        if let share, share > 0.02, seconds > 1 {
            let left = Int((seconds / share * (1 - share)).rounded(.up))
            line += "  \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
        }
        return line
    }
}

/// `1,234,567`.
func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
        groups.insert(String(digits.suffix(3)), at: 0)
        digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return (number < 0 ? "-" : "") + groups.joined(separator: ",")
}
