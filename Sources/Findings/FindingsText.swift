internal import Foundation

/// The serialised form of findings, `findings.json`: one JSON object, one row of a section per line, so that two
/// versions can be compared line by line. Keys ascend, absent values are `null`, the bytes depend on the values only.
extension FindingSet {
    /// The whole text.
    ///
    /// - Throws: an `EncodingError` where a double is not finite.
    package func json() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try writeJSON { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Writes the text in parts of about a megabyte, so that nobody holds all of it.
    ///
    /// - Throws: what `write` throws, and an `EncodingError` where a double is not finite.
    package func writeJSON(_ write: ([UInt8]) throws -> Void) throws {
        var text = FindingsText()
        func section(_ key: String, _ rows: [some Encodable]) throws { try text.append(key, rows: rows, write) }
        try section("associations", associations)
        try section("attribution", attribution)
        try section("attributionWitnesses", attributionWitnesses)
        try section("balance", balance)
        try section("bins", bins)
        try section("budget", budget)
        try section("census", census)
        try section("claims", claims)
        try section("comparisons", comparisons)
        try section("creatorClouds", creatorClouds)
        try text.append("creatorCount", value: creatorCount)
        try section("curve", curve)
        try text.append("definition", value: definition)
        try section("duplicates", duplicates)
        try section("elasticity", elasticity)
        try section("estimates", estimates)
        try section("exclusions", exclusions)
        try section("flags", flags)
        try section("followersSources", followersSources)
        try section("headlines", headlines)
        try section("ladder", ladder)
        try section("losses", losses)
        try section("missing", missing)
        try section("money", money)
        try section("notices", notices)
        try section("payoff", payoff)
        try section("robustness", robustness)
        try section("sensitivity", sensitivity)
        try section("style", style)
        try section("tierPositions", tierPositions)
        try section("trend", trend)
        try section("trendMonths", trendMonths)
        try section("unmatched", unmatched)
        try text.append("version", value: version)
        try section("windows", windows)
        try text.finish(write)
    }

    /// Reads what `json` wrote.
    ///
    /// - Throws: a `DecodingError` that names the key where the text is something else.
    package init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(FindingSet.self, from: Data(json))
    }
}

/// Writes an object of sections. Rows are encoded one at a time: an encoder builds a tree of what it is given, and a
/// tree of all rows would be many times their size.
private struct FindingsText {
    private static let partBytes = 1 << 20
    private let encoder: JSONEncoder
    /// What has not been written yet.
    private var bytes: [UInt8] = []
    private var isFirst = true

    init() {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    mutating func append(_ key: String, value: some Encodable) throws {
        begin(key)
        bytes.append(contentsOf: try encoder.encode(value))
    }

    mutating func append(_ key: String, rows: [some Encodable], _ write: ([UInt8]) throws -> Void) throws {
        begin(key)
        bytes.append(UInt8(ascii: "["))
        for (index, row) in rows.enumerated() {
            bytes.append(contentsOf: index == 0 ? "\n".utf8 : ",\n".utf8)
            bytes.append(contentsOf: try encoder.encode(row))
            if bytes.count >= Self.partBytes {
                try write(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        bytes.append(contentsOf: rows.isEmpty ? "]".utf8 : "\n]".utf8)
    }

    mutating func finish(_ write: ([UInt8]) throws -> Void) throws {
        bytes.append(contentsOf: "\n}\n".utf8)
        try write(bytes)
    }

    private mutating func begin(_ key: String) {
        bytes.append(contentsOf: isFirst ? "{\n\"".utf8 : ",\n\"".utf8)
        isFirst = false
        bytes.append(contentsOf: key.utf8)
        bytes.append(contentsOf: "\": ".utf8)
    }
}

/// The compiler writes `encode(to:)` with `encodeIfPresent`, which leaves absent values out. Inside this module these
/// overloads take its place, so that absent values stand in the text as `null`.
extension KeyedEncodingContainer {
    mutating func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) throws { try encode(value, forKey: key) }
    mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try encode(value, forKey: key) }
    mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try encode(value, forKey: key) }
    mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try encode(value, forKey: key) }
    mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try encode(value, forKey: key) }
    mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws { try encode(value, forKey: key) }
}
