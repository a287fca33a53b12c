import Foundation
import Testing

/// What code and pages cite stands in the repository.
struct DocumentationTests {
    /// Text files that may cite, by their path in the repository.
    private static func texts() throws -> [(path: String, text: String)] {
        var texts: [(String, String)] = []
        for place in ["Sources", "Tests", "Documentation", "pipelines", "Benchmarks"] {
            let folder = HouseTests.root.appending(path: place)
            let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
            for case let file as URL in files where ["swift", "md", "yml", "hpp", "mustache"].contains(file.pathExtension) {
                let path = file.path.replacingOccurrences(of: HouseTests.root.path + "/", with: "")
                texts.append((path, try String(contentsOf: file, encoding: .utf8)))
            }
        }
        for name in ["README.md", "CONTRIBUTING.md", "samples/README.md"] {
            texts.append((name, try String(contentsOf: HouseTests.root.appending(path: name), encoding: .utf8)))
        }
        return texts
    }

    private static func headings(_ document: String) throws -> [String] {
        let text = try String(contentsOf: HouseTests.root.appending(path: "Documentation/\(document)"), encoding: .utf8)
        return text.matches(of: /(?m)^#+ (.+)$/).map { String($0.1) }
    }

    /// `Methods 9.1, 9.2 and 12` names three sections, over a line's end too; each is a heading of Documentation/Methods.md.
    @Test func everyCitedSectionExists() throws {
        let sections = Set(try Self.headings("Methods.md").compactMap { $0.split(separator: " ").first.map(String.init) })
        var cited: Set<String> = []
        let citation = /Methods(?:\s|\/\/\/?)+((?:[0-9]+(?:\.[0-9]+)?(?: \([a-z0-9]+\))?(?:,? and | to |, |,\s+\/\/\/ )?)+)/
        for (path, text) in try Self.texts() {
            for match in text.matches(of: citation) {
                let numbers = match.1.replacing(/\([a-z0-9]+\)/, with: "").matches(of: /[0-9]+(\.[0-9]+)?/).map { String($0.0) }
                for number in numbers { #expect(sections.contains(number), "\(path) cites Methods \(number): \(match.0)") }
                cited.formUnion(numbers)
            }
        }
        #expect(cited.count > 50, "the citations are not found")
    }

    /// One spelling, and nothing that only some have.
    @Test func nothingOutsideTheRepositoryIsCited() throws {
        for (path, text) in try Self.texts() where path != "Tests/ArchitectureTests/DocumentationTests.swift" {
            for name in ["METHODS", "DESIGN.md", "RELIABILITY", "EXPORTS.md", "EXAMPLES.md"] {
                #expect(!text.contains(name), "\(path) cites \(name)")
            }
        }
    }

    /// `Documentation/Design.md, Shards` and links `Documentation/Operations.md#healing` lead to a heading.
    @Test func citedDocumentsAndHeadingsExist() throws {
        for (path, text) in try Self.texts() {
            for match in text.matches(of: /Documentation\/([A-Z][a-z]+\.md)(?:, ([A-Z][a-z][a-z ]+[a-z])|#([a-z0-9-]+))?/) {
                let headings = try Self.headings(String(match.1))
                if let title = match.2 { #expect(headings.contains { title.hasPrefix($0) }, "\(path): \(match.0)") }
                if let anchor = match.3 { #expect(headings.map(Self.anchor).contains(String(anchor)), "\(path): \(match.0)") }
            }
        }
    }

    /// A heading's anchor as Git hosts make it.
    private static func anchor(_ heading: String) -> String {
        String(heading.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }.map { $0 == " " ? "-" : $0 })
    }
}
