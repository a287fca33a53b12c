internal import Synchronization

/// Values that workers borrow for one shard and give back: what they have learnt and allocated is used again.
///
/// Nothing may depend on which of them a shard gets; they only save time.
final class Pool<Value: Sendable>: Sendable {
    private let idle = Mutex<[Value]>([])

    /// A value somebody gave back, nil where none is idle.
    func take() -> Value? {
        idle.withLock { $0.popLast() }
    }

    func give(_ value: Value) {
        idle.withLock { $0.append(value) }
    }

    /// All idle values; the pool is empty then.
    func drain() -> [Value] {
        idle.withLock { values in
            defer { values = [] }
            return values
        }
    }
}
