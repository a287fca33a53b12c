@testable import Statistics

/// Cluster-robust inference for a least-squares fit, for small designs (Methods 11.5).
///
/// CR1 as Stata does it; CR2 with identity working covariance, `A_c = ([(I−H)(I−H)']_cc)^{−1/2}` symmetric, and
/// Satterthwaite degrees of freedom from `Ω = P'P`, `P_c = (I−H)'_c A_c X_cW M e_j`; CR3, the cluster jackknife with
/// factor `(G−1)/G`. `M = (X'WX)⁻¹`, `H = XMX'W`.
struct ClusterRobust: Sendable {
    let clusters: Int
    /// Standard errors, one per coefficient.
    let standardErrorsCR0: [Double]
    let standardErrorsCR1: [Double]
    let standardErrorsCR2: [Double]
    /// `nil` when a cluster alone carries a coefficient.
    let standardErrorsCR3: [Double]?
    /// Of CR2, per coefficient; at least 1.
    let degreesOfFreedom: [Double]
    /// Two-sided, t with `G − 1` degrees of freedom.
    let pCR1: [Double]
    /// Two-sided, t with `degreesOfFreedom`.
    let pCR2: [Double]
    let intervalsCR2: [ConfidenceInterval?]

    /// `clusters` is one label per row. `nil` for fewer than two clusters, without residual degrees of freedom, or when
    /// a robust variance is 0.
    init?(_ fit: LeastSquares, clusters labels: [Int], confidence: Double = 0.95) {
        precondition(labels.count == fit.observations, "one cluster label per row")
        let members = Dictionary(grouping: labels.indices, by: { labels[$0] }).sorted { $0.key < $1.key }.map(\.value)
        let (g, n, k) = (Double(members.count), Double(fit.observations), Double(fit.parameters))
        guard members.count > 1, n > k else { return nil }
        let bread = fit.inverse
        let design = Design(fit)
        let parts = members.map { Cluster($0, design) }

        let cr0 = Self.standardErrors(parts.map { Small.product(bread, $0.score) }, factor: 1)
        standardErrorsCR0 = cr0
        standardErrorsCR1 = cr0.map { $0 * (g / (g - 1) * (n - 1) / (n - k)).squareRoot() }
        standardErrorsCR2 = Self.standardErrors(parts.map { Small.product(bread, $0.adjustedScore) }, factor: 1)
        let deletions = parts.compactMap { $0.deletion(design) }
        standardErrorsCR3 =
            deletions.count == parts.count ? Self.standardErrors(deletions, factor: (g - 1) / g) : nil
        guard (standardErrorsCR1 + standardErrorsCR2).allSatisfy({ $0 > 0 }) else { return nil }

        degreesOfFreedom = (0..<fit.parameters).map { Self.degreesOfFreedom(parts, design, coefficient: $0) }
        var (first, second): ([Double], [Double]) = ([], [])
        var intervals: [ConfidenceInterval?] = []
        for j in 0..<fit.parameters {
            let estimate = fit.coefficients[j]
            let cr2 = Inference(
                estimate: estimate, standardError: standardErrorsCR2[j], degreesOfFreedom: degreesOfFreedom[j],
                confidence: confidence)
            let cr1 = Inference(
                estimate: estimate, standardError: standardErrorsCR1[j], degreesOfFreedom: g - 1,
                confidence: confidence)
            guard let p1 = cr1.p, let p2 = cr2.p else { return nil }
            first.append(p1)
            second.append(p2)
            intervals.append(cr2.interval)
        }
        pCR1 = first
        pCR2 = second
        intervalsCR2 = intervals
        self.clusters = members.count
    }

    /// Square roots of the diagonal of `factor·Σ v v'`.
    private static func standardErrors(_ vectors: [[Double]], factor: Double) -> [Double] {
        vectors[0].indices.map { j in (factor * vectors.map { $0[j] * $0[j] }.compensatedSum()).squareRoot() }
    }

    /// `(ΣΩ_cc)²/ΣΩ_cd²`, with `Ω_cd = δ_cd a_c·a_c − b_c·s_d − b_d·s_c + s_c'Zs_d`, where `a_c = A_cW_cX_cMe_j`,
    /// `b_c = X_c'W_ca_c`, `s_c = MX_c'a_c` and `Z = X'W²X`.
    private static func degreesOfFreedom(_ parts: [Cluster], _ design: Design, coefficient: Int) -> Double {
        let direction = design.bread.map { $0[coefficient] }
        struct Terms {
            let own: Double
            let b: [Double]
            let s: [Double]
            let zs: [Double]
        }
        let terms = parts.map { part in
            let a = Small.product(
                part.adjustment, zip(part.rows, part.weights).map { $1 * Small.dot($0, direction) })
            let s = Small.product(design.bread, Small.combination(part.rows, a))
            return Terms(
                own: Small.dot(a, a), b: Small.combination(part.rows, zip(part.weights, a).map { $0 * $1 }), s: s,
                zs: Small.product(design.squaredWeights, s))
        }
        var (trace, squares) = (CompensatedSum(), CompensatedSum())
        for (i, first) in terms.enumerated() {
            for (j, second) in terms.enumerated() {
                let omega =
                    (i == j ? first.own : 0) - Small.dot(first.b, second.s) - Small.dot(second.b, first.s)
                    + Small.dot(first.s, second.zs)
                if i == j { trace.add(omega) }
                squares.add(omega * omega)
            }
        }
        return max(1, trace.value * trace.value / squares.value)
    }

    /// What all clusters share.
    private struct Design {
        let fit: LeastSquares
        /// `M`
        let bread: [[Double]]
        /// `X'W²X`
        let squaredWeights: [[Double]]
        /// `M X'W²X M`
        let sandwich: [[Double]]

        init(_ fit: LeastSquares) {
            self.fit = fit
            bread = fit.inverse
            let weights = fit.weights ?? [Double](repeating: 1, count: fit.observations)
            squaredWeights = fit.columns.map { first in
                fit.columns.map { second in
                    weights.indices.map { weights[$0] * weights[$0] * first[$0] * second[$0] }.compensatedSum()
                }
            }
            sandwich = Small.product(Small.product(bread, squaredWeights), bread)
        }
    }

    /// One cluster's rows.
    private struct Cluster {
        /// `X_c` by row.
        let rows: [[Double]]
        let weights: [Double]
        let residuals: [Double]
        /// `A_c`
        let adjustment: [[Double]]

        init(_ indices: [Int], _ design: Design) {
            let rows = indices.map { index in design.fit.columns.map { $0[index] } }
            let weights = indices.map { design.fit.weights?[$0] ?? 1 }
            self.rows = rows
            self.weights = weights
            residuals = indices.map { design.fit.residuals[$0] }
            // [(I−H)(I−H)']_cc = I − XMX'W − WXMX' + X(MX'W²XM)X'
            let hat = Small.quadratic(rows, design.bread)
            let square = Small.quadratic(rows, design.sandwich)
            let middle = rows.indices.map { i in
                rows.indices.map { j in
                    (i == j ? 1 : 0) - hat[i][j] * weights[j] - weights[i] * hat[i][j] + square[i][j]
                }
            }
            adjustment = Small.inverseSquareRoot(middle)
        }

        /// `X_c'W_c e_c`
        var score: [Double] { Small.combination(rows, zip(weights, residuals).map { $0 * $1 }) }

        /// `X_c'W_cA_c e_c`
        var adjustedScore: [Double] {
            Small.combination(rows, zip(weights, Small.product(adjustment, residuals)).map { $0 * $1 })
        }

        /// `b_(−c) − b`, up to sign: `(X'WX − X_c'W_cX_c)⁻¹X_c'W_c e_c`; `nil` when that is singular.
        func deletion(_ design: Design) -> [Double]? {
            // With M the inverse of X'WX the system is (I − M X_c'W_cX_c) d = M X_c'W_c e_c.
            let gram = Small.gram(rows, weights)
            let share = Small.product(design.bread, gram)
            let system = share.indices.map { i in share.indices.map { j in (i == j ? 1 : 0) - share[i][j] } }
            return LeastSquares(columns: Small.transpose(system), y: Small.product(design.bread, score))?.coefficients
        }
    }
}
