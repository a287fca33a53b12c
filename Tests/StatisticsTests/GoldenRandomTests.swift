import Testing

@testable import Statistics

/// Case 02: every random number, exactly.
@Suite struct GoldenRandom {
    let golden: GoldenVector

    init() throws { golden = try GoldenVector("02_rng") }

    private func hexadecimal(_ value: UInt64) -> GoldenValue {
        let digits = String(value, radix: 16)
        return .string("0x" + String(repeating: "0", count: 16 - digits.count) + digits)
    }

    private func parse(_ value: GoldenValue) throws -> UInt64 {
        try #require(UInt64(value.requireText().dropFirst(2), radix: 16))
    }

    private func check(_ table: String, _ answer: (GoldenValue) throws -> [String: GoldenValue]) throws {
        let rows = golden.expected[table].elements
        #expect(!rows.isEmpty)
        for row in rows {
            golden.expectEqual(.object(row.members.merging(try answer(row)) { $1 }), row, "\(table) ")
        }
    }

    private func replicate(_ row: GoldenValue) throws -> RandomReplicate {
        RandomStream(seed: UInt64(try row["seed"].requireInteger()), label: try row["label"].requireText())
            .replicate(try row["replicate"].requireInteger())
    }

    @Test func hashes() throws {
        try check("fnv1a64") { ["value": hexadecimal(CounterRandom.fnv1a(try $0["text"].requireText().utf8))] }
        try check("mix64") { ["out": hexadecimal(CounterRandom.mix(try parse($0["in"])))] }
        try check("bounded") {
            let draw = try parse($0["u"])
            return ["value": .integer(CounterRandom.bounded(draw, below: try $0["n"].requireInteger()))]
        }
    }

    /// A key whose name holds its sizes, and they.
    private func numbers(in row: GoldenValue, _ name: some RegexComponent<(Substring, Substring)>) throws -> (name: String, [Int]) {
        let match = try #require(row.members.keys.compactMap { $0.wholeMatch(of: name) }.first)
        return (String(match.output.0), [try #require(Int(match.output.1))])
    }

    /// Published SplitMix64 output for a state, 1234567: a replicate is that generator, addressed by index.
    @Test func splitMix() throws {
        let (name, numbers) = try numbers(in: golden.expected, /splitmix_from_([0-9]+)/)
        let replicate = RandomReplicate(key: UInt64(numbers[0]))
        let expected = golden.expected[name]
        #expect(!expected.elements.isEmpty)
        golden.expectEqual(.list(expected.elements.indices.map { hexadecimal(replicate.draw($0)) }), expected)
    }

    @Test func streams() throws {
        try check("streams") { row in
            let stream = RandomStream(
                seed: UInt64(try row["seed"].requireInteger()), label: try row["label"].requireText())
            let replicate = stream.replicate(try row["replicate"].requireInteger())
            let (weightsName, creators) = try numbers(in: row, /multinomial_weights_n([0-9]+)/)
            var weights = [Int](repeating: 0, count: creators[0])
            for k in weights.indices { weights[replicate.bounded(k, below: weights.count)] += 1 }
            let (boundedName, bounds) = try numbers(in: row, /bounded_first_[0-9]+_n([0-9]+)/)
            return [
                "stream_key": hexadecimal(stream.key),
                "replicate_key": hexadecimal(replicate.key),
                // The file lists the draws 0, 1, 2 and 999.
                "draws": .list([0, 1, 2, 999].map { hexadecimal(replicate.draw($0)) }),
                "unit_0": .number(replicate.unit(0)),
                boundedName: .list(row[boundedName].elements.indices.map { .integer(replicate.bounded($0, below: bounds[0])) }),
                weightsName: .list(weights.map { .integer($0) }),
            ]
        }
    }

    @Test func poissonWeights() throws {
        try check("poisson") { row in
            let replicate = try replicate(row)
            let (firstName, first) = try numbers(in: row, /first_([0-9]+)/)
            let hashes = try row["keys"].elements.map { CounterRandom.entityHash(try $0.requireText().utf8) }
            return [
                "entity_hash": .list(hashes.map { hexadecimal($0) }),
                "weights": .list(hashes.map { .integer(replicate.poissonWeight(entityHash: $0)) }),
                // The creators c0, c1, …
                firstName: .list(
                    (0..<first[0]).map {
                        .integer(replicate.poissonWeight(entityHash: CounterRandom.entityHash("c\($0)".utf8)))
                    }),
            ]
        }
    }

    @Test func permutationPrefixes() throws {
        try check("permutation") { row in
            let prefix = try replicate(row).permutationPrefix(
                try row["m"].requireInteger(), of: try row["N"].requireInteger())
            return ["prefix": .list(prefix.map { .integer($0) })]
        }
    }
}
