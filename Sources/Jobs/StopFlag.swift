internal import Synchronization

/// Somebody asked the program to end: the signal that said so.
package struct Stopped: Error, Sendable, Equatable {
    /// Its number, from which the exit code follows.
    package let signal: Int32
}

/// Set once by a signal, looked at once per block: work stops between two blocks, never inside one.
package final class StopFlag: Sendable {
    private let requested = Atomic<Int32>(0)

    /// Nobody has asked yet.
    package init() {}

    /// The first signal asked with, nil as long as there is none.
    package var signal: Int32? {
        let signal = requested.load(ordering: .relaxed)
        return signal == 0 ? nil : signal
    }

    /// Asks to stop. The first signal stays; one store and no lock, so a C signal handler may call it.
    package func request(signal: Int32) {
        _ = requested.compareExchange(expected: 0, desired: signal, ordering: .relaxed)
    }

    /// - Throws: `Stopped` once a stop was requested.
    package func check() throws(Stopped) {
        if let signal { throw Stopped(signal: signal) }
    }
}
