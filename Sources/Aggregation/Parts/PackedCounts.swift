internal import SocialData

// How the plain sums of a shard are written down.

extension MetricTotals: PackedState {
    func pack(into part: inout PartWriter) {
        part.append(units)
        part.append([numerator, denominator, parts, Int128(logSum), Int128(low)])
    }

    init(from part: inout PartReader) throws(AggregationError) {
        units = try part.whole()
        let sums = try part.array(of: Int128.self, count: 5)
        guard let logSum = Int64(exactly: sums[3]), let low = Int(exactly: sums[4]) else { throw PartReader.damage }
        (numerator, denominator, parts, self.logSum, self.low) = (sums[0], sums[1], sums[2], logSum, low)
    }
}

extension Coverage: PackedState {
    func pack(into part: inout PartWriter) {
        part.append([posts, deals, negativeGross, engagement, withShares, withSaves])
        part.append(missing)
    }

    init(from part: inout PartReader) throws(AggregationError) {
        let counts = try part.array(of: Int.self, count: 6)
        (posts, deals, negativeGross) = (counts[0], counts[1], counts[2])
        (engagement, withShares, withSaves) = (counts[3], counts[4], counts[5])
        missing = try part.array(count: Metric.count)
    }
}

extension SegmentTotals: PackedState {
    func pack(into part: inout PartWriter) {
        part.append(coverage)
        part.append(creators)
    }

    init(from part: inout PartReader) throws(AggregationError) {
        coverage = try part.array()
        creators = try part.array(count: coverage.count * Metric.count)
    }
}

extension Segment: PackedState {
    func pack(into part: inout PartWriter) {
        part.append(dimension)
        part.append(text: value)
    }

    init(from part: inout PartReader) throws(AggregationError) {
        self.init(dimension: try part.whole(), value: try part.text())
    }
}

extension CensusTotals: PackedState {
    func pack(into part: inout PartWriter) { part.append([creators, posts, deals, crossing]) }

    init(from part: inout PartReader) throws(AggregationError) {
        let counts = try part.array(of: Int.self, count: 4)
        (creators, posts, deals, crossing) = (counts[0], counts[1], counts[2], counts[3])
    }
}

extension StillTotals: PackedState {
    func pack(into part: inout PartWriter) { part.append([accounts, still]) }

    init(from part: inout PartReader) throws(AggregationError) {
        let counts = try part.array(of: Int.self, count: 2)
        (accounts, still) = (counts[0], counts[1])
    }
}

extension MoneyTotals: PackedState {
    func pack(into part: inout PartWriter) {
        part.append([deals, dealsWithoutSale, componentsKnown, orders, unpaidDeals])
        part.append([cost, gross, refund, unpaidNet])
        part.append(componentAmounts)
        part.append(componentDeals)
    }

    init(from part: inout PartReader) throws(AggregationError) {
        let counts = try part.array(of: Int.self, count: 5)
        let sums = try part.array(of: Int128.self, count: 4)
        (deals, dealsWithoutSale, componentsKnown, orders, unpaidDeals) = (counts[0], counts[1], counts[2], counts[3], counts[4])
        (cost, gross, refund, unpaidNet) = (sums[0], sums[1], sums[2], sums[3])
        componentAmounts = try part.array(count: CostComponent.allCases.count)
        componentDeals = try part.array(count: CostComponent.allCases.count)
    }
}

extension TierCounts: PackedState {
    func pack(into part: inout PartWriter) {
        part.append(tierCount)
        for word in Word.allCases { part.append(counts[word] ?? []) }
    }

    init(from part: inout PartReader) throws(AggregationError) {
        self.init(tierCount: try part.whole())
        for word in Word.allCases {
            for (tier, rows) in try part.array(of: Int.self).enumerated() {
                guard tier < tierCount else { throw PartReader.damage }
                add(word, tier: tier, rows: rows)
            }
        }
    }
}

extension WindowTotals: PackedState {
    func pack(into part: inout PartWriter) {
        part.append([deals, youngDeals, orders, asked, known])
        part.append([cost, net])
    }

    init(from part: inout PartReader) throws(AggregationError) {
        let counts = try part.array(of: Int.self, count: 5)
        let sums = try part.array(of: Int128.self, count: 2)
        (deals, youngDeals, orders, asked, known) = (counts[0], counts[1], counts[2], counts[3], counts[4])
        (cost, net) = (sums[0], sums[1])
    }
}

extension ShardFollowUp.View: PackedState {
    func pack(into part: inout PartWriter) {
        part.append(totals)
        part.append(strata)
    }

    init(from part: inout PartReader) throws(AggregationError) {
        self.init(totals: try part.array(), strata: try MergedStrata.Piece(from: &part))
    }
}

extension StratumKey: PackedState {
    func pack(into part: inout PartWriter) { part.append([platform, niche, postType, sponsored, month]) }

    init(from part: inout PartReader) throws(AggregationError) {
        let levels = try part.array(of: UInt32.self, count: 5)
        self.init(platform: levels[0], niche: levels[1], postType: levels[2], sponsored: levels[3], month: levels[4])
    }
}

extension MergedStrata.Piece: PackedState {
    func pack(into part: inout PartWriter) {
        part.append(cells)
        for words in [platforms, niches, postTypes] { part.append(texts: words) }
    }

    init(from part: inout PartReader) throws(AggregationError) {
        let cells = try StratumCells(from: &part)
        self.init(cells.unit)
        self.cells = cells
        (platforms, niches, postTypes) = (try part.texts(), try part.texts(), try part.texts())
        guard cells.strata.allSatisfy({ $0.platform < platforms.count && $0.niche < niches.count && $0.postType < postTypes.count }) else {
            throw PartReader.damage
        }
    }
}
