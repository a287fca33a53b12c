import RealModule

/// The stratum sums of two tiers and their creator jackknife, behind `AdjustedContrast` (Methods 11).
struct StratifiedRates {
    enum Form {
        /// `(R − Q)/Ω`
        case difference
        /// `ln(R/Q)`
        case logarithmOfRatio
    }

    struct Jackknife {
        let estimate: Double
        let a: Side
        let b: Side
        let creators: Int
        /// `√V`
        var standardError: Double { (a.variance + b.variance).squareRoot() }

        /// One tier's part.
        struct Side {
            /// The part of `V` from creators at home in the tier.
            let variance: Double
            /// `1/Σh_cg²`
            let effectiveCreators: Double
            /// `R/Ω`, or `Q/Ω`: the tier's value at the weights of the comparison.
            let level: Double
            /// `ν_g^κ = 2n/(κ − 1)` with the kurtosis `κ = n·Σd⁴/(Σd²)²` of the `n` creators at home in the tier.
            let kurtosisDegreesOfFreedom: Double

            /// `ν_g = max(1, 1/Σh_cg² − 1)`
            var degreesOfFreedom: Double { max(1, effectiveCreators - 1) }
        }

        /// `ν = (V_A+V_B)²/(V_A²/ν_A + V_B²/ν_B)`; `nil` for `V = 0`.
        var degreesOfFreedom: Double? {
            Inference.satterthwaite(a.variance, a.degreesOfFreedom, b.variance, b.degreesOfFreedom)
        }

        /// `ν^κ`, the same with `ν_g^κ`.
        var kurtosisDegreesOfFreedom: Double? {
            Inference.satterthwaite(a.variance, a.kurtosisDegreesOfFreedom, b.variance, b.kurtosisDegreesOfFreedom)
        }
    }

    /// The deviations `d_c = δ_(−c) − δ` of the creators at home in one tier, added up.
    private struct Deviations {
        var count = 0
        var squares = CompensatedSum()
        var fourthPowers = CompensatedSum()

        mutating func add(_ deviation: Double) {
            let square = deviation * deviation
            count += 1
            squares.add(square)
            fourthPowers.add(square * square)
        }

        /// `2n/(κ − 1)` in `[1, max(1, n − 1)]`; the upper end if `κ ≤ 1` or all deviations are 0.
        var degreesOfFreedom: Double {
            let most = max(1, Double(count - 1))
            guard squares.value > 0 else { return most }
            let kurtosis = Double(count) * fourthPowers.value / (squares.value * squares.value)
            return kurtosis > 1 ? min(max(2 * Double(count) / (kurtosis - 1), 1), most) : most
        }
    }

    /// One tier's sums in one stratum. Rows are counted, so that a stratum emptied by a deletion is known to be empty
    /// whatever the subtraction leaves.
    struct Cell {
        var rows = 0
        var weight = 0.0
        var value = 0.0
    }

    struct Stratum {
        var a = Cell()
        var b = Cell()

        /// Whether both tiers have weight here.
        var overlaps: Bool { a.rows > 0 && b.rows > 0 && a.weight > 0 && b.weight > 0 }

        /// The stratum's terms of `R`, `Q` and `Ω`; nothing where the tiers do not overlap.
        var terms: (r: Double, q: Double, omega: Double) {
            guard overlaps else { return (0, 0, 0) }
            let total = a.weight + b.weight
            return (
                a.value * (b.weight / total), b.value * (a.weight / total), a.weight * (b.weight / total)
            )
        }

        /// `ω_s`
        var omega: Double { terms.omega }
    }

    private let rows: WeightedRows
    private let form: Form
    private let strata: [Stratum]

    init(_ rows: WeightedRows, form: Form) {
        self.rows = rows
        self.form = form
        strata = Self.strata(rows)
    }

    private static func strata(_ all: WeightedRows) -> [Stratum] {
        var sums = [(a: (CompensatedSum, CompensatedSum), b: (CompensatedSum, CompensatedSum))](
            repeating: ((.init(), .init()), (.init(), .init())), count: all.stratumCount)
        var strata = [Stratum](repeating: Stratum(), count: all.stratumCount)
        for row in all.rows {
            let stratum = row.stratum
            if row.isA {
                strata[stratum].a.rows += 1
                sums[stratum].a.0.add(row.weight)
                sums[stratum].a.1.add(row.value)
            } else {
                strata[stratum].b.rows += 1
                sums[stratum].b.0.add(row.weight)
                sums[stratum].b.1.add(row.value)
            }
        }
        for index in strata.indices {
            (strata[index].a.weight, strata[index].a.value) = (sums[index].a.0.value, sums[index].a.1.value)
            (strata[index].b.weight, strata[index].b.value) = (sums[index].b.0.value, sums[index].b.1.value)
        }
        return strata
    }

    /// How much can be compared (Methods 11.4).
    static func overlap(_ rows: WeightedRows) -> StratumOverlap { overlap(rows, strata(rows)) }

    var overlap: StratumOverlap { Self.overlap(rows, strata) }

    private static func overlap(_ all: WeightedRows, _ strata: [Stratum]) -> StratumOverlap {
        var (allA, allB, coveredA, coveredB) = (
            CompensatedSum(), CompensatedSum(), CompensatedSum(), CompensatedSum()
        )
        for stratum in strata {
            allA.add(stratum.a.weight)
            allB.add(stratum.b.weight)
            if stratum.overlaps {
                coveredA.add(stratum.a.weight)
                coveredB.add(stratum.b.weight)
            }
        }
        let isCovered = strata.map(\.overlaps)
        var (creatorsA, creatorsB) = (0, 0)
        for creator in all.ends.indices {
            var (hasA, hasB) = (false, false)
            for row in all.creator(creator) where isCovered[all.rows[row].stratum] {
                if all.rows[row].isA { hasA = true } else { hasB = true }
            }
            if hasA { creatorsA += 1 }
            if hasB { creatorsB += 1 }
        }
        return StratumOverlap(
            strata: isCovered.count { $0 },
            coverageA: allA.value > 0 ? coveredA.value / allA.value : 0,
            coverageB: allB.value > 0 ? coveredB.value / allB.value : 0, creatorsA: creatorsA, creatorsB: creatorsB)
    }

    /// `nil` when the estimate, or the estimate without some creator, is undefined.
    func jackknife() -> Jackknife? {
        let totals = Totals(strata)
        guard let estimate = totals.estimate(form) else { return nil }
        var (deviationsA, deviationsB) = (Deviations(), Deviations())
        var (sharesA, sharesB) = (CompensatedSum(), CompensatedSum())
        var creators = 0
        var rest = strata
        for index in rows.ends.indices {
            let range = rows.creator(index)
            var (shareA, shareB) = (0.0, 0.0)
            var (unitsA, unitsB) = (0, 0)
            var isCompared = false
            for row in range {
                let row = rows.rows[row]
                if row.isA { unitsA += Int(row.units) } else { unitsB += Int(row.units) }
                let stratum = strata[row.stratum]
                guard stratum.overlaps else { continue }
                isCompared = true
                if row.isA {
                    shareA += stratum.omega * (row.weight / stratum.a.weight)
                } else {
                    shareB += stratum.omega * (row.weight / stratum.b.weight)
                }
            }
            guard isCompared else { continue }
            creators += 1
            sharesA.add((shareA / totals.omega) * (shareA / totals.omega))
            sharesB.add((shareB / totals.omega) * (shareB / totals.omega))

            guard let deleted = totals.without(range, of: rows, strata, &rest).estimate(form) else { return nil }
            // At home in the tier with more of the creator's posts or deals; ties go to A (Methods 3.5).
            if unitsA >= unitsB { deviationsA.add(deleted - estimate) } else { deviationsB.add(deleted - estimate) }
        }
        let factor = Double(creators - 1) / Double(creators)
        func side(_ deviations: Deviations, _ shares: CompensatedSum, _ total: Double) -> Jackknife.Side {
            Jackknife.Side(
                variance: factor * deviations.squares.value, effectiveCreators: 1 / shares.value,
                level: total / totals.omega, kurtosisDegreesOfFreedom: deviations.degreesOfFreedom)
        }
        return Jackknife(
            estimate: estimate, a: side(deviationsA, sharesA, totals.r), b: side(deviationsB, sharesB, totals.q),
            creators: creators)
    }

    /// `R`, `Q` and `Ω`.
    private struct Totals {
        var r: Double
        var q: Double
        var omega: Double
        /// Overlapping strata.
        var overlapping: Int

        init(_ strata: [Stratum]) {
            var (r, q, omega) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
            for stratum in strata {
                let terms = stratum.terms
                r.add(terms.r)
                q.add(terms.q)
                omega.add(terms.omega)
            }
            (self.r, self.q, self.omega) = (r.value, q.value, omega.value)
            overlapping = strata.count { $0.overlaps }
        }

        func estimate(_ form: Form) -> Double? {
            guard overlapping > 0, omega > 0 else { return nil }
            switch form {
            case .difference: return (r - q) / omega
            case .logarithmOfRatio: return r > 0 && q > 0 ? .log(r / q) : nil
            }
        }

        /// The totals without a creator's rows: only the strata it touches are computed again.
        ///
        /// `rest` equals `strata` on entry and on return; in between it holds the touched strata without the creator.
        func without(
            _ range: Range<Int>, of all: WeightedRows, _ strata: [Stratum], _ rest: inout [Stratum]
        ) -> Totals {
            for row in range {
                let row = all.rows[row]
                if row.isA {
                    rest[row.stratum].a.remove(weight: row.weight, value: row.value)
                } else {
                    rest[row.stratum].b.remove(weight: row.weight, value: row.value)
                }
            }
            var totals = self
            for row in range {
                let index = all.rows[row].stratum
                // A stratum with two of the creator's rows is exchanged at the first and restored at once.
                guard rest[index].a.rows != strata[index].a.rows || rest[index].b.rows != strata[index].b.rows else {
                    continue
                }
                let (before, after) = (strata[index].terms, rest[index].terms)
                totals.r += after.r - before.r
                totals.q += after.q - before.q
                totals.omega += after.omega - before.omega
                totals.overlapping += (rest[index].overlaps ? 1 : 0) - (strata[index].overlaps ? 1 : 0)
                rest[index] = strata[index]
            }
            return totals
        }
    }
}

extension StratifiedRates.Cell {
    fileprivate mutating func remove(weight: Double, value: Double) {
        rows -= 1
        self.weight -= weight
        self.value -= value
    }
}
