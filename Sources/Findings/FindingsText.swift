internal import Foundation

/// The serialised form of findings, `findings.json`: one JSON object, one row of a section per line, so that two
/// versions can be compared line by line. Keys ascend, absent values are `null`, the bytes depend on the values only.
extension FindingSet {
    /// The whole text.
    ///
    /// - Throws: an `EncodingError` where a double is not finite.
    package func json() throws -> [UInt8] {
        try jsonParts().reduce(into: []) { $0.append(contentsOf: try $1.json()) }
    }

    /// The text in parts that are made one by one, by any thread: joined in their order they are `json`. So nobody has to hold all
    /// of it.
    ///
    /// - Throws: an `EncodingError` where a double of the definition is not finite.
    package func jsonParts() throws -> [FindingsPart] {
        var text = FindingsText()
        text.append("associations", rows: associations)
        text.append("attribution", rows: attribution)
        text.append("attributionWitnesses", rows: attributionWitnesses)
        text.append("balance", rows: balance)
        text.append("bins", rows: bins)
        text.append("budget", rows: budget)
        text.append("census", rows: census)
        text.append("claims", rows: claims)
        text.append("comparisons", rows: comparisons)
        text.append("creatorClouds", rows: creatorClouds)
        try text.append("creatorCount", value: creatorCount)
        text.append("curve", rows: curve)
        try text.append("definition", value: definition)
        text.append("duplicates", rows: duplicates)
        text.append("elasticity", rows: elasticity)
        text.append("estimates", rows: estimates)
        text.append("exclusions", rows: exclusions)
        text.append("flags", rows: flags)
        text.append("followersSources", rows: followersSources)
        text.append("headlines", rows: headlines)
        text.append("ladder", rows: ladder)
        text.append("losses", rows: losses)
        text.append("missing", rows: missing)
        text.append("money", rows: money)
        text.append("notices", rows: notices)
        text.append("payoff", rows: payoff)
        text.append("robustness", rows: robustness)
        text.append("sensitivity", rows: sensitivity)
        text.append("style", rows: style)
        text.append("tierPositions", rows: tierPositions)
        text.append("trend", rows: trend)
        text.append("trendMonths", rows: trendMonths)
        text.append("unmatched", rows: unmatched)
        try text.append("version", value: version)
        text.append("windows", rows: windows)
        return text.finish()
    }

    /// Reads what `json` wrote.
    ///
    /// - Throws: a `DecodingError` that names the key where the text is something else.
    package init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(FindingSet.self, from: Data(json))
    }
}

/// A part of the serialised form of findings.
package struct FindingsPart: Sendable {
    fileprivate let make: @Sendable () throws -> [UInt8]

    /// - Throws: an `EncodingError` where a double is not finite.
    package func json() throws -> [UInt8] { try make() }
}

/// Divides an object of sections into parts.
private struct FindingsText {
    /// Some 200 kB.
    private static let rowsOfPart = 500
    private var parts: [FindingsPart] = []
    /// What stands before the next part's rows.
    private var text: [UInt8] = []
    private var isFirst = true

    mutating func append(_ key: String, value: some Encodable) throws {
        begin(key)
        let json = JSONText()
        try json.append(value)
        text.append(contentsOf: json.bytes)
    }

    mutating func append(_ key: String, rows: [some Encodable & Sendable]) {
        begin(key)
        text.append(UInt8(ascii: "["))
        for start in stride(from: 0, to: rows.count, by: Self.rowsOfPart) {
            let (before, isFirst) = (text, start == 0)
            let rows = rows[start..<min(start + Self.rowsOfPart, rows.count)]
            text = []
            parts.append(FindingsPart {
                let json = JSONText()
                json.append(before)
                for (index, row) in rows.enumerated() {
                    json.append(Array((isFirst && index == 0 ? "\n" : ",\n").utf8))
                    try json.append(row)
                }
                return json.bytes
            })
        }
        text.append(contentsOf: rows.isEmpty ? "]".utf8 : "\n]".utf8)
    }

    consuming func finish() -> [FindingsPart] {
        text.append(contentsOf: "\n}\n".utf8)
        return parts + [FindingsPart { [text] in text }]
    }

    private mutating func begin(_ key: String) {
        text.append(contentsOf: isFirst ? "{\n\"".utf8 : ",\n\"".utf8)
        isFirst = false
        text.append(contentsOf: key.utf8)
        text.append(contentsOf: "\": ".utf8)
    }
}
