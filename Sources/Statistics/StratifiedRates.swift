import RealModule

/// The stratum sums of two tiers and their creator jackknife, behind `AdjustedContrast` (Methods 11): one pass over all creators for the
/// sums, and one for what each creator is among them.
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

    /// How much can be compared (Methods 11.4).
    let overlap: StratumOverlap
    /// `nil` when the estimate, or the estimate without some creator, is undefined.
    let jackknife: Jackknife?

    private init(_ pass: CreatorPass) {
        overlap = pass.overlap
        jackknife = pass.jackknife
    }

    /// Takes all creators twice, in the same order.
    struct Passes {
        let form: Form
        private var sums: StrataSums
        /// nil in the first pass.
        private var second: CreatorPass?

        init(stratumCount: Int, form: Form) {
            self.form = form
            sums = StrataSums(count: stratumCount)
        }

        mutating func add(_ creator: borrowing WeightedCreator) {
            if second == nil { sums.add(creator) } else { second?.add(creator) }
        }

        mutating func beginSecond() {
            second = CreatorPass(sums.strata, form)
            sums = StrataSums(count: 0)
        }

        /// After both.
        var rates: StratifiedRates { StratifiedRates(second ?? CreatorPass(sums.strata, form)) }
    }

    /// The first pass.
    private struct StrataSums {
        private struct Sums {
            var rows = 0
            var weight = CompensatedSum()
            var value = CompensatedSum()

            var cell: Cell { Cell(rows: rows, weight: weight.value, value: value.value) }
        }

        /// By stratum, A's and B's.
        private var sums: [Sums]

        init(count: Int) { sums = [Sums](repeating: Sums(), count: 2 * count) }

        mutating func add(_ creator: borrowing WeightedCreator) {
            for row in creator.rows {
                let place = 2 * row.stratum + (row.isA ? 0 : 1)
                sums[place].rows += 1
                sums[place].weight.add(row.weight)
                sums[place].value.add(row.value)
            }
        }

        var strata: [Stratum] {
            stride(from: 0, to: sums.count, by: 2).map { Stratum(a: sums[$0].cell, b: sums[$0 + 1].cell) }
        }
    }

    /// The second pass.
    private struct CreatorPass {
        /// Far above what some thousand roundings of doubles leave, far below what a unit of money or one engagement does.
        private static let relativeRounding = 1e-12

        private let form: Form
        private let strata: [Stratum]
        private let totals: Totals
        private let estimate: Double?
        /// Deviations up to here are the rounding of sums in which nothing changed: where all are, `V` is 0 (Methods 11.2).
        private let rounding: Double
        /// Equals `strata` between creators (`Totals.without`).
        private var rest: [Stratum]
        private var deviationsA = Deviations()
        private var deviationsB = Deviations()
        private var sharesA = CompensatedSum()
        private var sharesB = CompensatedSum()
        /// Creators with a row in an overlapping stratum: of A, of B, and in all.
        private var creatorsA = 0
        private var creatorsB = 0
        private var creators = 0
        /// Whether there is an estimate without each of them.
        private var isDefined = true

        init(_ strata: [Stratum], _ form: Form) {
            self.form = form
            self.strata = strata
            totals = Totals(strata)
            estimate = totals.estimate(form)
            let size = strata.reduce(0) { $0 + abs($1.terms.r) + abs($1.terms.q) }
            rounding = Self.relativeRounding * (form == .difference ? size / totals.omega : 1)
            rest = strata
        }

        mutating func add(_ creator: borrowing WeightedCreator) {
            var (shareA, shareB) = (0.0, 0.0)
            var (hasA, hasB) = (false, false)
            for row in creator.rows {
                let stratum = strata[row.stratum]
                guard stratum.overlaps else { continue }
                if row.isA {
                    hasA = true
                    shareA += stratum.omega * (row.weight / stratum.a.weight)
                } else {
                    hasB = true
                    shareB += stratum.omega * (row.weight / stratum.b.weight)
                }
            }
            if hasA { creatorsA += 1 }
            if hasB { creatorsB += 1 }
            guard let estimate, hasA || hasB, isDefined else { return }
            creators += 1
            sharesA.add((shareA / totals.omega) * (shareA / totals.omega))
            sharesB.add((shareB / totals.omega) * (shareB / totals.omega))

            guard let deleted = totals.without(creator, strata, &rest).estimate(form) else { return isDefined = false }
            // At home in the tier with more of the creator's posts or deals; ties go to A (Methods 3.5).
            let units = creator.units
            let deviation = abs(deleted - estimate) > rounding ? deleted - estimate : 0
            if units.a >= units.b { deviationsA.add(deviation) } else { deviationsB.add(deviation) }
        }

        var jackknife: Jackknife? {
            guard let estimate, isDefined else { return nil }
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

        var overlap: StratumOverlap {
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
            return StratumOverlap(
                strata: strata.count { $0.overlaps },
                coverageA: allA.value > 0 ? coveredA.value / allA.value : 0,
                coverageB: allB.value > 0 ? coveredB.value / allB.value : 0, creatorsA: creatorsA, creatorsB: creatorsB)
        }
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
            _ creator: borrowing WeightedCreator, _ strata: [Stratum], _ rest: inout [Stratum]
        ) -> Totals {
            for row in creator.rows {
                if row.isA {
                    rest[row.stratum].a.remove(weight: row.weight, value: row.value)
                } else {
                    rest[row.stratum].b.remove(weight: row.weight, value: row.value)
                }
            }
            var totals = self
            for row in creator.rows {
                let index = row.stratum
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
