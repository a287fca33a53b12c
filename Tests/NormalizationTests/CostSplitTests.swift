import Testing

@testable import Normalization

@Suite struct CostSplitTests {
    /// 100.00 + 50.00 + unknown + 0.01 in another currency, together 75.003333…: parts in proportion that add up.
    @Test func partsAddUpToTheCost() {
        var components: [Int64?] = [1_000_000, 500_000, nil, 100]
        CostSplit.convert(&components, to: 750_033)
        // Running totals 1000000, 1500000, 1500100 of 1500100, times 750033/1500100: 499988.7, 749983.0, 750033.
        #expect(components == [499_989, 249_994, nil, 50])
        #expect(components.compactMap(\.self).reduce(0, +) == 750_033)
    }

    @Test func theSameCurrencyStaysAsItIs() {
        var components: [Int64?] = [7, nil, 0]
        CostSplit.convert(&components, to: 7)
        #expect(components == [7, nil, 0])
    }
}
