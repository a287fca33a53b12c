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
            let verdict = question.verdict(holmP: situation["p_holm"].double)
            return [
                "verdict": .string(
                    verdict.text(try situation["name_a"].requireText(), try situation["name_b"].requireText())),
                "basis": GoldenValue(question.basis?.rawValue), "simpson": .string(question.simpson.rawValue),
                "reasons": .list(question.missingData.map { .string($0.rawValue) }),
            ]
        }
        golden.expectEqual(.list(answers), golden.expected)
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

    private func tier(_ situation: GoldenValue, _ side: String) throws -> HeadlineQuestion.Tier {
        HeadlineQuestion.Tier(
            creators: try situation["n_\(side)"].requireInteger(),
            effectiveCreators: try situation["g_eff_\(side)"].requireDouble(),
            creatorsWithSales: situation["pos_\(side)"].integer)
    }

    private func analysis(_ value: GoldenValue) throws -> HeadlineQuestion.Analysis? {
        guard value != .null else { return nil }
        let limits = try value["ci"].elements.map { try $0.requireDouble() }
        return HeadlineQuestion.Analysis(
            estimate: try value["estimate"].requireDouble(), p: value["p"].double,
            interval: ConfidenceInterval(limits[0], limits[1]))
    }

    private func overlap(_ value: GoldenValue) throws -> StratumOverlap? {
        guard value != .null else { return nil }
        return StratumOverlap(
            strata: 1, coverageA: try value["coverage_a"].requireDouble(),
            coverageB: try value["coverage_b"].requireDouble(), creatorsA: try value["creators_a"].requireInteger(),
            creatorsB: try value["creators_b"].requireInteger())
    }
}
