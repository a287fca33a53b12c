internal import Findings

/// `β` in words: what ten times the followers do to the rate, and to engagement itself (Methods 11.3, 22).
struct ElasticityWords {
    /// `10^β`: the rate at ten times the followers over the rate now.
    let times: Double?
    let low: Double?
    let high: Double?
    let creators: Int
    private let definition: Definition

    init(times: Double?, low: Double?, high: Double?, creators: Int, _ definition: Definition) {
        self.times = times
        self.low = low
        self.high = high
        self.creators = creators
        self.definition = definition
    }

    var sentence: String {
        guard let times else { return say("Over followers, without tiers: the slope is not defined.") }
        let rate = Format.quantity(times, low: low, high: high, kind: .times, border: 1)
        // Ten times the followers at `10^β` times the rate are `10^(1+β)` times the engagement.
        let engagement = Format.quantity(
            10 * times, low: low.map { 10 * $0 }, high: high.map { 10 * $0 }, kind: .times, border: 1)
        let interval = Answer.interval(rate, confidence: definition.confidence) ?? Answer.noInterval
        let factor = engagement.interval.map { "\(engagement.value) (\($0))" } ?? engagement.value
        return say("Over followers, without tiers: with ten times the followers the engagement rate is \(rate.value) times as high (\(interval); \(Format.counted(creators, .creator))).")
            + " " + say("Engagement itself grows by a factor of 10^(1+β) = \(factor) for ten times the followers.")
    }
}
