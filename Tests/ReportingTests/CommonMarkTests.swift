import Foundation
@testable import Reporting
import Testing

/// The Markdown report as a CommonMark renderer reads it: nothing that came out of a file makes an element.
@Suite(.enabled("needs cmark in PATH (Debian: cmark)", { InstalledProgram.path(["cmark"]) != nil }))
struct CommonMarkTests {
    @Test(arguments: [
        "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](https://example.org/x.png)", "<https://example.org>", "`", "``` code",
        "# heading", "- item", "1. item", "> quote", "***", "---", "===", "a|b|c", "\\", "line\nbreak", "line\r\n\r\n## injected", "&lt;b&gt;",
        "<!-- -->", "*a* _b_ **c**", "\u{202E}gnp.exe", "    code", "[ref]: https://example.org",
    ])
    func dataMakeNoElement(text: String) throws {
        let (findings, inputs) = InjectionTests.poisoned([text, "harmless 2"])
        let (usual, usualInputs) = InjectionTests.poisoned(["harmless 1", "harmless 2"])
        let shown = elements(try html(try RenderedReport(findings, inputs: inputs).markdown))
        let harmless = elements(try html(try RenderedReport(usual, inputs: usualInputs).markdown))
        #expect(shown.count > 50)
        #expect(shown == harmless)
    }

    /// Raw HTML would come through as it is.
    private func html(_ markdown: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tierwise-markdown-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (input, output) = (folder.appending(path: "report.md"), folder.appending(path: "report.html"))
        try Data(markdown.utf8).write(to: input)
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: try #require(InstalledProgram.path(["cmark"])))
        process.arguments = ["--unsafe", input.path]
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: try Data(contentsOf: output), as: UTF8.self)
    }
}
