internal import Glibc

extension Double {
    /// The number rounded to 12 significant digits, as every published double is: the C library's exp and log differ in
    /// the last bits between processors (Methods 17.6). Negative zero becomes zero.
    ///
    /// - Precondition: the number is finite; NaN and infinities never leave a computation.
    package var published: Double {
        precondition(isFinite, "only finite numbers are published")
        guard self != 0 else { return 0 }
        // The shortest way to exact decimal rounding is through decimal text; such text always reads back. Every number of
        // every table goes through here, so none becomes a String.
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { text in
            guard let start = text.baseAddress else { return self }
            _ = unsafe withVaList([self]) { unsafe vsnprintf(start, text.count, "%.11e", $0) }
            return unsafe strtod(start, nil)
        }
    }
}
