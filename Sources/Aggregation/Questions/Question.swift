internal import Findings
internal import SocialData

/// What is asked: one metric of two tiers, A relative to B, in one part of the data.
struct Question: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        /// Number of a segment; `SegmentAccumulator.everything` is all of it.
        case segment(Int)
        /// Without the creators that carry a flag (Methods 15).
        case unflagged
        /// Without the creator that brings each tier most (Methods 22, S4).
        case withoutTopCreators
    }

    let metric: MetricName
    let part: Part
    /// Numbers of tiers.
    let a: Int
    let b: Int
}
