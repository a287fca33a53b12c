internal import Findings

extension FindingSet {
    /// The same findings with every value that is not finite taken as absent. None should arrive (Methods 17.6); one that
    /// does must not become a sentence.
    func onlyFinite() -> FindingSet {
        var findings = self
        // There are thousands of these, and making a key path takes longer than reading by it.
        let ofEstimates: [WritableKeyPath<Estimate, Double?>] = [
            \.value, \.low, \.high, \.degreesOfFreedom, \.effectiveCreators, \.lowShare, \.missingShare,
        ]
        for place in findings.estimates.indices { Self.clear(&findings.estimates[place], ofEstimates) }
        let ofComparisons: [WritableKeyPath<Comparison, Double?>] = [
            \.estimate, \.standardError, \.degreesOfFreedom, \.low, \.high, \.ratio, \.ratioLow, \.ratioHigh, \.p, \.pAdjusted,
            \.minimumDetectableEffect, \.minimumDetectableRatio, \.effectiveA, \.effectiveB, \.coverageA, \.coverageB,
        ]
        for place in findings.comparisons.indices { Self.clear(&findings.comparisons[place], ofComparisons) }
        for place in findings.money.indices {
            Self.clear(
                &findings.money[place],
                [
                    \.costShareKnown, \.roas, \.roasLow, \.roasHigh, \.roi, \.roiLow, \.roiHigh, \.costPerEngagement,
                    \.costPerThousandImpressions, \.costPerOrder, \.averageOrderValue, \.refundRate, \.topCreatorShare,
                ])
        }
        for place in findings.bins.indices {
            Self.clear(&findings.bins[place], [\.value, \.low, \.high, \.positionFrom, \.positionTo])
        }
        findings.clearVerdicts()
        findings.clearDistributions()
        return findings
    }

    private mutating func clearVerdicts() {
        for place in claims.indices { Self.clear(&claims[place], [\.estimate, \.low, \.high, \.p]) }
        for place in headlines.indices { Self.clear(&headlines[place], [\.p, \.pAdjusted, \.stability]) }
        for place in sensitivity.indices { Self.clear(&sensitivity[place], [\.estimate, \.low, \.high, \.ratio, \.ratioLow, \.ratioHigh, \.p]) }
        for place in windows.indices { Self.clear(&windows[place], [\.estimate, \.low, \.high, \.p]) }
        for place in robustness.indices {
            Self.clear(&robustness[place], [\.estimate, \.low, \.high, \.ratio, \.ratioLow, \.ratioHigh, \.p])
            if let point = robustness[place].attribution,
                ![point.tipping, point.aClearAbove, point.bClearBelow].allSatisfy(\.isFinite)
            {
                robustness[place].attribution = nil
            }
        }
        for place in payoff.indices {
            Self.clear(&payoff[place], [\.share, \.shareLow, \.shareHigh, \.profitLow, \.profitHigh, \.costShareKnown])
        }
        for place in missing.indices {
            Self.clear(&missing[place], [\.share, \.value, \.lowerQuartile, \.upperQuartile, \.low, \.high, \.ratioLow, \.ratioHigh])
        }
        for place in balance.indices { Self.clear(&balance[place], [\.shareA, \.shareB]) }
        for place in ladder.indices { Self.clear(&ladder[place], [\.coverageA, \.coverageB]) }
        for place in elasticity.indices {
            Self.clear(
                &elasticity[place],
                [
                    \.slope, \.standardErrorCR1, \.standardError, \.degreesOfFreedom, \.p, \.low, \.high, \.perTenfold,
                    \.perTenfoldLow, \.perTenfoldHigh,
                ])
        }
    }

    private mutating func clearDistributions() {
        for place in curve.indices { Self.clear(&curve[place], [\.effectiveCreators, \.value, \.low, \.high]) }
        for place in trend.indices {
            Self.clear(
                &trend[place],
                [
                    \.slope, \.standardError, \.degreesOfFreedom, \.low, \.high, \.p, \.pAdjusted, \.mannKendallZ,
                    \.mannKendallP, \.theilSenSlope,
                ])
        }
        for place in trendMonths.indices { Self.clear(&trendMonths[place], [\.share]) }
        for place in budget.indices {
            Self.clear(
                &budget[place],
                [\.medianDeals, \.mean, \.p5, \.p50, \.p95, \.lossProbability, \.beatsProbability])
        }
        for place in style.indices {
            Self.clear(
                &style[place], [\.value, \.low, \.high, \.ratio, \.ratioLow, \.ratioHigh, \.p, \.pAdjusted])
        }
        for place in creatorClouds.indices { creatorClouds[place].points.removeAll { !$0.value.isFinite || !$0.position.isFinite } }
        for place in associations.indices { Self.clear(&associations[place], [\.rho, \.p]) }
    }

    fileprivate static func clear<Row>(_ row: inout Row, _ values: [WritableKeyPath<Row, Double?>]) {
        for value in values where row[keyPath: value]?.isFinite == false { row[keyPath: value] = nil }
    }
}

extension CreatorRow {
    /// As of findings.
    func onlyFinite() -> CreatorRow {
        var row = self
        FindingSet.clear(
            &row,
            [
                \.meanFollowers, \.engagementRate, \.commentLikeRatio, \.roas, \.shrunkROAS, \.reliability, \.topicConcentration, \.focus,
                \.brandAlignment, \.audienceOverlap, \.sizeZ, \.commentLikeZ, \.largestJump,
            ])
        return row
    }
}
