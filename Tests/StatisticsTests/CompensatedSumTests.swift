import Testing

@testable import Statistics

@Suite struct CompensatedSumTests {
    /// 1 + 1e100 + 1 − 1e100 is 2; a plain sum says 0 and Kahan's sum says 0 too.
    @Test func keepsWhatALargeTermSwallows() {
        #expect([1, 1e100, 1, -1e100].compensatedSum() == 2)
    }
}
