import ByteStreams
import Foundation
import TestSupport
import Testing

@testable import StageFiles

@Suite struct PieceFileTests {
    private static func withPath(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pieces-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body("\(folder)/p.parquet")
    }

    private static let pieces: [(name: String, content: [UInt8])] = [
        ("empty", []), ("zeros", [UInt8](repeating: 0, count: 5_000)), ("some", (0..<3_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }),
    ]

    @Test func piecesComeBack() throws {
        try Self.withPath { path in
            try PieceFile.write(Self.pieces, kind: "part", origin: "a", path: path)
            let file = try PieceFile(path: path, kind: "part", origin: "a")
            for (number, piece) in Self.pieces.enumerated().reversed() { #expect(try file.piece(number, named: piece.name) == piece.content) }
            #expect(throws: StreamError.self) { try file.piece(1, named: "some") }
            #expect(throws: StreamError.self) { try file.piece(3, named: "more") }
            #expect(throws: StreamError.self) { try PieceFile(path: path, kind: "part", origin: "b") }
            #expect(throws: StreamError.self) { try PieceFile(path: path, kind: "other", origin: "a") }
            #expect(try StageFileSeal.whole(path) != nil)
        }
    }

    /// A bit of every fifth byte flipped: an error, or the bytes as they were.
    @Test func damageIsAnErrorOrNothing() throws {
        try Self.withPath { path in
            try PieceFile.write(Self.pieces, kind: "part", origin: "a", path: path)
            let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
            for place in stride(from: 0, to: whole.count, by: 5) {
                var bytes = whole
                bytes[place] ^= UInt8(1 << (place % 8))
                try Data(bytes).write(to: URL(filePath: path))
                do {
                    let file = try PieceFile(path: path, kind: "part", origin: "a")
                    for (number, piece) in Self.pieces.enumerated() { #expect(try file.piece(number, named: piece.name) == piece.content, "byte \(place)") }
                } catch is StreamError {}
                #expect(try StageFileSeal.whole(path) == nil, "byte \(place)")
            }
        }
    }
}
