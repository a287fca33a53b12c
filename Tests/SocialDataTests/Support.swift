import Foundation
import SocialData
import TestSupport

private struct GoldenParts<Expected: Decodable, Params: Decodable>: Decodable {
    let expected: Expected
    let params: Params
}

/// What is expected of a golden case, and its parameters.
func golden<Expected: Decodable, Params: Decodable>(_ name: String, _: Expected.Type, _: Params.Type) throws -> (Expected, Params) {
    let data = try Data(contentsOf: URL(filePath: "\(Repository.golden)/\(name)/case.json"))
    let parts = try JSONDecoder().decode(GoldenParts<Expected, Params>.self, from: data)
    return (parts.expected, parts.params)
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
