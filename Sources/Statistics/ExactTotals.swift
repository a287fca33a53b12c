extension Double {
    /// The double nearest to an exact total.
    ///
    /// The same value as `Double(total)`, whose generic conversion takes most of a microsecond; totals nearly always
    /// fit 64 bits, and then one instruction does.
    package init(exactTotal total: Int128) {
        let narrow = Int64(truncatingIfNeeded: total)
        self = Int128(narrow) == total ? Double(narrow) : Double(total)
    }
}
