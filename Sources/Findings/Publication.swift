package import SocialData

/// What a published report rests on and comes to, small enough to be kept, so that the next one can say what is new.
package struct Publication: Codable, Sendable, Equatable {
    /// An input file.
    package struct File: Codable, Sendable, Equatable {
        /// Name without folder; two files may have the same.
        package var name: String
        /// What makes it the same file under another name.
        package var sha256: String
        /// What it holds; which numbers it can move follows from them.
        package var entities: [Entity]
        /// Rows that were accepted.
        package var rows: Int
        /// Nothing of it was used.
        package var isRefused: Bool
    }

    /// A headline question's answer.
    package struct Headline: Codable, Sendable, Equatable {
        /// Of the headline question.
        package var metric: MetricName
        /// As it was published.
        package var verdict: PairVerdict
        /// Whether the interval that holds at all looks together excludes no difference
        /// (Methods 24.1); nil without one.
        package var isClearAtAllLooks: Bool?
    }

    /// A number of the first screen.
    package struct Number: Codable, Sendable, Equatable {
        /// Which number it is.
        package var what: What
        /// Of the pair's or of one tier; empty for all tiers.
        package var tier: String
        /// In the unit of `what`, rounded as findings are.
        package var value: Double
    }

    /// What a number of the first screen is.
    package enum What: String, Codable, Sendable, CaseIterable {
        /// Engagement rate of A over that of B.
        case engagementRatio = "engagement_ratio"
        /// Margin on net revenue per unit of cost, of one tier.
        case returned
        /// Margin on net revenue minus cost, of all tiers.
        case profit
    }

    /// The data cut-off.
    package var asOf: String
    /// Of the asked pair, by name.
    package var tierA: String
    package var tierB: String
    /// Hash of the pipeline file and of the formats of its own.
    package var definition: String
    /// Version of the program.
    package var program: String
    /// All inputs, in the order of the books.
    package var files: [File]
    /// One per headline question.
    package var headlines: [Headline]
    /// Those that are known; absent ones are left out.
    package var numbers: [Number]
    /// Of the amounts; nil in what an earlier version noted.
    package var currency: String?

    /// Takes out of findings and books what the next report will be compared with.
    package init(_ findings: FindingSet, inputs: [InputSummary], definition: String, program: String) {
        asOf = findings.definition.asOf
        tierA = findings.definition.tierA
        tierB = findings.definition.tierB
        currency = findings.definition.currency
        self.definition = definition
        self.program = program
        files = inputs.map {
            File(name: $0.name, sha256: $0.sha256, entities: $0.entities, rows: $0.accepted, isRefused: $0.refused != nil)
        }
        headlines = findings.headlines.map { row in
            let looks = findings.robustness.first { $0.metric == row.metric && $0.view == .repeated && $0.estimate != nil }
            return Headline(metric: row.metric, verdict: row.verdict, isClearAtAllLooks: looks?.includesNoDifference.map { !$0 })
        }
        let ratio = findings.claims.first { $0.claim == .engagement && $0.question == .headline }?.estimate
        numbers = ratio.map { [Number(what: .engagementRatio, tier: "", value: $0)] } ?? []
        for tier in [tierA, tierB] {
            guard let roi = findings.money.first(where: { $0.tier == tier })?.roi else { continue }
            numbers.append(Number(what: .returned, tier: tier, value: roi + 1))
        }
        if let profit = findings.payoff.first(where: { $0.part == .programme })?.profit {
            numbers.append(Number(what: .profit, tier: "", value: Double(profit.value) / 10_000))
        }
    }
}
