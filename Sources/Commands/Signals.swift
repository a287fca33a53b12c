internal import ByteStreams
internal import Foundation
internal import Jobs
internal import Synchronization

/// Signals that ask the program to end. Engines look at `Program.stop` once per block and end in order; where a single step
/// takes longer than anybody waits, the watch ends the process for them.
enum Signals {
    /// Seconds between a signal and the end, whatever the program is at: two are promised.
    private static let patience: UInt32 = 1_500_000
    private static let isEnding = Atomic<Bool>(false)

    static func install() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // `nohup` and `trap ''` ask for a signal to be ignored; that stays.
            var inherited = sigaction()
            unsafe sigaction(number, nil, &inherited)
            let ignores = unsafe unsafeBitCast(inherited.__sigaction_handler.sa_handler, to: Int.self) == 1
            if ignores { continue }
            signal(number) { received in
                // A second one means now.
                if Program.stop.signal != nil { _exit(128 + received) }
                Program.stop.request(signal: received)
            }
        }
        // A write beyond the limit of file sizes then is an error like any other, with words.
        signal(SIGXFSZ, SIG_IGN)
        Thread.detachNewThread { watch() }
    }

    /// True for the first that asks: only one thread says how the program ends.
    static func beginEnding() -> Bool { !isEnding.exchange(true, ordering: .relaxed) }

    private static func watch() {
        while Program.stop.signal == nil { usleep(100_000) }
        usleep(patience)
        guard let signal = Program.stop.signal, beginEnding() else { return }
        PublishedFile.removeAllUnpublished()
        StandardError.say(ProcessInfo.processInfo.processName, Failure.stopped(by: signal))
        _exit(128 + signal)
    }
}
