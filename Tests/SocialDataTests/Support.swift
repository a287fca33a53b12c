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
