@testable import Findings
@testable import Reporting
import SocialData
import Testing

/// What is new against the report before, and how the page says it.
@Suite struct ChangesTests {
    private func file(_ name: String, _ sha: String, _ entities: [Entity], _ rows: Int, refused: String? = nil) -> InputSummary {
        InputSummary(
            name: name, sha256: sha, bytes: 1, format: "", entities: entities, dialect: "", rows: rows, accepted: rows, quarantined: 0, skipped: 0,
            quarantinedCells: 0, skipReasons: [], refused: refused, notes: [])
    }

    private func publication(_ findings: FindingSet = Samples.rich, _ files: [InputSummary] = [], definition: String = "d") -> Publication {
        Publication(findings, inputs: files, definition: definition, program: "1")
    }

    private func texts(_ changes: PublicationChanges) -> [String] {
        ChangesSection(changes, Samples.rich.definition).section().blocks.flatMap { block in
            switch block {
            case .paragraph(let text), .note(let text): [text]
            case .list(let items): items
            default: [String]()
            }
        }
    }

    @Test func theSameIsNoNews() {
        #expect(PublicationChanges(from: publication(), to: publication()).isEmpty)
        #expect(PublicationChanges(from: publication(), to: publication(definition: "e")).hasOtherDefinition)
    }

    /// What all deals earned is no news in another currency: nothing says how much of it is the rate.
    @Test func amountsOfTwoCurrenciesAreNotCompared() throws {
        var (before, after) = (publication(), publication(definition: "e"))
        #expect(before.currency == Samples.rich.definition.currency)
        before.numbers = [Publication.Number(what: .profit, tier: "", value: 100)]
        after.numbers = [Publication.Number(what: .profit, tier: "", value: 110)]
        #expect(PublicationChanges(from: before, to: after).numbers.map(\.difference) == [10])
        after.currency = "JPY"
        #expect(PublicationChanges(from: before, to: after).numbers.isEmpty)
    }

    /// By their bytes, whatever they are called; of one name, what came replaces what went.
    @Test func filesAreKnownByTheirBytes() {
        let before = [file("a.csv", "1", [.posts], 10), file("b.csv", "2", [.orders], 20), file("c.csv", "3", [.deals], 30)]
        let after = [
            file("renamed.csv", "1", [.posts], 10), file("b.csv", "4", [.orders], 25), file("d.csv", "5", [.posts], 7),
            file("e.csv", "6", [], 0, refused: "no"),
        ]
        let changes = PublicationChanges(from: publication(Samples.rich, before), to: publication(Samples.rich, after))
        #expect(changes.files.map(\.name) == ["b.csv", "d.csv", "e.csv", "c.csv"])
        #expect(changes.files.map(\.kind) == [.replaced, .added, .refused, .removed])
        #expect(texts(changes).suffix(5).dropLast() == [
            "b.csv changed: 25 rows of orders now, 20 rows then.", "d.csv is new: 7 rows of posts.", "e.csv is new and was refused.",
            "c.csv is gone, with 30 rows of deals.",
        ])
    }

    /// The same bytes, refused once: a number that moved because of it names the file, both times.
    @Test func aFileThatIsRefusedOrUsedAgainIsNews() {
        let (used, refused) = (file("o.csv", "1", [.orders], 20), file("o.csv", "1", [], 0, refused: "no"))
        let unreadable = file("o.csv", "unreadable-1", [], 0, refused: "no")
        for other in [refused, unreadable] {
            let gone = PublicationChanges(from: publication(Samples.rich, [used]), to: publication(Samples.rich, [other]))
            #expect(gone.files == [.init(kind: .refused, name: "o.csv", entities: [.orders], rowsBefore: 20, rowsAfter: 0)])
            #expect(texts(gone).contains("o.csv was refused this time; no longer in the numbers: 20 rows of orders."))
            let back = PublicationChanges(from: publication(Samples.rich, [other]), to: publication(Samples.rich, [used]))
            #expect(back.files == [.init(kind: .readable, name: "o.csv", entities: [.orders], rowsBefore: 0, rowsAfter: 20)])
            #expect(texts(back).contains("o.csv was refused then and is used now: 20 rows of orders."))
        }
        #expect(PublicationChanges(from: publication(Samples.rich, [refused]), to: publication(Samples.rich, [refused])).isEmpty)
    }

    /// First the verdict, and what holds for who looks every night.
    @Test func aVerdictThatChangedComesFirst() throws {
        var now = Samples.rich
        let place = try #require(now.headlines.firstIndex { $0.metric == .returnOnSpend })
        now.headlines[place].verdict = .higher("macro")
        var before = now
        before.headlines[place].verdict = .noClearDifference
        for (isWithin, said) in [(true, "Looked at every night, it is not clear"), (false, "It stands also at all looks together")] {
            now.robustness.removeAll { $0.metric == .returnOnSpend && $0.view == .repeated }
            var row = RobustnessRow(metric: .returnOnSpend, a: "micro", b: "macro", view: .repeated, scale: .linear)
            (row.estimate, row.includesNoDifference) = (0.1, isWithin)
            now.robustness.append(row)
            let first = try #require(texts(PublicationChanges(from: publication(before), to: publication(now))).first)
            #expect(first.hasPrefix("The verdict on return changed: no clear difference then, macro higher now. \(said)"), "\(first)")
        }
    }

    /// 1.42 − 0.55 = 0.87, on both sides of nothing; orders bear on money, posts do not.
    @Test func numbersNameTheFilesThatBearOnThem() throws {
        var before = Samples.rich
        let place = try #require(before.money.firstIndex { $0.tier == "micro" })
        before.money[place].roi = -0.45
        var now = before
        now.money[place].roi = 0.42
        let changes = PublicationChanges(
            from: publication(before), to: publication(now, [file("p.csv", "1", [.posts], 1), file("o.csv", "2", [.orders], 1)]))
        #expect(changes.numbers.map(\.what) == [.returned] && changes.numbers[0].files == ["o.csv"])
        #expect(texts(changes).contains("Brought back per euro by micro deals: €0.55 then, €1.42 now (+€0.87); of the files that are new or gone, these bear on it: o.csv."))
    }
}
