/// Welch's `|t|` of random labellings of a pool, several at a time (Methods 10.3).
///
/// Every sum of a labelling is plain and runs in pool order (Methods 17.2), so one addition waits for the one before; four
/// labellings side by side keep the processor busy meanwhile. Each gives the bits it would give alone.
struct WelchLabellings {
    private static let lanes = 4
    private typealias Lanes = SIMD4<Double>

    private let values: [Double]
    private let countA: Int
    private let stream: RandomStream

    init(_ values: [Double], countA: Int, stream: RandomStream) {
        self.values = values
        self.countA = countA
        self.stream = stream
    }

    /// The statistics of a range of replicates.
    func statistics(_ replicates: Range<Int>) -> [Double] {
        let count = values.count
        let identity = (0..<count).map { Int32($0) }
        var order = identity
        // 1 for the members of A; the lanes stand end to end.
        var members = [UInt8](repeating: 0, count: Self.lanes * count)
        var statistics: [Double] = []
        statistics.reserveCapacity(replicates.count)
        for start in stride(from: replicates.lowerBound, to: replicates.upperBound, by: Self.lanes) {
            let batch = start..<min(start + Self.lanes, replicates.upperBound)
            for index in members.indices { members[index] = 0 }
            for (lane, b) in batch.enumerated() {
                order = identity
                mark(b, &order, &members, from: lane * count)
            }
            let lanes = evaluate(members)
            for lane in 0..<batch.count { statistics.append(lanes[lane]) }
        }
        return statistics
    }

    /// A partial Fisher–Yates of the pool positions: the first `countA` are A's.
    private func mark(_ b: Int, _ order: inout [Int32], _ members: inout [UInt8], from offset: Int) {
        let random = stream.replicate(b)
        var order = order.mutableSpan
        var members = members.mutableSpan
        for i in 0..<countA {
            let j = i + random.bounded(i, below: order.count - i)
            let chosen = order[j]
            order[j] = order[i]
            order[i] = chosen
            members[offset + Int(chosen)] = 1
        }
    }

    private func evaluate(_ members: [UInt8]) -> Lanes {
        let (nA, nB) = (Double(countA), Double(values.count - countA))
        let (members, values) = (members.span, values.span)
        // Adding a product with 0 changes no bit of a sum, so both tiers are added up without a branch.
        var (sumA, sumB) = (Lanes.zero, Lanes.zero)
        for index in values.indices {
            let isA = lanes(members, index)
            sumA += isA * values[index]
            sumB += (1 - isA) * values[index]
        }
        let (meanA, meanB) = (sumA / nA, sumB / nB)
        var (squaresA, squaresB) = (Lanes.zero, Lanes.zero)
        for index in values.indices {
            let isA = lanes(members, index)
            let deviation = values[index] - meanB.replacing(with: meanA, where: isA .> 0)
            let square = deviation * deviation
            squaresA += isA * square
            squaresB += (1 - isA) * square
        }
        var statistics = Lanes.zero
        for lane in 0..<Self.lanes {
            statistics[lane] = PermutationTest.studentised(
                meanA[lane] - meanB[lane],
                variance: squaresA[lane] / (nA - 1) / nA + squaresB[lane] / (nB - 1) / nB)
        }
        return statistics
    }

    @inline(__always)
    private func lanes(_ members: Span<UInt8>, _ index: Int) -> Lanes {
        let count = values.count
        return Lanes(
            Double(members[index]), Double(members[count + index]), Double(members[2 * count + index]),
            Double(members[3 * count + index]))
    }
}
