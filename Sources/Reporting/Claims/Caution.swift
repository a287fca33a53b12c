internal import Findings
internal import SocialData

/// What has to stand beside a headline's verdict wherever it is shown: what the mix does to the difference (Methods 12.4), and what
/// is missing unevenly (Methods 28).
struct Caution {
    private let index: FindingsIndex
    private let metric: MetricName
    private let headline: HeadlineRow

    /// - Returns: nil where the question has no verdict.
    init?(_ index: FindingsIndex, _ metric: MetricName) {
        guard let headline = index.headline(metric), headline.verdict != .notEnoughData else { return nil }
        self.index = index
        self.metric = metric
        self.headline = headline
    }

    private var isMoney: Bool { metric == .returnOnSpend }

    /// A few words each, to stand in a line.
    var words: [String] { [mixWords].compactMap(\.self) + missingWords }

    private var mixWords: String? {
        switch headline.simpson {
        case .none, .notAssessed: nil
        case .reversal, .explainedByMix, .maskedByMix, .signChange: Glossary.phrase(.mix, headline.simpson)
        }
    }

    private var missingWords: [String] {
        Answer.unevenlyMissing(index, metric).map { a, b in
            say("unevenly missing: \(Format.share(a.share)) against \(Format.share(b.share))")
        }
    }

    /// The same in sentences, for the first screen.
    var sentences: [String] { [mixSentence].compactMap(\.self) + Answer.missing(index, metric) }

    /// What is held alike where like is compared with like.
    static func mix(_ headline: HeadlineRow) -> String {
        headline.rung.map(Wording.adjustmentLevel) ?? say("platforms, niches and post types")
    }

    private var mixSentence: String? {
        let lead = Lead(index, metric)
        let mix = Self.mix(headline)
        switch (headline.simpson, lead) {
        case (.reversal, .higher(let leader, let behind)):
            let (leader, behind) = (Visible.text(leader), Visible.text(behind))
            return isMoney
                ? say("Mind the mix: \(leader) creators lead in return within the same \(mix); over all deals together \(behind) creators clearly returned more.")
                : say("Mind the mix: \(leader) creators lead in engagement within the same \(mix); over all posts together \(behind) creators are clearly ahead.")
        case (.maskedByMix, .higher):
            return isMoney
                ? say("Mind the mix: the lead in return shows only within the same \(mix); over all deals together there is no clear difference.")
                : say("Mind the mix: the lead in engagement shows only within the same \(mix); over all posts together there is no clear difference.")
        case (.explainedByMix, _):
            return isMoney
                ? say("Mind the mix: over all deals together the tiers differ clearly in return, within the same \(mix) they do not.")
                : say("Mind the mix: over all posts together the tiers differ clearly in engagement, within the same \(mix) they do not.")
        default: return nil
        }
    }
}
