internal import Statistics

/// Random numbers of one thing (a creator, a campaign, an order), one after the other.
///
/// Made of the counter-based generator (Methods 8.1): what a thing draws depends on the seed, its label and its
/// number only, so adding a draw for one creator changes no other creator.
struct Draws {
    private let numbers: RandomReplicate
    private var next = 0

    init(_ stream: RandomStream, _ index: Int) { numbers = stream.replicate(index) }

    init(seed: UInt64, _ label: String, _ index: Int) { self.init(RandomStream(seed: seed, label: label), index) }

    mutating func bits() -> UInt64 {
        defer { next += 1 }
        return numbers.draw(next)
    }

    /// In `[0, 1)`.
    mutating func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    mutating func below(_ limit: Int) -> Int { CounterRandom.bounded(bits(), below: limit) }

    mutating func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    /// Index of one of several weights.
    mutating func weighted(_ weights: [Int]) -> Int {
        var rest = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            if rest < weight { return index }
            rest -= weight
        }
        return weights.count - 1
    }

    /// Close to a standard normal, within ±4.9: the sum of eight uniforms, so that no logarithm or cosine of the C
    /// library, which differs in its last bit between machines, has a say in the samples.
    mutating func normal() -> Double {
        var sum = 0
        for _ in 0..<2 {
            let word = bits()
            for part in 0..<4 { sum += Int(word >> UInt64(16 * part) & 0xFFFF) }
        }
        // Each part is uniform on 0 … 65,535: mean 32,767.5, variance (2³² − 1)/12; eight of them.
        return (Double(sum) - 262_140) / (65_536 * 0.816_496_580_927_726)
    }

    /// `exp(normal)`, with a median.
    mutating func logNormal(median: Double, spread: Double) -> Double { median * PortableMath.exp(spread * normal()) }

    /// `length` decimal digits, the first not 0.
    mutating func digits(_ length: Int) -> String {
        var text = String(whole(1...9))
        for _ in 1..<length { text += String(below(10)) }
        return text
    }
}

/// Functions whose results have the same bits everywhere: basic arithmetic only.
enum PortableMath {
    /// `e^x` for |x| < 700, to about 14 digits.
    static func exp(_ x: Double) -> Double {
        let ln2 = 0.693_147_180_559_945_3
        let power = (x / ln2).rounded()
        let rest = x - power * ln2
        var term = 1.0
        var sum = 1.0
        for step in 1...14 {
            term = term * rest / Double(step)
            sum += term
        }
        return sum * Double(sign: .plus, exponent: Int(power), significand: 1)
    }

    /// Natural logarithm of a positive number, by Newton's method on `exp`.
    static func log(_ x: Double) -> Double {
        var result = Double(x.exponent) * 0.693_147_180_559_945_3
        for _ in 0..<8 { result += 2 * (x - exp(result)) / (x + exp(result)) }
        return result
    }
}
