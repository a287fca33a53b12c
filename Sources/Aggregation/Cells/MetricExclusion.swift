internal import Findings

/// Why a unit does not enter a metric: the first that applies (Methods 4.1).
enum MetricExclusion: Int, CaseIterable, Sendable {
    case missingNumerator, missingDenominator, negativeCount, zeroDenominator

    var word: ExclusionReason {
        switch self {
        case .missingNumerator: .missingNumerator
        case .missingDenominator: .missingDenominator
        case .negativeCount: .negativeCount
        case .zeroDenominator: .zeroDenominator
        }
    }
}
