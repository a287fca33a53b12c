/// On which days orders were placed, in days since 1970, and where there were none for long among many.
struct OrderDays: Sendable {
    /// nil where orders are too few to tell what is usual.
    let first: Int?
    /// Days without an order, where the others are so close to each other that a file of them lacks, perhaps.
    let gaps: [Range<Int>]

    /// Shorter ones are holidays, a closed shop, or chance.
    private static let fewestDays = 14
    /// Of days with orders, so that what is usual is known.
    private static let fewestOrders = 20
    /// So much longer than usual.
    private static let factor = 10

    init(_ days: Set<Int32>) {
        let sorted = days.sorted().map { Int($0) }
        let steps = zip(sorted, sorted.dropFirst()).map { $1 - $0 }
        guard steps.count >= Self.fewestOrders else {
            (first, gaps) = (nil, [])
            return
        }
        first = sorted.first
        // The step that nine of ten keep to: a gap is none of them.
        let usual = steps.sorted()[steps.count * 9 / 10]
        gaps = zip(sorted, steps).filter { $1 > max(Self.fewestDays, Self.factor * usual) }.map { $0 + 1..<$0 + $1 }
    }
}
