internal import CMalloc
internal import Foundation

/// How the C library's heap keeps what the program gives back. Stages take and give back arrays of many megabytes, and as it comes the
/// heap keeps most of them: a run over three million posts held half as much again as it used (Benchmarks/README.md).
enum Heap {
    /// Larger blocks have pages of their own, which are gone when the block is.
    private static let ownPages: Int32 = 1 << 20
    /// More than this at its end, the heap gives back.
    private static let spare: Int32 = 8 << 20

    /// To be called before there is a second thread. Advice: without effect where it fails.
    static func prepare() {
        _ = mallopt(M_MMAP_THRESHOLD, ownPages)
        _ = mallopt(M_TRIM_THRESHOLD, spare)
        // One heap for each thread there ever was would keep its own each. With fewer than there are threads at once, two that share one
        // wait for each other, allocation by allocation: beside those that work, one reads and one hands out.
        _ = mallopt(M_ARENA_MAX, Int32(clamping: ProcessInfo.processInfo.activeProcessorCount + 2))
    }

    /// Gives back what lies between blocks that are in use, too, from now on: which blocks those are, and so how much is kept, differs from
    /// run to run. It takes a few milliseconds each time.
    static func keepGivingBack() {
        Thread.detachNewThread {
            while true {
                Thread.sleep(forTimeInterval: 0.5)
                _ = malloc_trim(0)
            }
        }
    }
}
