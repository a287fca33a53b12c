internal import Findings
internal import SocialData
internal import TextValues

/// What a number is, and so how people read it.
enum ValueKind: Equatable {
    /// A fraction, shown in percent (Methods 1.3).
    case percent
    /// An amount of the reporting currency per something.
    case money
    /// A ratio of two like things.
    case times

    init(_ unit: MetricDefinition.Unit) {
        self =
            switch unit {
            case .fraction: .percent
            case .ratio: .times
            case .money: .money
            }
    }
}

/// Numbers as the pages show them: digits, percent, money, intervals, missing. Everything visible goes through here, in the
/// style of the page's language (`1,234.5`, `95%`, `€12`; `1.234,5`, `95 %`, `12 €`).
///
/// Minus is `−`. Absent is `–`; a value that is not finite is treated as absent.
enum Format {
    static let missing = "–"
    static let minus = "\u{2212}"
    /// A no-break space as wide as a blank.
    static let wideSpace = "\u{00A0}"

    /// Numbers from here on are written as powers of ten: nobody counts thirteen digits.
    private static let large = 1e12

    static func count(_ value: Int) -> String { count(Int128(value)) }

    static func count(_ value: Int128) -> String { shown(DecimalDigits(value)) }

    private static func shown(_ digits: DecimalDigits, decimals: Int = 0) -> String {
        let style = Language.current.numbers
        return digits.text(decimals: decimals, group: style.group, point: style.point, minus: minus)
    }

    /// `1 creator`, `2 creators`.
    static func counted(_ value: Int, _ noun: Noun) -> String { noun.counted(value) }

    /// `1 micro creator`, `2 micro creators`.
    static func counted(_ value: Int, _ noun: Noun, of tier: String) -> String { noun.counted(value, of: tier) }

    /// An exact amount in 1/10,000, to two decimals: `12,345.60`.
    static func money(_ amount: ExactTotal?) -> String {
        guard let amount else { return missing }
        return shown(DecimalDigits(amount.value, scale: 4).rounded(decimals: 2), decimals: 2)
    }

    /// The same without decimals that are all 0: `50,000`.
    static func amount(_ amount: ExactTotal) -> String {
        amount.value.isMultiple(of: 10_000) ? count(amount.value / 10_000) : money(amount)
    }

    /// An amount to whole units, as sentences say it: `€12,346`.
    static func whole(_ amount: ExactTotal, _ currency: String) -> String {
        self.currency(shown(DecimalDigits(amount.value, scale: 4).rounded(decimals: 0)), currency)
    }

    /// A number that is an amount of `currency`: `€12.50`, `12,50 €`, `SEK 12.50`.
    static func currency(_ number: String, _ currency: String) -> String {
        guard number != missing else { return number }
        let symbol = symbols[currency]
        let name = symbol ?? Visible.text(currency)
        guard !Language.current.numbers.currencyFollows else { return "\(number)\(wideSpace)\(name)" }
        let isNegative = number.hasPrefix(minus)
        let digits = isNegative ? String(number.dropFirst(minus.count)) : number
        return "\(isNegative ? minus : "")\(name)\(symbol == nil ? wideSpace : "")\(digits)"
    }

    private static let symbols = ["EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩"]

    static func decimal(_ value: Double?, decimals: Int) -> String {
        guard let value, let digits = DecimalDigits(value) else { return missing }
        guard value.magnitude < large else { return power(digits) }
        return shown(digits.rounded(decimals: decimals), decimals: decimals)
    }

    /// To `digits` significant digits, without trailing zeros after the point: for degrees of freedom, p, exact settings.
    static func significant(_ value: Double?, digits count: Int) -> String {
        guard let value, let digits = DecimalDigits(value) else { return missing }
        guard value.magnitude < large else { return power(digits) }
        return shown(digits.rounded(significant: count))
    }

    static func probability(_ p: Double?) -> String {
        guard let p, p.isFinite else { return missing }
        return p < 0.0001 ? "<\(significant(0.0001, digits: 1))" : significant(p, digits: 2)
    }

    static func percent(_ fraction: Double?, significant count: Int = 3) -> String {
        guard let fraction, fraction.isFinite else { return missing }
        return quantity(fraction, kind: .percent, significant: count).value
    }

    /// A fraction and its limits in percentage points, without a sign of percent.
    static func points(_ value: Double?, _ low: Double?, _ high: Double?) -> Quantity {
        quantity(value.map { $0 * 100 }, low: low.map { $0 * 100 }, high: high.map { $0 * 100 }, kind: .times, border: 0)
    }

    /// With a plus where `value` is positive.
    static func signed(_ text: String, _ value: Double?) -> String { (value ?? 0) > 0 ? "+" + text : text }

    /// A share of a whole, without decimals unless it would read as 0 or 100 without being it.
    static func share(_ fraction: Double?) -> String {
        guard let fraction, fraction.isFinite else { return missing }
        let percent = fraction * 100
        let needsDecimal = (percent > 0 && percent < 1) || (percent > 99 && percent < 100)
        return unit(decimal(percent, decimals: needsDecimal ? 1 : 0), .percent)
    }

    /// A value and its limits with the same number of decimals, the unit on the value only.
    struct Quantity: Equatable {
        var value: String
        var low: String?
        var high: String?

        /// `1.5 to 2.4`.
        var interval: String? {
            guard let low, let high else { return nil }
            return say("\(low) to \(high)")
        }

        /// `€1.50 to €2.40`.
        func interval(in currency: String) -> String? {
            guard let low, let high else { return nil }
            return say("\(Format.currency(low, currency)) to \(Format.currency(high, currency))")
        }

        /// The interval for a cell, where no line may break.
        var cellInterval: String? {
            guard let low, let high else { return nil }
            return say("\(low) to \(high)").replacing(" ", with: Format.wideSpace)
        }

        /// `3.42% (3.10 to 3.77)`; in a narrow cell the line breaks before the parenthesis and nowhere else.
        var text: String { cellInterval.map { "\(value) (\($0))" } ?? value }
    }

    /// Formats a value and its limits alike: enough decimals for `significant` digits of the value, and for every limit
    /// to stay on its own side of `border` (the value that means no difference), however close it is.
    static func quantity(
        _ value: Double?, low: Double? = nil, high: Double? = nil, kind: ValueKind, border: Double? = nil,
        significant: Int? = nil
    ) -> Quantity {
        guard let value, value.isFinite else { return Quantity(value: missing, low: nil, high: nil) }
        let factor = kind == .percent ? 100.0 : 1.0
        let limits = low.flatMap { low in
            high.flatMap { high in low.isFinite && high.isFinite ? (low * factor, high * factor) : nil }
        }
        let shown = [value * factor] + (limits.map { [$0.0, $0.1] } ?? [])
        let decimals = decimals(for: shown, kind: kind, border: border.map { $0 * factor }, significant: significant)
        return Quantity(
            value: unit(decimal(shown[0], decimals: decimals), kind),
            low: limits.map { decimal($0.0, decimals: decimals) },
            high: limits.map { decimal($0.1, decimals: decimals) })
    }

    private static func decimals(for values: [Double], kind: ValueKind, border: Double?, significant: Int?) -> Int {
        var decimals =
            switch kind {
            case .percent: needed(values[0], significant ?? 3)
            case .money: max(2, needed(values[0], 2))
            // Limits too: an interval from 0.05 must not read as one from 0.1.
            case .times: min(values.map { needed($0, 2) }.max() ?? 1, 3)
            }
        decimals = min(decimals, 6)
        guard let border else { return decimals }
        while decimals < 9, values.contains(where: { changesSide($0, border: border, decimals: decimals) }) {
            decimals += 1
        }
        return decimals
    }

    private static func needed(_ value: Double, _ significant: Int) -> Int {
        DecimalDigits(value)?.rounded(significant: significant).decimals(forSignificant: significant) ?? 0
    }

    /// Whether rounding moves `value` onto a border that it is not on.
    private static func changesSide(_ value: Double, border: Double, decimals: Int) -> Bool {
        value != border && DecimalDigits(value)?.rounded(decimals: decimals) == DecimalDigits(border)
    }

    /// Appends the unit that belongs to the number itself.
    private static func unit(_ number: String, _ kind: ValueKind) -> String {
        kind == .percent ? number + Language.current.numbers.beforePercent + "%" : number
    }

    /// `1.2 × 10^304`.
    private static func power(_ digits: DecimalDigits) -> String {
        let rounded = digits.rounded(significant: 2)
        let second = rounded.digits.count > 1 ? rounded.digits[1] : 0
        let point = Language.current.numbers.point
        return "\(rounded.isNegative ? minus : "")\(rounded.digits.first ?? 0)\(point)\(second) × 10^\(rounded.exponent - 1)"
    }

    /// A share that somebody set, without rounding it to taste: `95%`, `99.5%`.
    static func setting(_ share: Double, digits count: Int = 6) -> String { unit(significant(share * 100, digits: count), .percent) }

    /// A number for a table file: plain decimal digits, at most 12 significant, no exponent; empty when absent.
    static func published(_ value: Double?) -> String {
        guard let value, let digits = DecimalDigits(value) else { return "" }
        return digits.rounded(significant: 12).text()
    }
}

extension ExactTotal {
    /// Without its sign, as sentences say a loss.
    var magnitude: ExactTotal { value < 0 ? ExactTotal(-value) : self }
}
