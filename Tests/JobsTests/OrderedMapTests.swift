import Glibc
import Synchronization
import Testing

@testable import Jobs

struct Refused: Error, Equatable {
    var index: Int
}

@Suite struct OrderedMapTests {
    @Test(arguments: [0, 1, 2, 8, 64])
    func resultsStandInTheOrderOfTheInputs(jobs: Int) throws {
        let inputs = Array(0..<1000)
        #expect(try Parallel.orderedMap(inputs, jobs: jobs) { $0 * $0 } == inputs.map { $0 * $0 })
        #expect(try Parallel.orderedMap([Int](), jobs: jobs) { $0 } == [])
    }

    @Test(arguments: [1, 2, 8])
    func theErrorOfTheSmallestIndexWins(jobs: Int) {
        for _ in 0..<50 {
            #expect(throws: Refused(index: 37)) {
                try Parallel.orderedMap(Array(0..<200), jobs: jobs) { index in
                    if index % 100 == 37 || index > 90 { throw Refused(index: index) }
                    return index
                }
            }
        }
    }

    @Test func everyInputBeforeTheErrorIsWorkedOn() {
        let seen = Seen()
        #expect(throws: Refused(index: 50)) {
            try Parallel.orderedMap(Array(0..<100), jobs: 4) { index in
                if index == 50 { throw Refused(index: index) }
                seen.insert(index)
            }
        }
        #expect(seen.all.isSuperset(of: 0..<50))
    }

    @Test func noMoreThreadsThanJobs() throws {
        let gauge = Gauge()
        _ = try Parallel.orderedMap(Array(0..<500), jobs: 3) { _ in gauge.enter(); gauge.leave() }
        #expect((1...3).contains(gauge.highest))
    }

    /// Once the second of two inputs is done, its thread leaves its jobs to the first; a system that lends one thread only does
    /// one after the other.
    @Test(arguments: [2, 5, 1]) func whoIsDoneLeavesItsJobsToTheOthers(jobs: Int) throws {
        let done = Seen()
        let shares = try Parallel.orderedMap([0, 1], lending: jobs) { input, share in
            let first = share.jobs
            guard input == 0 else {
                done.insert(input)
                return [first]
            }
            for _ in 0..<1_000_000 where done.all.isEmpty { sched_yield() }
            let isOtherDone = !done.all.isEmpty
            // The other thread has nothing left to do: it cannot but leave.
            let deadline = ContinuousClock.now + .seconds(60)
            while isOtherDone, share.jobs < jobs, ContinuousClock.now < deadline { sched_yield() }
            return [first, isOtherDone ? share.jobs : jobs]
        }
        #expect(shares[0] == [max(1, jobs / 2), jobs])
        #expect(shares[1][0] >= max(1, jobs / 2))
    }

    @Test func aShareGrowsAsOthersLeave() {
        let share = JobShare(of: 7, among: 3)
        #expect(share.jobs == 2)
        share.leave()
        #expect(share.jobs == 3)
        share.leave()
        #expect(share.jobs == 7)
    }

    @Test func aloneAnInputHasAllJobs() throws {
        #expect(try Parallel.orderedMap([0], lending: 6) { $1.jobs } == [6])
        #expect(try Parallel.orderedMap([0, 1, 2], lending: 7) { $0 == 0 ? $1.jobs : 2 } == [2, 2, 2])
        #expect(JobShare(of: 0).jobs == 1)
        #expect(JobShare(of: 2, among: 5).jobs == 1)
    }

    @Test func aProcessorIsThere() {
        #expect(Parallel.processorCount >= 1)
    }
}

/// Counts how many are inside at once.
final class Gauge: Sendable {
    private let state = Mutex((now: 0, highest: 0))

    var highest: Int { state.withLock { $0.highest } }
    var now: Int { state.withLock { $0.now } }

    func enter() {
        state.withLock {
            $0.now += 1
            $0.highest = max($0.highest, $0.now)
        }
    }

    func leave() { state.withLock { $0.now -= 1 } }
}

/// Remembers numbers from any thread.
final class Seen: Sendable {
    private let numbers = Mutex<Set<Int>>([])

    var all: Set<Int> { numbers.withLock { $0 } }

    func insert(_ number: Int) { numbers.withLock { _ = $0.insert(number) } }

    @Test(arguments: [0, 1, 2, 8]) func twoThingsHaveTheirResults(jobs: Int) throws {
        let (number, text) = try Parallel.both(jobs: jobs) { 7 } _: { "seven" }
        #expect(number == 7 && text == "seven")
        let nothing: (Int?, Int?) = try Parallel.both(jobs: jobs) { nil } _: { 3 }
        #expect(nothing.0 == nil && nothing.1 == 3)
        for (first, second) in [(true, true), (true, false), (false, true)] {
            do {
                _ = try Parallel.both(jobs: jobs) { if first { throw Refused(index: 1) } } _: { if second { throw Refused(index: 2) } }
                Issue.record("an error was lost")
            } catch let refused as Refused {
                #expect(refused == Refused(index: first ? 1 : 2))
            }
        }
    }
}
