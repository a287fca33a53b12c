import Foundation
import Testing

/// What a shop sold, as Shopify exports it.
extension MoneyFaultTests {
    /// #41 sold a card on its second line, which nobody reads; #42 was paid with it, as a whole or in part.
    @Test(arguments: ["gift_card", "shopify_payments + gift_card", "Gift Card"])
    func spentGiftCards(method: String) throws {
        let workdir = try Self.brand(sources: "  - {files: orders.csv, set: {store: main}}")
        defer { workdir.remove() }
        let header = Self.shopifyHeader.trimmingCharacters(in: .newlines)
        func row(_ number: Int, _ amount: String, _ method: String) -> String {
            "#\(number),,paid,2025-05-05 10:00:00 +0200,EUR,\(amount),0.00,0.00,\(amount),SUN,0.00,2025-05-05 10:00:00 +0200,1,Scarf,,0.00,\(method)\n"
        }
        try workdir.write("orders.csv", header + ",Payment Method\n" + row(41, "150.00", "paypal") + "#41,,,,,,,,,,,,1,Gift Card,,,\n" + row(42, "40.00", method))
        let result = try Self.run(workdir)
        #expect(result.code == 0, "\(result)")
        #expect(try Self.money(workdir, "micro", "net") == "190.00")
        #expect(try workdir.read("report/report.md").contains("1 credited order sold gift cards or was paid with some"))
    }

    /// Gift cards under any name: 10.00 of each.
    @Test(arguments: ["Gift Card - $10", "Digital Gift Card", "€50 Gift card", "GIFT CARD", "Gutschein 25 €", "Geschenkgutschein", "E-Gift 10"])
    func giftCards(item: String) throws {
        let workdir = try Self.brand(sources: "  - {files: orders.csv, set: {store: main}}")
        defer { workdir.remove() }
        for (name, isCard) in [(item, true), ("Leave-gift box", false)] {
            try workdir.write("orders.csv", Self.shopifyHeader
                + "#41,,paid,2025-05-05 10:00:00 +0200,EUR,10.00,0.00,0.00,10.00,SUN,0.00,2025-05-05 10:00:00 +0200,1,\(name),,0.00\n")
            let result = try Self.run(workdir)
            #expect(result.code == 0, "\(result)")
            #expect(try workdir.read("report/report.md").contains("1 credited order sold gift cards") == isCard, "\(name)")
        }
    }

    /// A spreadsheet opened the shop's export and saved it: its dates are read where a value proves the order of day and month, and
    /// the option that reads them is said where none does.
    @Test func shopifySavedByASpreadsheet() throws {
        for (dates, set, gross) in [
            (["5/25/2025 12:00", "6/1/2025 9:30"], "", "120.00"), (["25.5.2025 12:00", "1.6.2025 09:30"], "", "120.00"),
            (["25/05/2025 12:00", "01/06/2025 09:30"], "", "120.00"), (["5/6/2025 12:00", "6/7/2025 9:30"], ", dates: month_first", "120.00"),
            (["5/6/2025 12:00", "6/7/2025 9:30"], "", "refused"),
        ] {
            let workdir = try Self.brand(sources: "  - {files: shop.csv, set: {store: main\(set)}}")
            defer { workdir.remove() }
            try workdir.write("shop.csv", Self.shopifyHeader + dates.enumerated().map { number, date in
                "#70\(number),,paid,\(date),EUR,60,0,0,60,SUN,0,\(date),1,Lamp,,0\n"
            }.joined())
            let result = try Self.run(workdir)
            if gross == "refused" {
                #expect(result.code == 2 && result.err.contains("dates: month_first") , "\(result)")
            } else {
                #expect(result.code == 0, "\(dates) \(result)")
                #expect(try Self.money(workdir, "micro", "gross") == gross, "\(dates) \(result)")
            }
        }
    }
}
