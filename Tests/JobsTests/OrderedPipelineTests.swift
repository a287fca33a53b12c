import Synchronization
import Testing

@testable import Jobs

@Suite struct OrderedPipelineTests {
    /// What a run of `count` blocks gives: the results consumed, and the error it ended with.
    struct Outcome: Equatable {
        var consumed: [Int] = []
        var error: Refused?
    }

    enum Place: CaseIterable, Sendable {
        case nowhere, produce, transform, consume
    }

    /// Squares 0 up to `count` and fails at `failure`.
    static func run(jobs: Int, count: Int, failing place: Place = .nowhere, at failure: Int = 0) -> Outcome {
        var outcome = Outcome()
        var next = 0
        do {
            try Parallel.orderedPipeline(
                jobs: jobs,
                produce: {
                    if place == .produce, next == failure { throw Refused(index: next) }
                    defer { next += 1 }
                    return next < count ? next : nil
                },
                transform: { block in
                    // Later failures are quicker than the first one; it wins all the same.
                    if place == .transform, block >= failure { throw Refused(index: block) }
                    return block * block
                },
                consume: { result in
                    if place == .consume, result == failure * failure { throw Refused(index: failure) }
                    outcome.consumed.append(result)
                })
        } catch {
            outcome.error = error as? Refused
        }
        return outcome
    }

    @Test(arguments: [0, 1, 2, 3, 8], [0, 1, 2, 17, 500])
    func orderIsThatOfProduction(jobs: Int, count: Int) {
        #expect(Self.run(jobs: jobs, count: count) == Outcome(consumed: (0..<count).map { $0 * $0 }))
    }

    @Test(arguments: Place.allCases.dropFirst(), [0, 1, 5, 99])
    func anErrorIsTheSameForAnyNumberOfJobs(place: Place, failure: Int) {
        let expected = Outcome(consumed: (0..<failure).map { $0 * $0 }, error: Refused(index: failure))
        for jobs in [1, 2, 8] {
            for _ in 0..<20 {
                #expect(Self.run(jobs: jobs, count: 100, failing: place, at: failure) == expected, "\(jobs) jobs")
            }
        }
    }

    /// One job until block 20 is asked for, then `later`.
    @Test(arguments: [2, 3, 8], [0, 1, 30, 99, 200]) func jobsMayBecomeMoreOnTheWay(later: Int, failure: Int) {
        for _ in 0..<20 {
            let share = JobShare(of: later, among: later)
            let gauge = Gauge()
            var outcome = Outcome()
            var next = 0
            do {
                var results = OrderedResults(share: share) { (block: Int) in
                    gauge.enter()
                    defer { gauge.leave() }
                    if block == failure { throw Refused(index: block) }
                    return block * block
                }
                func produce() -> Int? {
                    if next == 20 { for _ in 1..<later { share.leave() } }
                    #expect(share.jobs == (next < 20 ? 1 : later))
                    defer { next += 1 }
                    return next < 100 ? next : nil
                }
                while let result = try results.next(produce) { outcome.consumed.append(result) }
            } catch {
                outcome.error = error as? Refused
            }
            let squares = (0..<min(failure, 100)).map { $0 * $0 }
            #expect(outcome == Outcome(consumed: squares, error: failure < 100 ? Refused(index: failure) : nil))
            #expect((1...later).contains(gauge.highest))
            #expect(gauge.now == 0)
        }
    }

    /// Results that are taken where another pipeline wants its blocks, two of them for each: the same for any number of jobs, and so is
    /// the error of either.
    @Test(arguments: [nil, 0, 7, 40] as [Int?], [nil, 0, 9, 55] as [Int?]) func onePipelineFeedsAnother(first: Int?, second: Int?) {
        func run(jobs: Int) -> Outcome {
            var outcome = Outcome()
            var next = 0
            var squares = OrderedResults(jobs: jobs) { (block: Int) in
                if block == first { throw Refused(index: block) }
                return block * block
            }
            var waiting: [Int] = []
            do {
                try Parallel.orderedPipeline(
                    jobs: jobs,
                    produce: {
                        if waiting.isEmpty {
                            let square = try squares.next {
                                defer { next += 1 }
                                return next < 50 ? next : nil
                            }
                            waiting = square.map { [$0, -$0] } ?? []
                        }
                        return waiting.isEmpty ? nil : waiting.removeFirst()
                    },
                    transform: { (square: Int) in
                        if let second, square == -second * second { throw Refused(index: 1000 + second) }
                        return square + 1
                    },
                    consume: { outcome.consumed.append($0) })
            } catch {
                outcome.error = error as? Refused
            }
            return outcome
        }
        let expected = run(jobs: 1)
        let most = min(first ?? 50, second ?? 50)
        let firsts: [Int] = (0..<most).flatMap { number -> [Int] in [number * number + 1, 1 - number * number] }
        #expect(Array(expected.consumed.prefix(2 * most)) == firsts)
        // A block is squared before its results reach the other pipeline, so of two equal ones the first error wins.
        let refused: Int? = switch (first, second) {
        case (let first?, let second?): first <= second ? first : 1000 + second
        case (let first?, nil): first
        case (nil, let second?): second < 50 ? 1000 + second : nil
        case (nil, nil): nil
        }
        #expect(expected.error?.index == refused)
        for jobs in [2, 3, 8] {
            for _ in 0..<20 { #expect(run(jobs: jobs) == expected) }
        }
    }

    @Test(arguments: [(2, nil, 4), (3, nil, 6), (8, nil, 16), (2, 3, 3), (8, 9, 9), (3, 1, 3)] as [(Int, Int?, Int)])
    func blocksInFlightAreBounded(jobs: Int, inFlight: Int?, bound: Int) throws {
        var produced = 0
        var consumed = 0
        var most = 0
        try Parallel.orderedPipeline(
            jobs: jobs, inFlight: inFlight,
            produce: { () -> Int? in
                guard produced < 300 else { return nil }
                produced += 1
                most = max(most, produced - consumed)
                return produced
            },
            transform: { $0 },
            consume: { _ in consumed += 1 })
        #expect(consumed == 300)
        #expect(most <= bound)
    }

    @Test func noMoreTransformsThanJobs() throws {
        let gauge = Gauge()
        var left = 500
        try Parallel.orderedPipeline(
            jobs: 3,
            produce: { () -> Int? in
                left -= 1
                return left < 0 ? nil : left
            },
            transform: { block in
                gauge.enter()
                defer { gauge.leave() }
                return (0..<1000).reduce(block, &+)
            },
            consume: { _ in })
        #expect((1...3).contains(gauge.highest))
    }

    @Test func nothingRunsAfterAnError() {
        let running = Gauge()
        for _ in 0..<50 {
            var next = 0
            #expect(throws: Refused.self) {
                try Parallel.orderedPipeline(
                    jobs: 8,
                    produce: { () -> Int? in
                        next += 1
                        return next
                    },
                    transform: { block in
                        running.enter()
                        defer { running.leave() }
                        return block
                    },
                    consume: { if $0 == 20 { throw Refused(index: 20) } })
            }
            #expect(running.now == 0)
        }
    }

    /// Every thread of the pool waits in an outer job for its own pipeline: none may wait for ever.
    @Test func pipelinesInsideJobs() throws {
        let sums = try Parallel.orderedMap(Array(0..<200), jobs: 64) { outer in
            var sum = 0
            var next = 0
            try Parallel.orderedPipeline(
                jobs: 4,
                produce: { () -> Int? in
                    next += 1
                    return next <= 20 ? next : nil
                },
                transform: { $0 * outer },
                consume: { sum += $0 })
            return sum
        }
        // 1 + 2 + … + 20 = 210.
        #expect(sums == (0..<200).map { $0 * 210 })
    }
}
