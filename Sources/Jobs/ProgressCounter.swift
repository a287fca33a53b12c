internal import Synchronization

/// Rows and bytes done so far, added to by any thread and read by whoever shows progress.
package final class ProgressCounter: Sendable {
    private let rowCount = Atomic<Int>(0)
    private let byteCount = Atomic<Int>(0)

    package init() {}

    package var rows: Int { rowCount.load(ordering: .relaxed) }
    package var bytes: Int { byteCount.load(ordering: .relaxed) }

    /// Call once per block, not per row.
    package func add(rows: Int, bytes: Int) {
        rowCount.wrappingAdd(rows, ordering: .relaxed)
        byteCount.wrappingAdd(bytes, ordering: .relaxed)
    }
}
