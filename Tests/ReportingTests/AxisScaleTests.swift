@testable import Reporting
import Testing

/// Axes by hand: where they begin and end, which ticks they have, what is cut off.
@Suite struct AxisScaleTests {
    private func isNear(_ value: Double, _ expected: Double) -> Bool { abs(value - expected) < 1e-9 }

    /// From 0 to 0.047 in five steps: 0.0094 a step, so 0.01.
    @Test func linearTicksAreRound() {
        let scale = AxisScale.linear(values: [0.02, 0.047], limits: [], base: 0, ticks: 5)
        #expect(scale.ticks.map(\.value) == [0, 0.01, 0.02, 0.03, 0.04, 0.05])
        #expect(scale.low == 0 && scale.high == 0.05 && isNear(scale.place(0.02), 0.4))
        // 7 / 5 = 1.4, so 2; 1,200 / 5 = 240, so 250.
        #expect(AxisScale.linear(values: [7], limits: [], base: 0, ticks: 5).ticks.map(\.value) == [0, 2, 4, 6, 8])
        #expect(AxisScale.linear(values: [1_200], limits: [], base: 0, ticks: 5).high == 1_250)
    }

    /// A limit more than four times as far out as the values is cut at twice their reach; an arrow stands there.
    @Test func farLimitsAreCutOff() {
        let scale = AxisScale.linear(values: [1], limits: [-0.5, 100], base: 0, ticks: 6)
        #expect(scale.low == -0.5 && scale.high == 2 && !scale.contains(100) && scale.place(100) == 1)
    }

    /// ln 1.4 = 0.336 between ln 1 and ln 2; limits of 0.8 and 1.8 go from 0.5 to 2.
    @Test func ratiosStandAtTheirLogarithms() {
        let scale = AxisScale.ratios(values: [0.336_472], limits: [-0.223_144, 0.587_787])
        #expect(scale.ticks.map(\.value) == [0.5, 1, 2])
        #expect(isNear(scale.place(0), 0.5) && scale.place(-1) == 0 && scale.place(1) == 1)
        // Limits of e^−9 and e^9 are more than twenty times beyond 1.4: they do not stretch the axis.
        let cut = AxisScale.ratios(values: [0.336_472], limits: [-9, 9])
        #expect(cut.ticks.map(\.value) == [0.5, 1, 2] && !cut.contains(9))
        // From 1/100 (ln −4.605) to 100 there would be thirteen labels and more: only decades are kept.
        let wide = AxisScale.ratios(values: [-4.5, 4.5], limits: [])
        #expect(wide.ticks.map(\.value) == [0.01, 0.1, 1, 10, 100])
    }

    @Test func decadesHaveATickAtEveryPowerOfTen() {
        let scale = AxisScale.decades(from: 2.875, to: 6.125)
        #expect(scale.ticks.map(\.value) == [1_000, 10_000, 100_000, 1_000_000] && scale.ticks.map(\.position) == [3, 4, 5, 6])
        #expect(isNear(scale.place(4.5), 0.5))
    }

    @Test func nothingToShowIsStillAnAxis() {
        let scale = AxisScale.linear(values: [], limits: [], base: 0, ticks: 5)
        #expect(scale.low == 0 && scale.high > 0)
        #expect(AxisScale.ratios(values: [], limits: []).ticks.map(\.value) == [0.5, 1, 2])
    }
}
