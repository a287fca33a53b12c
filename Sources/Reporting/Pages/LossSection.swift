internal import Findings

/// What no number of the report counts: what could change the answer above it, all of it with the quality of the data.
struct LossSection {
    /// Entries of a page's list or table; the table file has them all.
    private static let longestList = 8
    private static let longestTable = 40
    /// A reader sees the answer on the same screen.
    private static let mostAtOnce = 2

    private let losses: LossList
    private let currency: String

    init(_ losses: LossList, currency: String) {
        self.losses = losses
        self.currency = currency
    }

    /// What stands above the answer; nil where nothing could change it.
    func above() -> Above? {
        let grave = losses.aboveTheAnswer
        guard !grave.isEmpty else { return nil }
        return Above(
            title: grave.count == 1
                ? say("One thing in the data could change this answer")
                : say("\(Format.count(grave.count)) things in the data could change this answer"),
            short: grave.prefix(Self.mostAtOnce).map(short),
            whole: grave.prefix(Self.longestList).map { Visible.message(sentence($0), limit: 500) + "." },
            rest: grave.count > Self.longestList ? say("\(Format.count(grave.count - Self.longestList)) more in tables/losses.csv.") : nil)
    }

    /// What was lost and how much money it is about; what mends it is said where the loss is unfolded.
    private func short(_ loss: Loss) -> String {
        let what = "\(Visible.text(loss.source)): \(Visible.message(Language.current.message(loss.what), limit: 200))"
        guard let money = loss.money, money.value != 0 else { return what }
        return say("\(what) (\(Format.whole(money, currency)))")
    }

    /// The gravest losses as the templates see them: the first ones in short, and all of them, with what mends them, to unfold.
    struct Above {
        let title: String
        let short: [String]
        let whole: [String]
        let rest: String?

        var context: [String: Any] {
            ["title": title, "short": short, "unfold": say("All of them, and how to fix them"), "whole": whole + [rest].compactMap(\.self)]
        }
    }

    /// As `Loss.sentence`, in the language of the page.
    private func sentence(_ loss: Loss) -> String {
        var what = Language.current.message(loss.what)
        if let example = loss.shownExample { what = say("\(what) (as `\(example)`)") }
        if let money = loss.money, money.value != 0 { what = say("\(what); \(Format.currency(Format.money(money), currency)) concerned") }
        return "\(loss.source): \(what); \(Language.current.message(loss.remedy))"
    }

    func blocks() -> [PageBlock] {
        let heading = PageBlock.heading(say("Lost between the files and the numbers"))
        guard !losses.losses.isEmpty else { return [heading, .paragraph(say("Nothing was lost."))] }
        return [
            heading,
            .table(
                PageTable(
                    caption: say("What no number counts, the gravest first, money in \(Visible.text(currency))"),
                    columns: [
                        .text(say("where")), .text(say("what")), .number(say("how many")), .text(say("of")), .number(say("money")), .text(say("for example")),
                        .text(say("what mends it")),
                    ],
                    rows: losses.losses.map { loss in
                        [
                            .key(loss.source), .text(Visible.message(Language.current.message(loss.what), limit: 400)), .count(loss.count),
                            .text(Language.current.word(loss.unit.rawValue)), loss.money.map { .text(Format.money($0)) } ?? .missing,
                            loss.shownExample.map { .key($0) } ?? .missing, .text(Visible.message(Language.current.message(loss.remedy), limit: 400)),
                        ]
                    }, file: "tables/losses.csv", id: "losses-table"
                ).limited(to: Self.longestTable)),
        ]
    }
}
