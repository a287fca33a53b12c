package import TextValues

/// What came of converting an amount.
package enum Conversion: Sendable, Equatable {
    /// The amount in the wanted currency, and how many days before the wanted day the older rate is (0 … 7).
    case converted(Int64, rateAge: Int)
    /// No rate of the day or of the seven days before it.
    case noRate
    /// The result does not fit 64 bits.
    case outOfRange
}

/// Euro reference rates: for each currency and day, how many units of it one euro buys (the ECB's convention).
///
/// Bank holidays have no rates, so a day takes the last one at most seven days back (Methods 1.2). A later rate is
/// never used: it was not known on the day.
package struct ExchangeRates: Sendable, Equatable {
    /// A rate further back than this many days is no rate.
    package static let oldestDays = 7

    private struct Series: Sendable, Equatable {
        var days: [Int32] = []
        var rates: [ExactDecimal] = []
    }

    private var series: [CurrencyCode: Series] = [:]

    /// No rates: amounts of other currencies have none.
    package init() {}

    /// Whether no currency has a rate.
    package var isEmpty: Bool { series.isEmpty }

    /// Those with a rate, ascending by their codes.
    package var currencies: [CurrencyCode] { series.keys.sorted() }

    /// Adds a rate. Of two rates of one day the greater is kept, so the order of files does not matter. Rates that
    /// are not positive and rates of the euro itself are ignored.
    ///
    /// - Returns: whether the day had another rate already: a conflict to report.
    @discardableResult
    package mutating func add(day: Int32, currency: CurrencyCode, rate: ExactDecimal) -> Bool {
        guard rate.units > 0, currency != .euro else { return false }
        var entry = series.removeValue(forKey: currency) ?? Series()
        defer { series[currency] = entry }
        let position = Self.position(of: day, in: entry.days)
        if position > 0, entry.days[position - 1] == day {
            let known = entry.rates[position - 1]
            guard known != rate else { return false }
            if known < rate { entry.rates[position - 1] = rate }
            return true
        }
        entry.days.insert(day, at: position)
        entry.rates.insert(rate, at: position)
        return false
    }

    /// The rate in force on a day, and its age in days; the euro's is always 1.
    package func rate(of currency: CurrencyCode, on day: Int32) -> (rate: ExactDecimal, age: Int)? {
        if currency == .euro { return (.one, 0) }
        guard let entry = series[currency] else { return nil }
        let position = Self.position(of: day, in: entry.days)
        guard position > 0 else { return nil }
        let age = Int(day) - Int(entry.days[position - 1])
        guard age <= Self.oldestDays else { return nil }
        return (entry.rates[position - 1], age)
    }

    /// Converts an amount (1/10,000) between currencies by the rates of a day; the same currency needs no rate.
    package func convert(_ amount: Int64, from: CurrencyCode, to: CurrencyCode, on day: Int32) -> Conversion {
        if from == to { return .converted(amount, rateAge: 0) }
        guard let source = rate(of: from, on: day), let target = rate(of: to, on: day) else { return .noRate }
        guard let converted = Money.convert(amount: amount, from: source.rate, to: target.rate) else {
            return .outOfRange
        }
        return .converted(converted, rateAge: max(source.age, target.age))
    }

    /// Number of days at or before a day.
    private static func position(of day: Int32, in days: [Int32]) -> Int {
        if let last = days.last, last <= day { return days.count }
        var low = 0
        var high = days.count
        while low < high {
            let middle = (low + high) / 2
            if days[middle] <= day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
