import Foundation
import SocialData
import TestSupport

private struct GoldenCase<Expected: Decodable>: Decodable {
    let expected: Expected
}

/// The `expected` part of a golden case, or `nil` where the folder is missing.
func golden<Expected: Decodable>(_ name: String, _ type: Expected.Type) throws -> Expected? {
    guard let folder = SharedFolder.golden else { return nil }
    let data = try Data(contentsOf: URL(filePath: "\(folder)/\(name)/case.json"))
    return try JSONDecoder().decode(GoldenCase<Expected>.self, from: data).expected
}

/// Runs a reader on the UTF-8 bytes of a text.
func reading<Result>(_ text: String, _ read: (Span<UInt8>) -> Result) -> Result {
    let bytes = Array(text.utf8)
    return read(bytes.span)
}

/// The text that a writer appends.
func written(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
}
