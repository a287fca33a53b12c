@testable import Statistics

/// Linear least squares by Householder QR (Methods 17.4): no normal equations, no silent rank cut.
struct LeastSquares: Sendable {
    /// One per column of the design.
    let coefficients: [Double]
    /// `y − Xb`, in the units of `y`, not weighted.
    let residuals: [Double]
    /// `Σw e²`, from the rotated right-hand side.
    let residualSumOfSquares: Double
    /// The design, by column.
    let columns: [[Double]]
    /// `nil` for an unweighted fit.
    let weights: [Double]?
    /// `(X'WX)⁻¹ = R⁻¹R⁻ᵀ`, by row.
    let inverse: [[Double]]

    var observations: Int { residuals.count }
    var parameters: Int { coefficients.count }

    /// `√(Σw e²/(n − k))`; `nil` without residual degrees of freedom.
    var residualStandardDeviation: Double? {
        let degrees = observations - parameters
        return degrees > 0 ? (residualSumOfSquares / Double(degrees)).squareRoot() : nil
    }

    /// Classical standard errors of the coefficients.
    var standardErrors: [Double]? {
        residualStandardDeviation.map { sd in inverse.indices.map { sd * inverse[$0][$0].squareRoot() } }
    }

    /// `nil` when there are fewer rows than columns, or when a column depends on those before it up to rounding.
    ///
    /// Weights are positive and not normalised.
    init?(columns: [[Double]], y: [Double], weights: [Double]? = nil) {
        let n = y.count
        let k = columns.count
        precondition(columns.allSatisfy { $0.count == n } && (weights?.count ?? n) == n, "columns have one length")
        guard k > 0, n >= k else { return nil }
        let roots = weights?.map { $0.squareRoot() }
        func scaled(_ values: [Double]) -> [Double] { roots.map { zip(values, $0).map { $0 * $1 } } ?? values }

        var matrix = columns.map(scaled)
        var right = scaled(y)
        // R above the diagonal is left in `matrix`; its diagonal is here.
        var diagonal: [Double] = []
        for j in 0..<k {
            let fullNorm = Self.norm(matrix[j][...])
            let norm = Self.norm(matrix[j][j...])
            guard norm > Double(n) * 0x1p-52 * fullNorm else { return nil }
            // The reflector v = x + sign(x₁)‖x‖e₁ never cancels.
            let alpha = matrix[j][j] > 0 ? -norm : norm
            var reflector = Array(matrix[j][j...])
            reflector[0] -= alpha
            let square = reflector.map { $0 * $0 }.compensatedSum()
            for column in j + 1..<max(k, j + 1) { Self.reflect(&matrix[column], by: reflector, square, from: j) }
            Self.reflect(&right, by: reflector, square, from: j)
            diagonal.append(alpha)
        }

        var solution = [Double](repeating: 0, count: k)
        for row in (0..<k).reversed() {
            var sum = CompensatedSum()
            sum.add(right[row])
            for column in row + 1..<max(k, row + 1) { sum.add(-matrix[column][row] * solution[column]) }
            solution[row] = sum.value / diagonal[row]
        }
        let inverseOfR = Self.inverse(upper: matrix, diagonal)
        coefficients = solution
        residuals = (0..<n).map { row in
            var sum = CompensatedSum()
            sum.add(y[row])
            for column in 0..<k { sum.add(-columns[column][row] * solution[column]) }
            return sum.value
        }
        residualSumOfSquares = right[k...].map { $0 * $0 }.compensatedSum()
        self.columns = columns
        self.weights = weights
        inverse = (0..<k).map { i in
            (0..<k).map { j in (0..<k).map { inverseOfR[i][$0] * inverseOfR[j][$0] }.compensatedSum() }
        }
    }

    private static func norm(_ values: ArraySlice<Double>) -> Double {
        values.map { $0 * $0 }.compensatedSum().squareRoot()
    }

    /// `x − 2v(v·x)/(v·v)`, for the part of `x` from `start` on.
    private static func reflect(_ values: inout [Double], by v: [Double], _ square: Double, from start: Int) {
        var product = CompensatedSum()
        for index in v.indices { product.add(v[index] * values[start + index]) }
        let factor = 2 * product.value / square
        for index in v.indices { values[start + index] -= factor * v[index] }
    }

    /// `R⁻¹` by row, for `R[i][j] = upper[j][i]` above the diagonal.
    private static func inverse(upper: [[Double]], _ diagonal: [Double]) -> [[Double]] {
        let k = diagonal.count
        var inverse = [[Double]](repeating: [Double](repeating: 0, count: k), count: k)
        for column in 0..<k {
            inverse[column][column] = 1 / diagonal[column]
            for row in (0..<column).reversed() {
                var sum = CompensatedSum()
                for inner in row + 1...column { sum.add(upper[inner][row] * inverse[inner][column]) }
                inverse[row][column] = -sum.value / diagonal[row]
            }
        }
        return inverse
    }
}
