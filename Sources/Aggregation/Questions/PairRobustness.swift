internal import Findings
internal import SocialData
internal import Statistics

extension PairQuestion {
    /// What the headline says to who looks once and to who looks again and again, and of money, what would end the lead.
    func robustness(_ pair: AskedPair) -> [RobustnessRow] {
        looks(pair) + (metric.isMoney ? [attribution(pair), unrecordedCost(pair)] : [])
    }

    private func row(_ view: RobustnessRow.View, _ pair: AskedPair) -> RobustnessRow {
        RobustnessRow(metric: metric.name, a: pair.nameA, b: pair.nameB, view: view, scale: EffectScale(metric.scale))
    }

    /// The analysis that the verdict rests on, as it counts for one look and for looks again and again (Methods 24).
    private func looks(_ pair: AskedPair) -> [RobustnessRow] {
        let analysis = question.basis == .adjusted ? adjusted : displayed
        return Definition.Looks.allCases.map { view in
            let (interval, p) =
                switch view {
                case .once: (analysis?.interval, analysis?.p)
                case .repeated: (analysis?.alwaysValid?.interval, analysis?.alwaysValid?.p)
                }
            var row = row(RobustnessRow.View(view), pair)
            row.estimate = analysis?.estimate.published
            (row.low, row.high, row.p) = (interval?.lower.published, interval?.upper.published, p?.published)
            if row.scale == .log {
                row.ratio = analysis.flatMap { Contrast.Scale.log.ratio($0.estimate)?.published }
                (row.ratioLow, row.ratioHigh) = (interval?.ratios?.lower.published, interval?.ratios?.upper.published)
            }
            row.includesNoDifference = interval.map { !$0.excludesZero }
            if interval == nil || p == nil { row.gaps = [gap] }
            return row
        }
    }

    /// Why there is no number of a contrast.
    private var gap: RobustnessRow.Gap { metric.isMoney && (contrast.a.creators == 0 || contrast.b.creators == 0) ? .deals : .notEstimable }

    /// Methods 25.1.
    private func attribution(_ pair: AskedPair) -> RobustnessRow {
        var row = row(.attribution, pair)
        let ratio = Contrast.pooledLog(contrast.a.fit.sample, contrast.b.fit.sample, confidence: definition.confidence)
        if let point = TippingPoint(ratio: ratio.flatMap { Contrast.Scale.log.ratio($0.estimate) }, interval: ratio?.interval?.ratios) {
            row.attribution = RobustnessRow.Attribution(
                tipping: point.tipping.published, aClearAbove: point.aClearAbove.published, bClearBelow: point.bClearBelow.published)
        } else {
            row.gaps = [gap]
        }
        return row
    }

    /// Methods 25.2, of the tier that leads.
    private func unrecordedCost(_ pair: AskedPair) -> RobustnessRow {
        var row = row(.unrecordedCost, pair)
        let (a, b) = (contrast.a.fit.sample, contrast.b.fit.sample)
        let leads = [(pair.nameA, a, b), (pair.nameB, b, a)].lazy.compactMap { name, leader, other in
            HiddenCost(leading: leader, over: other, confidence: definition.confidence).map { (name: name, cost: $0) }
        }
        guard let lead = leads.first else {
            row.gaps = [gap]
            return row
        }
        let cost = RobustnessRow.UnrecordedCost(
            leader: lead.name, unclear: lead.cost.unclear.flatMap(ExactTotal.init(rounding:)),
            equal: lead.cost.zero.flatMap(ExactTotal.init(rounding:)))
        row.unrecordedCost = cost
        row.gaps = (cost.equal == nil ? [.neverEqual] : []) + (cost.unclear == nil ? [.staysClear] : [])
        return row
    }
}

extension ExactTotal {
    /// The nearest amount; nil where it is too large to be one.
    fileprivate init?(rounding value: Double) {
        guard let whole = Int128(exactly: value.rounded(.toNearestOrEven)) else { return nil }
        self.init(whole)
    }
}
