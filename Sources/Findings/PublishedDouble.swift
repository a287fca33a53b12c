internal import Foundation

extension Double {
    /// The number rounded to 12 significant digits, as every published double is: the C library's exp and log differ in
    /// the last bits between processors (Methods 17.6). Negative zero becomes zero.
    ///
    /// - Precondition: the number is finite; NaN and infinities never leave a computation.
    package var published: Double {
        precondition(isFinite, "only finite numbers are published")
        // The shortest way to exact decimal rounding is through decimal text; such text always reads back.
        guard self != 0, let rounded = Double(String(format: "%.11e", self)) else { return 0 }
        return rounded
    }
}
