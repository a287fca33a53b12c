internal import Dispatch
internal import Synchronization

/// From the synchronous world of programs into the asynchronous one of libraries.
package enum Blocking {
    /// Runs `work` and waits for it. The calling thread sleeps meanwhile, so it may not be one of the pool that `work` runs on:
    /// call it from a program's main thread.
    package static func wait<Value: Sendable>(for work: @escaping @Sendable () async throws -> Value) throws -> Value {
        let done = DispatchSemaphore(value: 0)
        let result = Box<Value>()
        Task.detached {
            do {
                let value = try await work()
                result.value.withLock { $0 = .success(value) }
            } catch {
                result.value.withLock { $0 = .failure(error) }
            }
            done.signal()
        }
        done.wait()
        guard let result = result.value.withLock({ $0 }) else { preconditionFailure("the work signalled before it had a result") }
        return try result.get()
    }

    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Result<Value, any Error>?>(nil)
    }
}
