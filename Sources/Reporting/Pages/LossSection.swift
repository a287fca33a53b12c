internal import Findings

/// What no number of the report counts: what could change the answer above it, all of it with the quality of the data.
struct LossSection {
    /// Entries of a page's list or table; the table file has them all.
    private static let longestList = 8
    private static let longestTable = 40

    private let losses: LossList
    private let currency: String

    init(_ losses: LossList, currency: String) {
        self.losses = losses
        self.currency = currency
    }

    /// Nothing where nothing could change the answer.
    func above() -> [PageBlock] {
        let grave = losses.aboveTheAnswer
        guard !grave.isEmpty else { return [] }
        let rest = grave.count - Self.longestList
        var blocks: [PageBlock] = [
            .heading("Not in these numbers"),
            .list(grave.prefix(Self.longestList).map { Visible.message($0.sentence(currency: currency), limit: 500) + "." }),
        ]
        if rest > 0 { blocks.append(.note("\(Format.count(rest)) more in tables/losses.csv.")) }
        return blocks
    }

    func blocks() -> [PageBlock] {
        let heading = PageBlock.heading("Lost between the files and the numbers")
        guard !losses.losses.isEmpty else { return [heading, .paragraph("Nothing was lost.")] }
        return [
            heading,
            .table(
                PageTable(
                    caption: "What no number counts, the gravest first, money in \(Visible.text(currency))",
                    columns: [
                        .text("where"), .text("what"), .number("how many"), .text("of"), .number("money"), .text("for example"),
                        .text("what mends it"),
                    ],
                    rows: losses.losses.map { loss in
                        [
                            .key(loss.source), .text(Visible.message(loss.what, limit: 400)), .count(loss.count),
                            .text(Visible.text(loss.unit.rawValue)), loss.money.map { .text(Format.money($0)) } ?? .missing,
                            loss.shownExample.map { .key($0) } ?? .missing, .text(Visible.message(loss.remedy, limit: 400)),
                        ]
                    }, file: "tables/losses.csv"
                ).limited(to: Self.longestTable)),
        ]
    }
}
