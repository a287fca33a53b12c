import Foundation

/// Reckons the equations of worked examples: numbers, + − · /, powers, brackets, and `exp`, `ln`, `sqrt`.
struct Arithmetic {
    private var signs: [Character]
    private var place = 0

    /// Nil where `text` is not an expression.
    static func value(_ text: String) -> Double? {
        var arithmetic = Arithmetic(signs: text.filter { !$0.isWhitespace })
        guard let value = arithmetic.sum(), arithmetic.place == arithmetic.signs.count else { return nil }
        return value
    }

    private init(signs: String) { self.signs = Array(signs) }

    private var next: Character? { place < signs.count ? signs[place] : nil }

    private mutating func take(_ any: String) -> Character? {
        guard let next, any.contains(next) else { return nil }
        place += 1
        return next
    }

    private mutating func sum() -> Double? {
        guard var total = product() else { return nil }
        while let sign = take("+−-") {
            guard let part = product() else { return nil }
            total += sign == "+" ? part : -part
        }
        return total
    }

    private mutating func product() -> Double? {
        guard var total = power() else { return nil }
        while let sign = take("·*/") {
            guard let part = power() else { return nil }
            total = sign == "/" ? total / part : total * part
        }
        return total
    }

    private mutating func power() -> Double? {
        if take("−-") != nil { return power().map { -$0 } }
        guard let base = atom() else { return nil }
        guard take("^") != nil else { return base }
        return power().map { pow(base, $0) }
    }

    private mutating func atom() -> Double? {
        if take("(") != nil {
            guard let inside = sum(), take(")") != nil else { return nil }
            return inside
        }
        let start = place
        while let next, next.isLetter { place += 1 }
        if place > start {
            let name = String(signs[start..<place])
            guard next == "(", let inside = atom() else { return nil }
            switch name {
            case "exp": return exp(inside)
            case "ln": return log(inside)
            case "sqrt": return inside.squareRoot()
            default: return nil
            }
        }
        while let next, next.isNumber || next == "." { place += 1 }
        return place > start ? Double(String(signs[start..<place])) : nil
    }
}
