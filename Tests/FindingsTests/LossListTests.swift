import Findings
import Testing

/// What was lost, in the order that matters, in words that betray nobody.
struct LossListTests {
    private func loss(
        _ weight: Loss.Weight, _ source: String, count: Int = 1, money: Int128? = nil, example: String = ""
    ) -> Loss {
        Loss(
            .valuesSetAside, weight, source: source, what: "\(count) values of `fee` set aside", count: count, unit: .values,
            money: money.map { ExactTotal($0) }, example: example, remedy: "correct the column")
    }

    private func input(
        _ name: String, rows: Int = 200, quarantined: Int = 0, refused: String? = nil, losses: [Loss] = []
    ) -> InputSummary {
        InputSummary(
            name: name, sha256: "", bytes: 1, format: "", entities: [], dialect: "", rows: rows, accepted: rows - quarantined,
            quarantined: quarantined, skipped: 0, quarantinedCells: 0, skipReasons: [], refused: refused, notes: [], losses: losses)
    }

    @Test func theGravestComesFirst() {
        let list = LossList(
            inputs: [input("a.csv", refused: "its checksum differs; export it again")],
            later: [
                loss(.noted, "n"), loss(.warning, "few", money: 10_000), loss(.warning, "much", money: -90_000),
                loss(.important, "many", count: 9), loss(.important, "one"),
            ], warningShare: 0.01)
        #expect(list.losses.map(\.source) == ["a.csv", "much", "few", "many", "one", "n"])
        #expect(list.aboveTheAnswer.count == 5 && list.weight == .refusal)
        #expect(LossList.none.weight == nil)
    }

    /// 2 of 200 rows are 1 %: not above a limit of 1 %; 3 are.
    @Test(arguments: [(2, Loss.Weight.noted), (3, .warning)])
    func rowsAboveTheLimitWarn(quarantined: Int, weight: Loss.Weight) {
        let rows = Loss(.rowsSetAside, .noted, source: "a.csv", what: "rows", count: quarantined, unit: .rows, remedy: "")
        let list = LossList(inputs: [input("a.csv", quarantined: quarantined, losses: [rows])], later: [], warningShare: 0.01)
        #expect(list.losses.map(\.weight) == [weight])
    }

    @Test func aRefusedFileIsOneLossWithItsRemedy() {
        let list = LossList(
            inputs: [input("a.csv", refused: "its checksum differs; export it again", losses: [loss(.warning, "a.csv")])],
            later: [], warningShare: 0.01)
        #expect(
            list.losses.map { $0.sentence(currency: "EUR") }
                == ["a.csv: refused, nothing of it was used: its checksum differs; export it again"])
    }

    /// 12,345,600 ten-thousandths are 1,234.56.
    @Test func aSentenceSaysWhereWhatHowMuchAndWhatToDo() {
        let loss = loss(.warning, "deals.csv", count: 3, money: 12_345_600, example: "1.400,00 €")
        #expect(
            loss.sentence(currency: "EUR")
                == "deals.csv: 3 values of `fee` set aside (as `1.400,00 €`); 1234.56 EUR concerned; correct the column")
    }

    @Test(arguments: [
        ("12,3 B", true), ("15.03.2026", true), ("$1,400.00", true), ("20K", true), ("", false), ("n/a", false),
        ("anna@example.org", false), ("anna7@example.org", false), ("Anna Lindt 7", true), ("Anna Maria Lindt 7", false),
        ("+49 170 1234567", false), ("Main Street 12, Springfield", false),
    ])
    func onlyNumbersAndDatesAreShown(text: String, isShown: Bool) {
        #expect((Loss.shown(text) != nil) == isShown)
    }

    /// What stands in a column of words is shown only where it can be a word.
    @Test(arguments: [
        ("shipped", true), ("Teilweise versandt", true), ("wc-custom_2", true), ("發貨", true), ("zora@canary.example", false),
        ("+49 171 5550123", false), ("https://example.org/x", false), ("Please ring twice, the bell is broken", false), ("a\u{1}b", false),
    ])
    func wordsThatMayBeShown(word: String, isShown: Bool) { #expect((Loss.shownWord(word) != nil) == isShown) }
}
