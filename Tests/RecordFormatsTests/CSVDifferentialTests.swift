import Foundation
import Testing

@testable import RecordFormats
import TestSupport

/// The fast ways must give what libcsv gives, on every input.
@Suite struct CSVDifferentialTests {
    /// Pieces that meet where readers go wrong, more often than bytes at random would.
    private static let pieces: [String] = [
        ",", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"", "\"\"", "a", "12", "-3.5", "caption text", "é", "😀", " ", "\t",
        ";", "'", "\\", "\"quoted\"", "\"two\nlines\"", "\"say \"\"hi\"\"\"", "37°36'37.8\"N", "\u{FEFF}", "1,2,3\n",
        "a,b,c\n", "\"a\",\"b\",\"c\"\r\n", ",,\n", "\0", "twelve bytes", "\n\n",
        String(repeating: "a block of text without any mark; ", count: 4), "\"" + String(repeating: "quoted, ", count: 12) + "\"",
    ]

    private static let dialects: [(dialect: Dialect, columns: Int?, allowShort: Bool, limits: RecordLimits)] = [
        (Dialect(headerLines: 1), nil, false, .standard),
        (Dialect(headerLines: 0), 3, false, .standard),
        (Dialect(headerLines: 0), 3, true, .standard),
        (Dialect(headerLines: 0), nil, true, RecordLimits(recordBytes: 30, columns: 5)),
        (Dialect(delimiter: UInt8(ascii: ";"), preambleLines: 1), nil, false, .standard),
        (Dialect(delimiter: UInt8(ascii: "\t"), quote: UInt8(ascii: "'"), headerLines: 2), 2, false, .standard),
        (Dialect(quote: nil, headerLines: 0), 3, false, .standard),
        (Dialect(emptyTail: 2), 3, false, .standard),
    ]

    /// Texts for each dialect. `TIERWISE_FUZZ_ROUNDS` asks for more (and takes a release build).
    private static let rounds = ProcessInfo.processInfo.environment["TIERWISE_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 600

    @Test(arguments: 0..<8)
    func fastWaysEqualLibCSV(which: Int) {
        let (dialect, columns, allowShort, limits) = Self.dialects[which]
        for round in 0..<Self.rounds {
            let seed = UInt64(which * 1_000_000_000 + round)
            var generator = SeededGenerator(seed: seed)
            var text: [UInt8] = []
            // Some are long enough to fill several blocks, and begin anywhere in one.
            for _ in 0..<Int.random(in: 1...(round % 8 == 0 ? 300 : 40), using: &generator) {
                if Int.random(in: 0..<40, using: &generator) == 0 {
                    text.append(UInt8.random(in: 0...255, using: &generator))
                } else {
                    text += Array(Self.pieces.randomElement(using: &generator)!.utf8)
                }
            }
            let reference = readCSV(
                text, dialect, columns: columns, allowShort: allowShort, limits: limits, usesFastPaths: false)
            let fast = readCSV(text, dialect, columns: columns, allowShort: allowShort, limits: limits)
            let size = Int.random(in: 1...20, using: &generator)
            let cut = readCSV(
                text, dialect, columns: columns, allowShort: allowShort, limits: limits, cuts: .every(size))
            let cutReference = readCSV(
                text, dialect, columns: columns, allowShort: allowShort, limits: limits, cuts: .every(size),
                usesFastPaths: false)
            #expect(fast == reference, "seed \(seed): \(String(decoding: text, as: UTF8.self).debugDescription)")
            #expect(cut == reference, "seed \(seed), chunks of \(size)")
            #expect(cutReference == reference, "seed \(seed), chunks of \(size), libcsv")
            if fast != reference || cut != reference || cutReference != reference { return }
        }
    }
}
