import RealModule
import Testing

@testable import Statistics

/// The NIST Statistical Reference Datasets, univariate: certified mean, standard deviation and lag-1 autocorrelation.
@Suite struct GoldenNISTUnivariate {
    @Test func sets() throws {
        let sets = try Golden.json("nist/univariate.json").members
        #expect(!sets.isEmpty)
        for (name, certified) in sets {
            let values = try Golden.rows("nist/univariate/\(name).csv").map { try #require(Double($0["y"] ?? "")) }
            #expect(values.count == certified["n"].integer)
            let moments = try #require(Moments(values))
            let answers = [
                "mean": moments.mean,
                "sd": try #require(moments.variance).squareRoot(),
                "lag1": lagOneAutocorrelation(values, mean: moments.mean),
            ]
            for (statistic, answer) in answers {
                let expected = try #require(Double(certified[statistic].text ?? ""))
                let digits = logRelativeError(answer, expected)
                let required = try certified["min_lre"][statistic].requireDouble()
                #expect(digits >= required, "\(name) \(statistic)")
            }
        }
    }

    /// `Σ(x_i − m)(x_{i+1} − m) / Σ(x_i − m)²`
    private func lagOneAutocorrelation(_ values: [Double], mean: Double) -> Double {
        let deviations = values.map { $0 - mean }
        return zip(deviations, deviations.dropFirst()).map { $0 * $1 }.compensatedSum()
            / deviations.map { $0 * $0 }.compensatedSum()
    }
}

/// The number of correct digits, capped at 15 (Tests/Golden/README.md).
func logRelativeError(_ actual: Double, _ certified: Double) -> Double {
    let error = abs(actual - certified)
    if error == 0 { return 15 }
    return min(15, -Double.log10(certified == 0 ? abs(actual) : error / abs(certified)))
}
