internal import Crypto
package import Findings

/// Keyed names in the place of people's: of one key the same identity has the same name every night, and nobody without the key
/// can tell whose it is.
///
/// Everything that identifies somebody is replaced or left out: creators, accounts, posts, deals and codes by the first 64 bits of
/// an HMAC-SHA-256 (RFC 2104), names of files, which often are handles, likewise; examples out of files are left out.
package struct Pseudonyms: Sendable {
    private let key: SymmetricKey

    /// - Parameter key: 32 bytes that only their owner knows.
    package init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// `p0123456789abcdef`.
    package func name(_ identity: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let code = HMAC<SHA256>.authenticationCode(for: Array(identity.utf8), using: key)
        let text = code.prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "p" + String(decoding: text, as: UTF8.self)
    }

    /// `p0123456789abcdef.csv.gz`: what a file is called, its kind kept.
    package func fileName(_ name: String) -> String {
        let kind = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().suffix(2).map(String.init).filter(Self.kinds.contains)
        return ([self.name(name)] + kind).joined(separator: ".")
    }

    private static let kinds: Set<String> = ["csv", "tsv", "txt", "json", "jsonl", "ndjson", "xlsx", "zip", "gz", "zst"]
}

extension Pseudonyms {
    /// Findings without anybody's name.
    ///
    /// - Parameter files: names of the input files.
    package func applied(to findings: FindingSet, files: [String]) -> FindingSet {
        var findings = findings
        // `posts exported_at instagram 17990…`: entity, column, whose.
        let source = findings.definition.asOfSource.split(separator: " ", maxSplits: 2).map(String.init)
        if source.count == 3 { findings.definition.asOfSource = "\(source[0]) \(source[1]) \(name(source[2]))" }
        for place in findings.unmatched.indices {
            findings.unmatched[place].key = name(findings.unmatched[place].key)
            findings.unmatched[place].sources = withoutFiles(findings.unmatched[place].sources, files)
        }
        for place in findings.duplicates.indices { findings.duplicates[place].examples = findings.duplicates[place].examples.map(name) }
        // What is listed after the colon are people and accounts.
        for place in findings.notices.indices {
            findings.notices[place].text = withoutFiles(String(findings.notices[place].text.prefix { $0 != ":" }), files)
        }
        findings.losses = applied(to: findings.losses, files: files)
        return findings
    }

    /// `files` are the names that may occur in sentences, to be replaced there too.
    package func applied(to losses: [Loss], files: [String]) -> [Loss] { losses.map { applied(to: $0, files: files) } }

    /// Names of files are replaced, also in losses and refusals; notes are left out.
    package func applied(to inputs: [InputSummary]) -> [InputSummary] {
        let files = inputs.map(\.name)
        return inputs.map { input in
            var input = input
            input.name = fileName(input.name)
            input.notes = []
            input.losses = applied(to: input.losses, files: files)
            input.refused = input.refused.map { withoutFiles($0, files) }
            return input
        }
    }

    /// Only names of files: everything else there is a number or a tier.
    package func applied(to changes: PublicationChanges) -> PublicationChanges {
        var changes = changes
        for place in changes.files.indices { changes.files[place].name = fileName(changes.files[place].name) }
        for place in changes.numbers.indices { changes.numbers[place].files = changes.numbers[place].files.map(fileName) }
        return changes
    }

    /// The part of `tables/creators.csv` that holds whole lines, with names in the place of the creators.
    package func creatorLines(_ lines: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(lines.count)
        var isQuoted = false
        var isFirst = true
        var field: [UInt8] = []
        for byte in lines {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isFirst, isQuoted || byte != UInt8(ascii: ",") {
                field.append(byte)
                continue
            }
            if isFirst {
                // As it stands in the table: the same text is the same creator.
                output.append(contentsOf: name(String(decoding: field, as: UTF8.self)).utf8)
                field = []
                isFirst = false
            }
            output.append(byte)
            if byte == UInt8(ascii: "\n"), !isQuoted { isFirst = true }
        }
        return output
    }

    private func applied(to loss: Loss, files: [String]) -> Loss {
        var loss = loss
        let isFile = files.contains(loss.source)
        if isFile { loss.source = fileName(loss.source) }
        if let first = loss.what.firstRange(of: ", first: ") { loss.what = String(loss.what[..<first.lowerBound]) }
        loss.what = withoutFiles(loss.what, files)
        loss.remedy = withoutFiles(loss.remedy, files)
        loss.example = ""
        return loss
    }

    /// A text with the names of files replaced, longer ones first: one may be part of another.
    private func withoutFiles(_ text: String, _ files: [String]) -> String {
        files.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.reduce(text) { text, file in
            text.contains(file) ? text.replacing(file, with: fileName(file)) : text
        }
    }
}
