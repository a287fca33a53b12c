import RealModule
import TestSupport
import Testing

@testable import Statistics

/// Case 16: verdicts, bases, Simpson flags and reasons.
@Suite struct GoldenVerdict {
    @Test func situations() throws {
        let golden = try GoldenVector("16_verdict")
        let limits = try limits(golden.params["config"])
        let answers = try golden.params["cases"].elements.map { situation -> GoldenValue in
            let question = HeadlineQuestion(
                try tier(situation, "a"), try tier(situation, "b"), raw: try analysis(situation["raw"]),
                adjusted: try analysis(situation["adjusted"]), overlap: try overlap(situation["adjusted"]),
                limits: limits)
            let verdict = question.conclusion(holmP: situation["p_holm"].double)
            return [
                "verdict": .string(
                    verdict.text(try situation["name_a"].requireText(), try situation["name_b"].requireText())),
                "basis": GoldenValue(question.basis?.rawValue), "simpson": .string(question.simpson.rawValue),
                "reasons": .list(question.obstacles.map { .string($0.rawValue) }),
            ]
        }
        golden.expectEqual(.list(answers), golden.expected)
    }

    /// Case 25: repeated looks, separation and the margin that matters.
    @Test func situationsWithLooksAndMargins() throws {
        let golden = try GoldenVector("25_verdict_extended")
        let limits = try limits(golden.params["config"])
        let answers = try golden.params["cases"].elements.map { situation -> GoldenValue in
            let looks = try #require(Looks(rawValue: try situation["looks"].requireText()))
            let kind = try situation["kind"].requireText()
            let question = HeadlineQuestion(
                try tier(situation, "a", isMoney: kind == "money"), try tier(situation, "b", isMoney: kind == "money"),
                raw: try analysis(situation["raw"]), adjusted: try analysis(situation["adjusted"]),
                overlap: try overlap(situation["adjusted"]), limits: limits,
                relevant: try margin(golden.params["config"]["margin"][kind]),
                isSeparated: !situation["separated"].elements.isEmpty, looks: looks)
            let p = situation[looks == .once ? "p_holm" : "p_holm_av"].double
            return [
                "looks": .string(looks.rawValue),
                "verdict": .string(
                    question.conclusion(holmP: p).text(
                        try situation["name_a"].requireText(), try situation["name_b"].requireText())),
                "basis": GoldenValue(question.basis?.rawValue), "simpson": .string(question.simpson.rawValue),
                "reasons": .list(question.obstacles.map { .string($0.rawValue) }),
            ]
        }
        golden.expectEqual(.list(answers), golden.expected)
    }

    /// A number, or `ln` of one in words.
    private func margin(_ value: GoldenValue) throws -> Double {
        if let number = value.double { return number }
        let words = try value.requireText().split(separator: " ")
        try #require(words.count == 2 && words[0] == "ln")
        return .log(try #require(Double(words[1])))
    }

    private func limits(_ config: GoldenValue) throws -> HeadlineQuestion.Limits {
        var limits = HeadlineQuestion.Limits()
        limits.alpha = try config["alpha"].requireDouble()
        limits.minimumCreators = try config["min_creators"].requireInteger()
        limits.minimumEffectiveCreators = try config["min_eff"].requireDouble()
        limits.minimumCreatorsWithSales = try config["min_positive"].requireInteger()
        limits.minimumCoverage = try config["min_overlap"].requireDouble()
        limits.minimumCreatorsInOverlap = try config["min_overlap_creators"].requireInteger()
        return limits
    }

    private func tier(_ situation: GoldenValue, _ side: String, isMoney: Bool = true) throws -> HeadlineQuestion.Tier {
        HeadlineQuestion.Tier(
            creators: try situation["n_\(side)"].requireInteger(),
            effectiveCreators: try situation["g_eff_\(side)"].requireDouble(),
            creatorsWithSales: isMoney ? situation["pos_\(side)"].integer : nil)
    }

    private func analysis(_ value: GoldenValue) throws -> HeadlineQuestion.Analysis? {
        guard value != .null else { return nil }
        return HeadlineQuestion.Analysis(
            estimate: try value["estimate"].requireDouble(), p: value["p"].double,
            interval: try ConfidenceInterval(golden: value["ci"]),
            alwaysValid: try ConfidenceInterval(golden: value["ci_av"]).map {
                AlwaysValid(interval: $0, p: try value["p_av"].requireDouble(), mixture: 1, stretch: 1)
            })
    }

    private func overlap(_ value: GoldenValue) throws -> StratumOverlap? {
        guard value != .null else { return nil }
        return StratumOverlap(
            strata: 1, coverageA: try value["coverage_a"].requireDouble(),
            coverageB: try value["coverage_b"].requireDouble(), creatorsA: try value["creators_a"].requireInteger(),
            creatorsB: try value["creators_b"].requireInteger())
    }
}
