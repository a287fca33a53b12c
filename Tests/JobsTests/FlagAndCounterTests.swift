import Testing

@testable import Jobs

@Suite struct FlagAndCounterTests {
    @Test func aFlagThatNobodySetStopsNothing() throws {
        let flag = StopFlag()
        #expect(flag.signal == nil)
        try flag.check()
    }

    @Test func theFirstSignalStays() {
        let flag = StopFlag()
        flag.request(signal: 15)
        flag.request(signal: 2)
        #expect(flag.signal == 15)
        #expect(throws: Stopped(signal: 15)) { try flag.check() }
    }

    @Test func countsFromManyThreadsAddUp() throws {
        let counter = ProgressCounter()
        _ = try Parallel.orderedMap(Array(1...1000), jobs: 8) { counter.add(rows: $0, bytes: 2 * $0) }
        // 1 + 2 + … + 1000 = 500,500.
        #expect(counter.rows == 500_500)
        #expect(counter.bytes == 1_001_000)
    }
}
