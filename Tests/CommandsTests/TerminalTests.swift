import Foundation
import Testing

/// What somebody sees who sits before it.
struct TerminalTests {
    private let workdir: Workdir

    init() throws {
        workdir = try Workdir()
        try workdir.makeSmall()
    }

    /// Runs on a terminal (util-linux' `script` makes one) and gives what it shows after the progress.
    private func terminal(_ settings: String, _ arguments: String) throws -> String {
        try workdir.write("line", "\(settings) '\(Programs.path("tierwise"))' \(arguments)")
        let result = try Programs.shell("script -qec 'bash line' /dev/null", in: workdir)
        return result.out.replacing("\r\n", with: "\n")
    }

    /// The losses, the two answers, the path: in this order, and the badges in colour where it is wanted.
    @Test func theAnswersStandAtTheEnd() throws {
        defer { workdir.remove() }
        let shown = try terminal("TERM=xterm NO_COLOR=", "run p.yml")
        let lines = shown.split(separator: "\n").map(String.init)
        // Five creators cannot answer: the badge is faint.
        let badge = "\u{1B}[2mcannot tell\u{1B}[0m"
        let answers = lines.indices.filter { lines[$0].hasPrefix(badge) }
        #expect(answers.count == 2 && lines.last?.contains("the report is report/report.html") == true, "\(shown)")
        if let first = answers.first { #expect(answers == [first, first + 1] && first + 2 == lines.count - 1, "\(shown)") }
        let again = try terminal("TERM=xterm NO_COLOR=1", "run p.yml")
        #expect(again.contains("cannot tell  Micro creators get more engagement: ") && !again.contains("\u{1B}[2m"), "\(again)")
        #expect(try !terminal("TERM=dumb", "run p.yml").contains("\u{1B}[2m"))
        // Into a file never, not even for who asks for all notes.
        let verbose = try Programs.tierwise("run", "p.yml", "--verbose", in: workdir)
        #expect(verbose.err.contains("cannot tell  Micro creators get more engagement: ") && !verbose.err.contains("\u{1B}"), "\(verbose)")
        let cron = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(!cron.err.contains("cannot tell"), "\(cron)")
    }

    /// A desktop's program gets the page; where there is none, or none that starts, the report stands all the same.
    @Test func openingThePage() throws {
        defer { workdir.remove() }
        try workdir.write("bin/xdg-open", "#!/bin/sh\nprintf '%s' \"$1\" > page\n")
        let program = Programs.path("tierwise")
        let result = try Programs.shell("chmod +x bin/xdg-open; mkfifo page; PATH=\"$PWD/bin:$PATH\" '\(program)' run p.yml --open > /dev/null & cat page; wait $!", in: workdir)
        #expect(result.out.hasSuffix("/report/report.html") && result.out.hasPrefix("/"), "\(result)")
        let without = try Programs.shell("PATH=/nowhere '\(program)' run p.yml --open", in: workdir)
        #expect(without.err.contains("--open: no program that opens pages is here"), "\(without)")
        let cron = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(without.code == cron.code, "\(without)")
        let several = try Programs.tierwise("run", "p.yml", "p.yml", "--open", in: workdir)
        #expect(several.code == 64, "\(several)")
    }
}
