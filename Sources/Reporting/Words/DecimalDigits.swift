/// A finite number as decimal digits: `0.d₁d₂d₃… × 10^exponent`, with a sign.
///
/// Pages and tables are written from these digits and never through a C format or a locale, so a number reads the same
/// on every machine. A `Double` contributes its shortest digits that read back to the same value, an exact total all of
/// its digits.
struct DecimalDigits: Equatable {
    private(set) var isNegative: Bool
    /// Values 0 … 9, most significant first, no leading and no trailing zero. Empty means zero.
    private(set) var digits: [UInt8]
    private(set) var exponent: Int

    /// Nil unless `value` is finite.
    init?(_ value: Double) {
        guard value.isFinite else { return nil }
        isNegative = value < 0
        digits = []
        exponent = 0
        var beforePoint = true
        var power: [UInt8] = []
        var inPower = false
        for byte in value.magnitude.description.utf8 {
            if byte == UInt8(ascii: "e") {
                inPower = true
            } else if inPower {
                power.append(byte)
            } else if byte == UInt8(ascii: ".") {
                beforePoint = false
            } else {
                digits.append(byte - UInt8(ascii: "0"))
                if beforePoint { exponent += 1 }
            }
        }
        if inPower { exponent += Int(String(decoding: power, as: UTF8.self)) ?? 0 }
        normalise()
    }

    /// `value / 10^scale`, exactly.
    init(_ value: Int128, scale: Int = 0) {
        isNegative = value < 0
        digits = value.magnitude.description.utf8.map { $0 - UInt8(ascii: "0") }
        exponent = digits.count - scale
        normalise()
    }

    var isZero: Bool { digits.isEmpty }

    /// Rounded to `decimals` digits after the point, halves away from zero, as people check by hand.
    func rounded(decimals: Int) -> DecimalDigits { rounded(keeping: exponent + decimals) }

    /// Rounded to `count` significant digits, halves away from zero.
    func rounded(significant count: Int) -> DecimalDigits { rounded(keeping: count) }

    /// Number of digits after the point that show `count` significant digits.
    func decimals(forSignificant count: Int) -> Int { isZero ? 0 : Swift.max(0, count - exponent) }

    /// Digits without exponent: `-1234.5`; at least `decimals` digits after the point. Groups of three before the point
    /// are separated by `group`; `point` stands before the decimals; a negative number starts with `minus`.
    func text(decimals: Int = 0, group: String = "", point: String = ".", minus: String = "-") -> String {
        var text: [UInt8] = []
        if isNegative { text.append(contentsOf: minus.utf8) }
        let wholeCount = Swift.max(exponent, 1)
        for place in 0..<wholeCount {
            if place > 0, (wholeCount - place).isMultiple(of: 3) { text.append(contentsOf: group.utf8) }
            text.append(UInt8(ascii: "0") + digit(place - wholeCount + exponent))
        }
        let after = Swift.max(decimals, digits.count - exponent)
        if after > 0 {
            text.append(contentsOf: point.utf8)
            for place in 0..<after { text.append(UInt8(ascii: "0") + digit(exponent + place)) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The digit at `index` of `digits`; zero before its start and behind its end.
    private func digit(_ index: Int) -> UInt8 { digits.indices.contains(index) ? digits[index] : 0 }

    private func rounded(keeping count: Int) -> DecimalDigits {
        guard count < digits.count else { return self }
        var result = self
        guard count >= 0 else {
            result.digits = []
            result.normalise()
            return result
        }
        let up = digits[count] >= 5
        result.digits.removeLast(digits.count - count)
        if up {
            var place = count - 1
            while place >= 0, result.digits[place] == 9 {
                result.digits[place] = 0
                place -= 1
            }
            if place >= 0 {
                result.digits[place] += 1
            } else {
                result.digits.insert(1, at: 0)
                result.exponent += 1
            }
        }
        result.normalise()
        return result
    }

    private mutating func normalise() {
        while digits.last == 0 { digits.removeLast() }
        let leading = digits.prefix { $0 == 0 }.count
        digits.removeFirst(leading)
        exponent -= leading
        if digits.isEmpty {
            isNegative = false
            exponent = 0
        }
    }
}
