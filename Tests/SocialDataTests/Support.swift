import Foundation
import SocialData

/// A folder of published test data, found without being part of the package: the environment names it, else it stands
/// beside the package.
func testFolder(_ variable: String, beside path: String) -> URL? {
    if let named = ProcessInfo.processInfo.environment[variable] {
        return existing(URL(filePath: named))
    }
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
        if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
            return existing(folder.appending(path: "..").appending(path: path).standardized)
        }
        folder = folder.deletingLastPathComponent()
    }
    return nil
}

private func existing(_ folder: URL) -> URL? {
    FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}

private struct GoldenCase<Expected: Decodable>: Decodable {
    let expected: Expected
}

/// The `expected` part of a golden case, or `nil` (and a word about it) where the folder is missing.
func golden<Expected: Decodable>(_ name: String, _ type: Expected.Type) throws -> Expected? {
    guard let folder = testFolder("TIERWISE_GOLDEN", beside: "shared/golden") else {
        print("skipped: \(name), no golden folder (TIERWISE_GOLDEN)")
        return nil
    }
    let data = try Data(contentsOf: folder.appending(path: name).appending(path: "case.json"))
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

/// A small generator with a seed that failures print.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return mix64(state)
    }
}
