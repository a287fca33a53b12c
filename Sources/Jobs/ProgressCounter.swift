internal import Synchronization

/// Rows and bytes done so far, added to by any thread and read by whoever shows progress.
package final class ProgressCounter: Sendable {
    private let rowCount = Atomic<Int>(0)
    private let byteCount = Atomic<Int>(0)

    /// Nothing is done yet.
    package init() {}

    /// Exact once the work is over; meanwhile a little behind.
    package var rows: Int { rowCount.load(ordering: .relaxed) }
    /// Of inputs as they lie on the disk, of stage files as they stand in memory.
    package var bytes: Int { byteCount.load(ordering: .relaxed) }

    /// Call once per block, not per row.
    package func add(rows: Int, bytes: Int) {
        rowCount.wrappingAdd(rows, ordering: .relaxed)
        byteCount.wrappingAdd(bytes, ordering: .relaxed)
    }
}
