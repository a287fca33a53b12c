internal import Findings
internal import SocialData
internal import Statistics

// What statistics conclude, in the words of findings. Every switch is complete: a new conclusion does not compile before it
// has a word.

extension EffectScale {
    init(_ scale: Contrast.Scale) {
        self =
            switch scale {
            case .log: .log
            case .linear: .linear
            }
    }
}

extension Metric {
    /// The scale on which tiers are compared: a ratio of rates, a difference of money (Methods 9.2, 9.3).
    var scale: Contrast.Scale { isMoney ? .linear : .log }
}

extension PairVerdict {
    init(_ verdict: Conclusion, _ nameA: String, _ nameB: String) {
        self =
            switch verdict {
            case .higherA: .higher(nameA)
            case .higherB: .higher(nameB)
            case .noClearDifference: .noClearDifference
            case .noRelevantDifference: .noRelevantDifference
            case .notEnoughData: .notEnoughData
            }
    }
}

extension Lack {
    init(_ obstacle: Obstacle) {
        self =
            switch obstacle {
            case .fewCreators: .fewCreators
            case .fewEffectiveCreators: .fewEffectiveCreators
            case .fewCreatorsWithSales: .fewCreatorsWithSales
            case .notEstimable: .notEstimable
            case .separated: .separated
            }
    }
}

extension VerdictBasis {
    init(_ basis: HeadlineQuestion.Basis?) {
        self =
            switch basis {
            case .raw: .raw
            case .adjusted: .adjusted
            case nil: .none
            }
    }
}

extension MixEffect {
    init(_ flag: SimpsonFlag) {
        self =
            switch flag {
            case .none: .none
            case .reversal: .reversal
            case .explainedByMix: .explainedByMix
            case .maskedByMix: .maskedByMix
            case .signChange: .signChange
            case .notAssessed: .notAssessed
            }
    }
}

extension RankMagnitude {
    init(_ magnitude: RankContrast.Magnitude) {
        self =
            switch magnitude {
            case .negligible: .negligible
            case .small: .small
            case .medium: .medium
            case .large: .large
            }
    }
}
