/// What it would take to see a smaller difference than a contrast could show: `(MDE/τ)²` times the creators (Methods 9.4).
package struct NeededCreators: Codable, Sendable, Equatable {
    /// `τ`, the difference to be seen, on the scale of the contrast.
    package var effect: Double
    /// On the log scale `e^τ`.
    package var ratio: Double?
    /// `(MDE/τ)²`.
    package var factor: Double
    /// Creators of each tier, rounded up.
    package var creatorsA: Int
    package var creatorsB: Int

    package init(effect: Double, ratio: Double?, factor: Double, creatorsA: Int, creatorsB: Int) {
        self.effect = effect
        self.ratio = ratio
        self.factor = factor
        self.creatorsA = creatorsA
        self.creatorsB = creatorsB
    }
}
