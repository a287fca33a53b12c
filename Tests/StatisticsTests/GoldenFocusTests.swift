import Testing

@testable import Statistics

/// Case 20: topic focus, brand alignment, audience overlap.
@Suite struct GoldenFocus {
    let golden: GoldenVector

    init() throws { golden = try GoldenVector("20_focus_alignment") }

    @Test func focus() throws {
        #expect(golden.params["topics"].members.keys == golden.expected["focus"].members.keys)
        for (name, topics) in golden.params["topics"].members {
            let focus = TopicFocus(
                counts: try topics["counts"].elements.map { try $0.requireInteger() },
                vocabulary: try topics["K"].requireInteger())
            golden.expectEqual(
                [
                    "hhi": GoldenValue(focus.concentration), "hhi_unbiased": GoldenValue(focus.unbiasedConcentration),
                    "hhi_normalised": GoldenValue(focus.normalisedConcentration),
                    "entropy": GoldenValue(focus.entropy), "focus": GoldenValue(focus.focus),
                ], golden.expected["focus"][name], name)
        }
    }

    @Test func alignment() throws {
        func pairs(_ name: String) -> [(GoldenValue, GoldenValue, keys: [String])] {
            golden.params[name].elements.map { pair in
                let (first, second) = (pair.elements[0], pair.elements[1])
                return (first, second, Set(first.members.keys).union(second.members.keys).sorted())
            }
        }
        func product(_ left: GoldenValue, _ right: GoldenValue, over keys: [String]) -> Int128 {
            keys.reduce(0) { $0 + Int128(left[$1].integer ?? 0) * Int128(right[$1].integer ?? 0) }
        }
        let cosines = pairs("tags").map { first, second, keys in
            Alignment.cosine(
                dot: product(first, second, over: keys), squares: product(first, first, over: keys),
                otherSquares: product(second, second, over: keys))
        }
        let overlaps = pairs("audiences").map { first, second, keys in
            Alignment.audienceOverlap(keys.map { first[$0].double ?? 0 }, keys.map { second[$0].double ?? 0 })
        }
        golden.expectEqual(.list(cosines.map { GoldenValue($0) }), golden.expected["cosine"], "cosine")
        golden.expectEqual(
            .list(overlaps.map { GoldenValue($0) }), golden.expected["audience_overlap"], "audience_overlap")
    }
}
