import TestSupport
import Testing

@testable import Statistics

/// Case 22: looking again and again.
@Suite struct GoldenLooks {
    @Test func intervalsAndP() throws {
        let golden = try GoldenVector("22_looks")
        let answers = try golden.params["cases"].elements.map { look -> GoldenValue in
            let result = AlwaysValid(
                estimate: try look["estimate"].requireDouble(), standardError: look["se"].double,
                interval: try ConfidenceInterval(golden: look["ci"]), target: try look["target"].requireDouble(),
                confidence: 1 - (try look["alpha"].requireDouble()))
            guard let result else { return .null }
            return [
                "r": .number(result.mixture), "stretch": .number(result.stretch), "ci": GoldenValue(result.interval),
                "p": .number(result.p),
            ]
        }
        let tightest = try golden.expected["r_star"].members.map { alpha, _ in
            (alpha, GoldenValue.number(AlwaysValid.tightest(confidence: 1 - (try #require(Double(alpha))))))
        }
        golden.expectEqual(
            ["cases": .list(answers), "r_star": .object(Dictionary(uniqueKeysWithValues: tightest))], golden.expected)
    }
}
