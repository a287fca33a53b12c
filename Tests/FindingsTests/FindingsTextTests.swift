import Foundation
import SocialData
import Testing

@testable import Findings

@Suite struct FindingsTextTests {
    @Test func writtenFindingsReadBackEqual() throws {
        let findings = Self.sample
        #expect(try FindingSet(json: findings.json()) == findings)
    }

    /// Lines are rows, whichever part they stand in: 1,201 rows of a section are three parts.
    @Test func rowsOfSeveralPartsReadBackEqual() throws {
        var findings = Self.sample
        findings.bins = (0..<1201).map { number in
            BinRow(metric: .engagementByFollowers, from: Int64(number), to: nil, posts: number, creators: 3, value: nil, low: nil, high: nil)
        }
        let parts = try findings.jsonParts()
        // The end of the text is one more.
        #expect(parts.count == 4)
        let text = try parts.reduce(into: [UInt8]()) { $0 += try $1.json() }
        #expect(text.count { $0 == UInt8(ascii: "\n") } == (try Self.sample.json()).count { $0 == UInt8(ascii: "\n") } + 1200)
        #expect(try FindingSet(json: text) == findings)
    }

    @Test func everySectionIsWritten() throws {
        let written = try #require(
            JSONSerialization.jsonObject(with: Data(Self.sample.json())) as? [String: Any])
        let properties = Mirror(reflecting: Self.sample).children.compactMap(\.label)
        #expect(written.keys.sorted() == properties.sorted())
    }

    @Test func keysAscend() throws {
        let text = try #require(String(bytes: Self.sample.json(), encoding: .utf8))
        let keys = text.split(separator: "\n").filter { $0.hasPrefix("\"") }.map { $0.prefix { $0 != ":" } }
        #expect(keys == keys.sorted())
        #expect(text.contains(#"{"creators":3,"from":1000,"high":null,"low":null,"metric":"er_followers","positionFrom":null,"positionTo":null,"posts":9,"to":null,"value":0.25}"#))
    }

    @Test func absentValuesAreNull() throws {
        let text = try #require(String(bytes: Self.sample.json(), encoding: .utf8))
        #expect(text.contains(#""periodFrom":null"#))
        #expect(text.contains(#""to":null"#))
    }

    @Test func exactTotalsKeepEveryDigit() throws {
        var findings = Self.sample
        let total = Int128(Int64.max) * 3
        findings.attribution = [
            AttributionRow(
                attribution: .utm, orders: 1, gross: ExactTotal(total), refund: ExactTotal(-total), withoutMoney: 0)
        ]
        let read = try FindingSet(json: findings.json())
        #expect(read.attribution[0].gross.value == total)
        #expect(read.attribution[0].refund.value == -total)
    }

    @Test func aNumberThatIsNotFiniteIsRefused() {
        var findings = Self.sample
        findings.bins[0].value = .infinity
        #expect(throws: EncodingError.self) { try findings.json() }
    }

    static var sample: FindingSet {
        var findings = FindingSet(
            definition: Definition(
                name: "n", title: "t", currency: "EUR", timeZone: "UTC", periodFrom: nil, periodTo: "2025-12-31",
                asOf: "2025-02-01T00:00:00Z", asOfSource: "pipeline", scheme: "essay",
                tiers: [TierBand(name: "mega", from: 1_000_000, to: nil)], tierA: "micro", tierB: "macro",
                by: ["platform"], margin: 1, windowDays: 30, maturityDays: 30, confidence: 0.95, minimumCreators: 10,
                minimumAgeDays: 7, seed: 1))
        findings.bins = [
            BinRow(metric: .engagementByFollowers, from: 1000, to: nil, posts: 9, creators: 3, value: 0.25, low: nil, high: nil)
        ]
        return findings
    }
}

@Suite struct ExactTotalTests {
    /// 835.396, 0.005 and -1.2345 with two decimals, halves away from zero.
    @Test(arguments: [(8_353_960, "835.40"), (50, "0.01"), (49, "0.00"), (-12_345, "-1.23"), (10_000, "1.00")] as [(Int128, String)])
    func sentencesHaveTwoDecimals(value: Int128, text: String) {
        #expect(ExactTotal(value).saidText == text)
    }
}

@Suite struct PublishedDoubleTests {
    static let cases: [(value: Double, expected: Double)] = [
        (0.30000000000000004, 0.3),
        (0.3333333333333333, 0.333333333333),
        (123456789.0123456, 123456789.012),
        (-0.6666666666666666, -0.666666666667),
        (3.3333333333333333e299, 3.33333333333e299),
        (0, 0),
        (5e-300, 5e-300),
    ]

    @Test(arguments: cases) func roundsTo12SignificantDigits(value: Double, expected: Double) {
        #expect(value.published == expected)
    }

    @Test func negativeZeroIsZero() {
        #expect((-0.0).published.sign == .plus)
    }
}
