import Foundation
import Testing

/// `tierwise explain`, as people run it.
@Suite struct ExplainTests {
    @Test func aWordWithItsExample() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        let result = try Programs.tierwise("explain", "er_followers", in: workdir)
        #expect(result.code == 0, "\(result)")
        #expect(result.out.hasPrefix("er_followers (metric)\n"))
        for part in ["Formula: E / followers", "Example:", "`595 / 18200 = 0.0327`", "Source: Methods 4.1, Engagement; 3.2, Followers of a post"] {
            #expect(result.out.contains(part), "\(part)")
        }
        // Words with a blank need no quotes.
        #expect(try Programs.tierwise("explain", "NOT", "TESTABLE", in: workdir).out.hasPrefix("NOT TESTABLE (verdict)\n"))
    }

    @Test func everythingIsListed() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        let result = try Programs.tierwise("explain", in: workdir)
        #expect(result.code == 0 && result.err.isEmpty, "\(result)")
        for part in ["Metrics\n", "  roas ", "Verdicts\n", "  too_young ", "Columns of tables\n", "ci_low"] {
            #expect(result.out.contains(part), "\(part)")
        }
    }

    @Test func anUnknownWordGetsTheNearest() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        let result = try Programs.tierwise("explain", "er_folowers", in: workdir)
        #expect(result.code == 64 && result.out.isEmpty, "\(result)")
        #expect(
            result.err
                == "explain: nothing is called `er_folowers`; did you mean `er_followers`? `tierwise explain` alone lists everything\n")
        let other = try Programs.tierwise("explain", "xyzzyxyzzy", in: workdir)
        #expect(other.code == 64 && other.err == "explain: nothing is called `xyzzyxyzzy`; `tierwise explain` alone lists everything\n")
    }
}
