/// Neumaier's compensated sum (Methods 17.2): the error of every addition is kept and given back at the end.
///
/// Results depend on the order of the terms only in the last bits, and every caller adds in canonical order, so a
/// sum is the same bytes on every run.
package struct CompensatedSum: Sendable, Equatable {
    private var sum = 0.0
    private var compensation = 0.0

    /// The sum of no terms, 0.
    package init() {}

    /// Adds one finite term.
    package mutating func add(_ term: Double) {
        let next = sum + term
        if abs(sum) >= abs(term) {
            compensation += (sum - next) + term
        } else {
            compensation += (term - next) + sum
        }
        sum = next
    }

    /// The sum of all terms added.
    package var value: Double { sum + compensation }
}

extension Sequence<Double> {
    /// The compensated sum of the elements, in their order.
    package func compensatedSum() -> Double {
        var sum = CompensatedSum()
        for element in self { sum.add(element) }
        return sum.value
    }
}
