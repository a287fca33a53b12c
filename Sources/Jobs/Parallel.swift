internal import Dispatch
internal import Glibc
internal import Synchronization

/// Parallel work with sequential results: the same output, and the same error, for any number of jobs.
///
/// The rest of the program is sequential code; threads exist only behind the functions here.
package enum Parallel {
    /// Processors this process may run on, at least 1.
    package static var processorCount: Int {
        max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    /// Applies `body` to every input on at most `jobs` threads, the calling one included.
    ///
    /// - Parameters:
    ///   - jobs: 1 or less runs inline, in order.
    ///   - body: may run on any thread; inputs are taken in order.
    /// - Returns: results in the order of the inputs.
    /// - Throws: the error of the smallest index that fails. Inputs before it have all been worked on, later ones
    ///   perhaps.
    package static func orderedMap<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], jobs: Int, _ body: @escaping @Sendable (Input) throws -> Output
    ) throws -> [Output] {
        try orderedMap(inputs, lending: jobs) { input, _ in try body(input) }
    }

    /// As `orderedMap`, where an input may be large enough to be worked on by several threads: `body` is told how many are its own,
    /// which grows as others run out of inputs.
    ///
    /// - Parameter body: of an input and the jobs that it may use; a pipeline takes them as they come.
    package static func orderedMap<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], lending jobs: Int, _ body: @escaping @Sendable (Input, JobShare) throws -> Output
    ) throws -> [Output] {
        let threads = max(1, min(jobs, inputs.count))
        let share = JobShare(of: jobs, among: threads)
        guard threads > 1 else { return try inputs.map { try body($0, share) } }

        let results = MapResults<Output>(count: inputs.count)
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            while let index = results.next() {
                results.store(Result { try body(inputs[index], share) }, at: index)
            }
            share.leave()
        }
        return try results.ordered()
    }

    /// Does two things, side by side where there are several jobs: each fills the time in which the other has work for one thread only.
    ///
    /// - Throws: the error of the first, else that of the second.
    package static func both<First: Sendable, Second: Sendable>(
        jobs: Int, _ first: @escaping @Sendable () throws -> First, _ second: @escaping @Sendable () throws -> Second
    ) throws -> (First, Second) {
        let done = try orderedMap([true, false], jobs: jobs) { isFirst -> (First?, Second?) in
            isFirst ? (try first(), nil) : (nil, try second())
        }
        guard let one = done[0].0, let two = done[1].1 else { preconditionFailure("each of two things has a result") }
        return (one, two)
    }
}

/// Hands out indices and keeps what came of them.
private final class MapResults<Output: Sendable>: Sendable {
    private struct State {
        var nextIndex = 0
        var firstFailure: Int
        var slots: [Result<Output, any Error>?]
    }

    private let state: Mutex<State>

    init(count: Int) {
        state = Mutex(State(firstFailure: count, slots: Array(repeating: nil, count: count)))
    }

    /// The next index to work on; nil at the end and once an input before it has failed.
    func next() -> Int? {
        state.withLock { state in
            guard state.nextIndex < state.firstFailure else { return nil }
            defer { state.nextIndex += 1 }
            return state.nextIndex
        }
    }

    func store(_ result: Result<Output, any Error>, at index: Int) {
        state.withLock { state in
            state.slots[index] = result
            if case .failure = result { state.firstFailure = min(state.firstFailure, index) }
        }
    }

    /// Indices are handed out in order, so every slot before the first failure is filled.
    func ordered() throws -> [Output] {
        try state.withLock { state in
            try state.slots.prefix(state.firstFailure + 1).compactMap { try $0?.get() }
        }
    }
}
