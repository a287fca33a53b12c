@testable import Statistics

/// Dense matrices of a few rows, by row: what `ClusterRobust` needs and no more.
enum Small {
    static func dot(_ x: [Double], _ y: [Double]) -> Double {
        var sum = CompensatedSum()
        for index in x.indices { sum.add(x[index] * y[index]) }
        return sum.value
    }

    static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { dot($0, vector) }
    }

    static func product(_ first: [[Double]], _ second: [[Double]]) -> [[Double]] {
        let columns = transpose(second)
        return first.map { row in columns.map { dot(row, $0) } }
    }

    static func transpose(_ matrix: [[Double]]) -> [[Double]] {
        matrix[0].indices.map { column in matrix.map { $0[column] } }
    }

    /// `Σ factor_i·row_i`
    static func combination(_ rows: [[Double]], _ factors: [Double]) -> [Double] {
        rows[0].indices.map { column in
            var sum = CompensatedSum()
            for index in rows.indices { sum.add(factors[index] * rows[index][column]) }
            return sum.value
        }
    }

    /// `X'WX`
    static func gram(_ rows: [[Double]], _ weights: [Double]) -> [[Double]] {
        rows[0].indices.map { column in combination(rows, rows.indices.map { weights[$0] * rows[$0][column] }) }
    }

    /// `XQX'` for symmetric `Q`.
    static func quadratic(_ rows: [[Double]], _ q: [[Double]]) -> [[Double]] {
        let mapped = rows.map { product(q, $0) }
        return rows.map { row in mapped.map { dot(row, $0) } }
    }

    /// The symmetric inverse square root of a positive semidefinite matrix, by Jacobi rotations. A direction whose
    /// eigenvalue is rounding (a cluster that determines a coefficient alone) is left out, as clubSandwich does.
    static func inverseSquareRoot(_ matrix: [[Double]]) -> [[Double]] {
        let n = matrix.count
        var a = matrix
        var vectors = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0 } }
        for _ in 0..<100 {
            var offDiagonal = 0.0
            for p in 0..<n { for q in p + 1..<max(n, p + 1) { offDiagonal += a[p][q] * a[p][q] } }
            if offDiagonal < 1e-32 { break }
            for p in 0..<n {
                for q in p + 1..<max(n, p + 1) where a[p][q] != 0 {
                    rotate(&a, &vectors, p, q)
                }
            }
        }
        let roots = (0..<n).map { a[$0][$0] > 1e-12 ? 1 / a[$0][$0].squareRoot() : 0 }
        return (0..<n).map { i in
            (0..<n).map { j in
                var sum = CompensatedSum()
                for e in 0..<n { sum.add(vectors[i][e] * roots[e] * vectors[j][e]) }
                return sum.value
            }
        }
    }

    /// One Jacobi rotation that makes `a[p][q]` zero; `vectors` collects the eigenvectors by column.
    private static func rotate(_ a: inout [[Double]], _ vectors: inout [[Double]], _ p: Int, _ q: Int) {
        let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
        let t = (theta >= 0 ? 1 : -1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for i in a.indices {
            (a[i][p], a[i][q]) = (c * a[i][p] - s * a[i][q], s * a[i][p] + c * a[i][q])
        }
        for i in a.indices {
            (a[p][i], a[q][i]) = (c * a[p][i] - s * a[q][i], s * a[p][i] + c * a[q][i])
            (vectors[i][p], vectors[i][q]) = (
                c * vectors[i][p] - s * vectors[i][q], s * vectors[i][p] + c * vectors[i][q]
            )
        }
    }
}
