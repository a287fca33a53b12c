internal import Synchronization

/// How many jobs each of those at work may use: all of them together, shared evenly.
///
/// Whoever is done leaves its part to the others, so a share only grows.
package final class JobShare: Sendable {
    private let all: Int
    private let busy: Mutex<Int>

    /// - Parameter threads: how many are at work, at least 1.
    package init(of jobs: Int, among threads: Int = 1) {
        all = jobs
        busy = Mutex(threads)
    }

    /// At least 1.
    package var jobs: Int { busy.withLock { max(1, all / max(1, $0)) } }

    func leave() { busy.withLock { $0 -= 1 } }
}
