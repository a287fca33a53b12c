import Findings
import Foundation
import FoundationXML
@testable import Reporting
import TestSupport

/// Pages, charts and tables, in that order.
func renderReport(
    _ findings: FindingSet, inputs: [InputSummary], losses: LossList, programVersion: String, language: String = "en", words: [String: String] = [:]
) throws -> [ReportFile] {
    try renderPages(findings, inputs: inputs, losses: losses, programVersion: programVersion, language: language, words: words)
        + renderTables(findings, inputs: inputs, losses: losses)
}

/// A report by path, as text.
struct RenderedReport {
    let files: [String: String]
    let paths: [String]

    init(_ findings: FindingSet, inputs: [InputSummary] = Samples.inputs, version: String = "1.2.3") throws {
        var rendered = try renderReport(findings, inputs: inputs, losses: .none, programVersion: version)
        let creators = CreatorLines.csv(findings.creatorCount > 0 ? Samples.creators : [])
        rendered.append(ReportFile(path: CreatorLines.path, bytes: CreatorLines.header + creators))
        paths = rendered.map(\.path)
        files = Dictionary(uniqueKeysWithValues: rendered.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    /// The samples by name, each rendered once.
    static let samples: [String: RenderedReport] = {
        let all = [("rich", Samples.rich)] + Samples.poor
        return Dictionary(
            uniqueKeysWithValues: all.compactMap { name, findings in (try? RenderedReport(findings)).map { (name, $0) }
            })
    }()

    var markdown: String { files["report.md"] ?? "" }
    var html: String { files["report.html"] ?? "" }
    var details: String { files["details.html"] ?? "" }
    var charts: [(path: String, text: String)] { paths.filter { $0.hasSuffix(".svg") }.map { ($0, files[$0] ?? "") } }
    var tables: [(path: String, text: String)] { paths.filter { $0.hasSuffix(".csv") }.map { ($0, files[$0] ?? "") } }

    /// The first screen in words: from the title to the first chart or the claims, with plain blanks.
    var firstScreen: String {
        let start = plain(markdown)
        return start.components(separatedBy: "\n## ")[0].components(separatedBy: "\n![")[0]
    }

    /// The order of the claims on the page.
    private static let order: [ClaimName] = [
        .engagement, .return, .budget, .connection, .niche, .shift, .style, .audience, .alignment, .definition,
    ]

    /// The part of the page that answers a claim, from its heading to the next one, with plain blanks and without the
    /// backslashes of Markdown.
    func claim(_ name: ClaimName) -> String {
        let claims = markdown.components(separatedBy: "\n## ").dropFirst().first ?? ""
        let parts = claims.components(separatedBy: "\n### ").dropFirst()
        guard parts.count == Self.order.count, let place = Self.order.firstIndex(of: name) else { return "" }
        return plain(Array(parts)[place]).replacingOccurrences(of: "\\", with: "")
    }

    /// The heading of a claim: its statement and its verdict.
    func heading(_ id: ClaimName) -> String { claim(id).components(separatedBy: "\n")[0] }

    /// The paragraph under a claim's heading.
    func sentences(_ id: ClaimName) -> String {
        let lines = claim(id).split(separator: "\n", omittingEmptySubsequences: true)
        return String(lines.dropFirst().first ?? "").trimmingCharacters(in: .whitespaces)
    }

    /// Items of the list under `title` in a claim.
    func list(_ id: ClaimName, _ title: String) -> [String] {
        let parts = claim(id).components(separatedBy: "\n\(title):\n\n")
        guard parts.count > 1 else { return [] }
        return parts[1].components(separatedBy: "\n\n")[0].split(separator: "\n").map { String($0.dropFirst(2)) }
    }

    /// What is said to the two headline questions.
    var headlines: String { sentences(.engagement) + " " + sentences(.return) }
}

/// No-break spaces as blanks, so that expectations can be typed.
func plain(_ text: String) -> String {
    text.replacingOccurrences(of: "\u{202F}", with: " ").replacingOccurrences(of: "\u{00A0}", with: " ")
}

/// RFC 4180 records of `text`, or nil where a quote stands where it must not.
func records(_ text: String) -> [[String]]? {
    var records: [[String]] = []
    var record: [String] = []
    var field = String.UnicodeScalarView()
    var inQuotes = false
    var wasQuoted = false
    let scalars = Array(text.unicodeScalars)
    var place = 0
    func end() {
        record.append(String(field))
        field = String.UnicodeScalarView()
        wasQuoted = false
    }
    while place < scalars.count {
        let scalar = scalars[place]
        if inQuotes {
            if scalar == "\"" {
                if place + 1 < scalars.count, scalars[place + 1] == "\"" {
                    field.append("\"")
                    place += 1
                } else {
                    inQuotes = false
                }
            } else {
                field.append(scalar)
            }
        } else if scalar == "\"" {
            guard field.isEmpty, !wasQuoted else { return nil }
            inQuotes = true
            wasQuoted = true
        } else if scalar == "," {
            end()
        } else if scalar == "\n" {
            end()
            records.append(record)
            record = []
        } else if scalar == "\r" || wasQuoted {
            return nil
        } else {
            field.append(scalar)
        }
        place += 1
    }
    return inQuotes || !record.isEmpty || !field.isEmpty ? nil : records
}

/// The tables of a Markdown page: the number of cells of every row. Cells are split as GitHub's tables do, at every `|`
/// without a backslash, inside code too.
func markdownTables(_ text: String) -> [[Int]] {
    var tables: [[Int]] = []
    var current: [Int] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        guard line.hasPrefix("|") else {
            if !current.isEmpty { tables.append(current) }
            current = []
            continue
        }
        var bars = 0
        var escaped = false
        for scalar in line.unicodeScalars {
            if escaped { escaped = false } else if scalar == "\\" { escaped = true } else if scalar == "|" { bars += 1 }
        }
        current.append(bars - 1)
    }
    if !current.isEmpty { tables.append(current) }
    return tables
}

/// Names of the elements of an HTML page, as a browser finds them: `<` and a letter, or `</` and a letter.
func elements(_ html: String) -> [String] {
    let bytes = Array(html.utf8)
    var names: [String] = []
    var place = 0
    while place + 1 < bytes.count {
        if bytes[place] == UInt8(ascii: "<") {
            var start = place + 1
            if bytes[start] == UInt8(ascii: "/"), start + 1 < bytes.count { start += 1 }
            let isTag = (bytes[start] | 0x20) >= UInt8(ascii: "a") && (bytes[start] | 0x20) <= UInt8(ascii: "z")
            let isDeclaration = bytes[start] == UInt8(ascii: "!") || bytes[start] == UInt8(ascii: "?")
            if isTag || isDeclaration {
                let name = bytes[(place + 1)...].prefix {
                    $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n")
                }
                names.append(String(decoding: name, as: UTF8.self))
            }
        }
        place += 1
    }
    return names
}

/// Whether `text` is well-formed XML.
func isWellFormed(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }

/// Public lists of hostile texts; none where they are not here.
enum SharedSuites {
    static func read(_ path: String) -> Data? { (try? SharedFolder.bytes("suites/\(path)")).map { Data($0) } }

    static let formulas: [String] = {
        struct Payload: Decodable { var text: String }
        guard let data = read("csv-injection/payloads.json") else { return [] }
        return ((try? JSONDecoder().decode([Payload].self, from: data)) ?? []).map(\.text)
    }()

    static let naughty: [String] = {
        guard let data = read("naughty-strings/blns.json") else { return [] }
        return (try? JSONDecoder().decode([String].self, from: data)) ?? []
    }()
}
