package import SocialData

/// Who paid off: a tier, the asked pair or all tiers together, a row of `tables/payoff.csv` (Methods 26.1, 26.2).
package struct PayoffRow: Codable, Sendable, Equatable {
    /// What the row is of: a tier, a difference of two, or all of them.
    package var part: PayoffPart
    /// nil for the programme; of a difference tier A.
    package var tier: String?
    /// Of a difference tier B.
    package var minus: String?
    /// Creators with a deal that counts; nil for a difference, as all that follows but the share with its limits.
    package var creators: Int?
    /// Of these, the ones whose margin on net revenue is at least what they cost.
    package var paidOff: Int?
    /// Of a difference, that of the shares.
    package var share: Double?
    /// Limits of Wilson, of a difference of Newcombe (Methods 26.1).
    package var shareLow: Double?
    package var shareHigh: Double?
    /// The return at which a deal pays for itself.
    package var breakEvenROAS: Double
    /// Deals that count.
    package var deals: Int?
    /// In 1/10,000 of the reporting currency, as the amounts that follow.
    package var cost: ExactTotal?
    /// Gross minus refunds.
    package var net: ExactTotal?
    /// `⌊m·net⌉ − cost`, half to even (Methods 26.2).
    package var profit: ExactTotal?
    /// In units of the reporting currency, given what was spent.
    package var profitLow: Double?
    package var profitHigh: Double?
    /// The cost per deal that nobody recorded and that would take the profit away; below 0 there is none.
    package var headroomPerDeal: ExactTotal?
    /// Share of the cost components that are known over all deals.
    package var costShareKnown: Double?
    /// Components that some deal does not state: what the headroom has to hold.
    package var unknownComponents: [CostComponent]
    /// Why numbers are absent that the row should have.
    package var whyEmpty: EmptyReason?

    package init(_ part: PayoffPart, tier: String?, minus: String? = nil, breakEvenROAS: Double) {
        self.part = part
        self.tier = tier
        self.minus = minus
        self.breakEvenROAS = breakEvenROAS
        unknownComponents = []
    }
}

/// Whom a row of `tables/payoff.csv` is about.
package enum PayoffPart: String, PublishedWord {
    /// One tier's own numbers.
    case tier
    /// A minus B.
    case difference
    /// All tiers together.
    case programme
}
