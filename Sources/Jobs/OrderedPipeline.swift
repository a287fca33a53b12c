internal import Dispatch
internal import Synchronization

extension Parallel {
    /// Reads blocks, transforms them in parallel and hands the results on in order.
    ///
    /// `produce` and `consume` run on the calling thread, `transform` on at most `jobs` threads at once: workers, and the
    /// calling thread where it would otherwise wait for a block that nobody has begun. So a pipeline inside a job never
    /// waits for a thread that does not come. `jobs` of 1 or less runs everything inline, block by block.
    ///
    /// - Parameters:
    ///   - inFlight: how many blocks may be between `produce` and `consume`: `2 * jobs`, or fewer where results are large.
    ///   - produce: the next block, nil at the end; not called again after nil or an error.
    ///   - consume: sees the results in the order of production.
    /// - Throws: the first error in the order of the blocks, the same for any number of jobs: every result before it has
    ///   been consumed, none after it, and no transform is running any more.
    package static func orderedPipeline<Block: Sendable, Output: Sendable>(
        jobs: Int,
        inFlight most: Int? = nil,
        produce: () throws -> Block?,
        transform: @escaping @Sendable (Block) throws -> Output,
        consume: (Output) throws -> Void
    ) throws {
        var results = OrderedResults(jobs: jobs, inFlight: most, transform: transform)
        while let result = try results.next(produce) { try consume(result) }
    }
}

/// What `Parallel.orderedPipeline` is made of, for who takes the results when it needs them: as the blocks of a pipeline that comes
/// behind this one.
///
/// Once it is gone no transform is running any more.
package struct OrderedResults<Block: Sendable, Output: Sendable>: ~Copyable {
    private let share: JobShare
    private let most: Int?
    private let transform: @Sendable (Block) throws -> Output
    private let pool: TransformPool<Block, Output>
    private var inFlight: [PendingBlock<Block, Output>] = []
    private var productionEnd: Result<Void, any Error>?

    /// Parameters as of `Parallel.orderedPipeline`.
    package init(jobs: Int, inFlight most: Int? = nil, transform: @escaping @Sendable (Block) throws -> Output) {
        self.init(share: JobShare(of: jobs), inFlight: most, transform: transform)
    }

    /// The same with jobs that may become more on the way.
    package init(share: JobShare, inFlight most: Int? = nil, transform: @escaping @Sendable (Block) throws -> Output) {
        self.share = share
        self.most = most
        self.transform = transform
        pool = TransformPool(share: share, transform: transform)
    }

    deinit {
        pool.cancel()
        for block in inFlight { block.waitIfStarted() }
    }

    /// The result of the next block; nil at the end.
    ///
    /// - Parameter produce: the next block, nil at the end; runs on the calling thread.
    /// - Throws: as of `Parallel.orderedPipeline`; nobody asks again after that.
    package mutating func next(_ produce: () throws -> Block?) throws -> Output? {
        while true {
            let jobs = share.jobs
            // A share only grows: nothing is in flight before there is more than one job.
            guard jobs > 1 else { return try produce().map(transform) }
            let most = max(jobs, most ?? 2 * jobs)
            // While a result is used there is something to do for every thread.
            if let head = inFlight.first,
                productionEnd != nil || inFlight.count == most || inFlight.count > jobs && head.isFinished
            {
                pool.runUnlessStarted(head)
                let result = head.wait()
                inFlight.removeFirst()
                return try result.get()
            }
            if let productionEnd {
                try productionEnd.get()
                return nil
            }
            do {
                if let block = try produce() {
                    let pending = PendingBlock<Block, Output>(block)
                    inFlight.append(pending)
                    pool.submit(pending)
                } else {
                    productionEnd = .success(())
                }
            } catch {
                productionEnd = .failure(error)
            }
        }
    }
}

/// One block on its way from `produce` to `consume`.
private final class PendingBlock<Block: Sendable, Output: Sendable>: Sendable {
    private enum State {
        case waiting(Block)
        case running
        case finished(Result<Output, any Error>)
        /// The result has been fetched, or nobody will.
        case closed
    }

    private let state: Mutex<State>
    private let finished = DispatchSemaphore(value: 0)

    init(_ block: Block) {
        state = Mutex(.waiting(block))
    }

    var isFinished: Bool {
        state.withLock { if case .finished = $0 { true } else { false } }
    }

    /// Takes the block for the calling thread; nil where another thread has it or it is closed.
    func start() -> Block? {
        state.withLock { state in
            guard case .waiting(let block) = state else { return nil }
            state = .running
            return block
        }
    }

    func finish(_ result: Result<Output, any Error>) {
        state.withLock { $0 = .finished(result) }
        finished.signal()
    }

    /// Waits for a block that runs or has run. The result moves out: it is asked for once.
    func wait() -> Result<Output, any Error> {
        finished.wait()
        return state.withLock { state in
            guard case .finished(let result) = state else {
                preconditionFailure("the semaphore is signalled only after the state is finished")
            }
            state = .closed
            return result
        }
    }

    /// Closes a block nobody has begun; waits for the end of one that runs.
    func waitIfStarted() {
        let isRunning = state.withLock { state in
            if case .running = state { return true }
            state = .closed
            return false
        }
        if isRunning { finished.wait() }
    }
}

/// Runs transforms on Dispatch's threads, at most as many at once as the share has jobs.
private final class TransformPool<Block: Sendable, Output: Sendable>: Sendable {
    private struct State {
        /// Blocks not yet taken, oldest first. Blocks that the calling thread took stay until a worker skips them.
        var waiting: [PendingBlock<Block, Output>] = []
        /// Workers sent to Dispatch that have not ended.
        var workers = 0
        /// Transforms running now.
        var running = 0
    }

    private let state = Mutex(State())
    private let share: JobShare
    private let transform: @Sendable (Block) throws -> Output

    init(share: JobShare, transform: @escaping @Sendable (Block) throws -> Output) {
        self.share = share
        self.transform = transform
    }

    func submit(_ block: PendingBlock<Block, Output>) {
        let threads = share.jobs
        let needsWorker = state.withLock { state in
            state.waiting.append(block)
            guard state.workers < threads else { return false }
            state.workers += 1
            return true
        }
        if needsWorker { DispatchQueue.global().async { self.work() } }
    }

    /// Runs the block on the calling thread, unless it has begun already or enough transforms are running: then one
    /// of those takes it next, for it is the oldest.
    func runUnlessStarted(_ block: PendingBlock<Block, Output>) {
        let threads = share.jobs
        let taken: Block? = state.withLock { state in
            guard state.running < threads, let taken = block.start() else { return nil }
            state.running += 1
            return taken
        }
        guard let taken else { return }
        block.finish(Result { try transform(taken) })
        state.withLock { $0.running -= 1 }
    }

    /// Blocks not begun stay unbegun.
    func cancel() {
        state.withLock { $0.waiting.removeAll() }
    }

    /// A worker: takes the oldest block until none is left.
    private func work() {
        while let (pending, block) = takeOldest() {
            pending.finish(Result { try transform(block) })
            state.withLock { $0.running -= 1 }
        }
    }

    private func takeOldest() -> (PendingBlock<Block, Output>, Block)? {
        let threads = share.jobs
        return state.withLock { state in
            while !state.waiting.isEmpty, state.running < threads {
                let pending = state.waiting.removeFirst()
                if let block = pending.start() {
                    state.running += 1
                    return (pending, block)
                }
            }
            state.workers -= 1
            return nil
        }
    }
}
