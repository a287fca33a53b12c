@testable import Pipelines
import Testing

/// Amounts of the tables as whole numbers for a database.
@Suite struct TenThousandthsTests {
    @Test(arguments: [
        ("0.00", 0), ("12.5", 125_000), ("-12.50", -125_000), ("1234.5678", 12_345_678), ("7", 70_000), ("-0.0001", -1),
        ("922337203685477.5807", Int64.max), ("-922337203685477.5808", Int64.min),
    ] as [(String, Int64)])
    func amounts(text: String, number: Int64) { #expect(tenThousandths(Array(text.utf8).span) == number) }

    @Test(arguments: ["", "-", ".5", "1.", "1.23456", "1,5", "922337203685477.5808", "-922337203685477.5809", "1e3", " 1"])
    func whatIsNone(text: String) { #expect(tenThousandths(Array(text.utf8).span) == nil) }
}
