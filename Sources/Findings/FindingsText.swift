internal import Foundation

/// The serialised form of findings, `findings.json`: one JSON object, one row of a section per line, so that two
/// versions can be compared line by line. Keys ascend, absent values are `null`, the bytes depend on the values only.
extension FindingSet {
    /// - Throws: an `EncodingError` where a double is not finite.
    package func json() throws -> [UInt8] {
        var text = FindingsText()
        try text.append("associations", rows: associations)
        try text.append("attribution", rows: attribution)
        try text.append("attributionWitnesses", rows: attributionWitnesses)
        try text.append("bins", rows: bins)
        try text.append("budget", rows: budget)
        try text.append("census", rows: census)
        try text.append("claims", rows: claims)
        try text.append("comparisons", rows: comparisons)
        try text.append("creators", rows: creators)
        try text.append("curve", rows: curve)
        try text.append("definition", value: definition)
        try text.append("duplicates", rows: duplicates)
        try text.append("elasticity", rows: elasticity)
        try text.append("estimates", rows: estimates)
        try text.append("exclusions", rows: exclusions)
        try text.append("flags", rows: flags)
        try text.append("followersSources", rows: followersSources)
        try text.append("headlines", rows: headlines)
        try text.append("ladder", rows: ladder)
        try text.append("money", rows: money)
        try text.append("notices", rows: notices)
        try text.append("sensitivity", rows: sensitivity)
        try text.append("style", rows: style)
        try text.append("trend", rows: trend)
        try text.append("trendMonths", rows: trendMonths)
        try text.append("unmatched", rows: unmatched)
        try text.append("version", value: version)
        return text.finish()
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
    private let encoder: JSONEncoder
    private var bytes: [UInt8] = []

    init() {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    mutating func append(_ key: String, value: some Encodable) throws {
        begin(key)
        bytes.append(contentsOf: try encoder.encode(value))
    }

    mutating func append(_ key: String, rows: [some Encodable]) throws {
        begin(key)
        bytes.append(UInt8(ascii: "["))
        for (index, row) in rows.enumerated() {
            bytes.append(contentsOf: index == 0 ? "\n".utf8 : ",\n".utf8)
            bytes.append(contentsOf: try encoder.encode(row))
        }
        bytes.append(contentsOf: rows.isEmpty ? "]".utf8 : "\n]".utf8)
    }

    consuming func finish() -> [UInt8] {
        bytes.append(contentsOf: "\n}\n".utf8)
        return bytes
    }

    private mutating func begin(_ key: String) {
        bytes.append(contentsOf: bytes.isEmpty ? "{\n\"".utf8 : ",\n\"".utf8)
        bytes.append(contentsOf: key.utf8)
        bytes.append(contentsOf: "\": ".utf8)
    }
}

/// The compiler writes `encode(to:)` with `encodeIfPresent`, which leaves absent values out. Inside this module these
/// overloads take its place, so that absent values stand in the text as `null`.
extension KeyedEncodingContainer {
    mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try encode(value, forKey: key) }
    mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try encode(value, forKey: key) }
    mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try encode(value, forKey: key) }
    mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws { try encode(value, forKey: key) }
    mutating func encodeIfPresent(_ value: ExactTotal?, forKey key: Key) throws { try encode(value, forKey: key) }
}
