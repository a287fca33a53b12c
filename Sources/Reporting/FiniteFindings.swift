internal import Findings

extension FindingSet {
    /// The same findings with every value that is not finite taken as absent. None should arrive (METHODS.md 17.6); one that
    /// does must not become a sentence.
    func onlyFinite() -> FindingSet {
        var findings = self
        for place in findings.estimates.indices {
            Self.clear(
                &findings.estimates[place],
                [\.value, \.low, \.high, \.degreesOfFreedom, \.effectiveCreators, \.missingShare])
        }
        for place in findings.comparisons.indices {
            Self.clear(
                &findings.comparisons[place],
                [
                    \.estimate, \.standardError, \.degreesOfFreedom, \.low, \.high, \.ratio, \.ratioLow, \.ratioHigh,
                    \.p,
                    \.minimumDetectableEffect, \.effectiveA, \.effectiveB,
                ])
        }
        for place in findings.money.indices {
            Self.clear(
                &findings.money[place],
                [
                    \.costShareKnown, \.roas, \.roasLow, \.roasHigh, \.roi, \.roiLow, \.roiHigh, \.costPerEngagement,
                    \.costPerThousandImpressions, \.costPerOrder, \.averageOrderValue, \.refundRate, \.topCreatorShare,
                ])
        }
        for place in findings.bins.indices { Self.clear(&findings.bins[place], [\.value, \.low, \.high]) }
        return findings
    }

    private static func clear<Row>(_ row: inout Row, _ values: [WritableKeyPath<Row, Double?>]) {
        for value in values where row[keyPath: value]?.isFinite == false { row[keyPath: value] = nil }
    }
}
