internal import Findings
internal import SocialData
internal import TextValues

/// What two sources hold of one sale, as entries of the one list of losses.
extension NormalizationLosses {
    mutating func addSalesOfTwoSources(_ totals: OrderTotals, _ evidence: OrderEvidence?) {
        let pairs = totals.sameSales.orders
        add(
            .sameSale, .noted, source: .orders, column: OrderColumn.orderReference.name,
            Self.sentence(pairs, "sale stands", "sales stand")
                + (totals.hasShopOrders
                    ? " in a shop's file and again in an affiliate network's; each counts once, with the shop's money and the network's credit"
                    : " in the reports of several affiliate networks; each counts once, with the greatest amount"),
            count: pairs, unit: .orders, money: totals.sameSales.gross, remedy: "nothing to do")
        let copies = totals.copies.orders
        add(
            .sameSale, Self.weight(copies, of: totals.counted), source: .orders, column: OrderColumn.store.name,
            Self.sentence(copies, "order of one store stands", "orders of one store stand")
                + " again under another store's name or number, with the same time and amount; each counts once",
            count: copies, unit: .orders, money: totals.copies.gross,
            remedy: "leave one of the exports out; if they are orders of two shops whose numbers and days agree by chance, export them with their times")
        let others = evidence?.copies.otherAmounts ?? 0
        add(
            .sameSale, .important, source: .orders, column: OrderColumn.revenue.name,
            Self.sentence(others, "order stands", "orders stand")
                + " under two stores or numbers with one time and two amounts or currencies; both count, perhaps one sale twice",
            count: others, unit: .orders, remedy: "compare the amounts of both exports; if they hold the same orders, leave one of them out")
        guard let reported = evidence?.reported, !reported.isEmpty, totals.hasShopOrders else { return }
        add(
            .sameSale, Self.weight(reported.unpaired, of: reported.sales.count), source: .orders, column: OrderColumn.orderReference.name,
            Self.sentence(reported.unpaired, "sale", "sales")
                + " of an affiliate network could not be found among the shop's orders and counts on its own, perhaps a second time",
            count: reported.unpaired, unit: .orders, money: Self.sum(of: reported.sales.filter { $0.shop == nil }.map(\.amount)),
            remedy: "compare the order numbers of both exports, or leave one of them out")
    }

    /// Sales of two sources that no order number tells apart or together: both count, so somebody must know.
    mutating func add(_ repeated: RepeatedSales, _ sources: InputSources, zone: ZoneOffsets) {
        let pairs = repeated.pairs(in: zone).sorted { ($0.isLikely ? 1 : 0, $0.sales.gross) > ($1.isLikely ? 1 : 0, $1.sales.gross) }
        for pair in pairs.prefix(Self.shownWords) {
            let names = pair.sources.map(sources.name(ofSource:))
            let count = pair.sales.orders
            var example = "\(ExactTotal(Int128(pair.example.gross)).saidText) \(currency)"
            if pair.example.orderedAt != missingInstant { example += " of \(Self.day(of: pair.example.orderedAt, in: zone))" }
            add(
                .sameSale, pair.isLikely ? .important : .noted, source: .orders, column: "order_reference",
                (repeated.mask == 0 ? "" : "at least ") + Self.sentence(count, "sale", "sales")
                    + " of one creator\(pair.hasOtherAmounts ? " and day, and of one amount or number," : ", day and amount") \(count == 1 ? "stands" : "stand") in \(names[0]) and in \(names[1])"
                    + "\(count == 1 ? "," : ", the greatest") \(example), and so perhaps \(count == 1 ? "counts" : "count") twice",
                count: count, unit: .orders, money: pair.sales.gross,
                remedy: "if one of the files reports sales of the other, leave it out of `sources:`, or give it the shop's order numbers as `order_reference`; nothing to do if they are of two shops"
            )
        }
    }
}
