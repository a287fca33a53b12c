/// Shopify orders: one order is one or more lines, and only the first carries the order's own values.
struct ShopifyExport {
    private static let header = """
        Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,\
        Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,\
        Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,\
        Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,\
        Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,\
        Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,\
        Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,\
        Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,\
        Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References
        """.split(separator: ",").map { String($0) }

    let world: World

    func files() -> [ExportFile] {
        let main = world.orders.filter { $0.store == "main" }
        let end = main.lastIndex(where: \.isInBothExports).map { $0 + 1 } ?? main.count
        var first = file("orders_export_1", main[..<end].map { Self.beforeRefund($0) })
        first.planted = [
            ("orders of several lines", "continuation lines are skipped"),
            ("codes in any case, with blanks, two in one cell", "trimmed, upper-cased, split"),
            ("codes that nobody owns: WELCOME5, friends20, Summer24, TEST100", "`unattributed`, listed in `tables/unmatched.csv`"),
            ("codes that had ended", "`unattributed`, listed as `order_code_not_valid`"),
            ("cancelled and voided orders", "counted apart, bring no money"),
            ("customers' e-mail addresses, names, streets and phones (all made up, all with the word canary)", "never read"),
        ]
        let both = main.filter(\.isInBothExports)
        var second = file("orders_export_2", Array(main[(end - both.count)...]))
        second.planted = [
            (
                "\(both.count) orders that the first export holds too, some refunded since",
                "one row per order is kept, the one with the greater refund; they are counted in `tables/duplicates.csv`"
            )
        ]
        var american = file("orders_export_us", world.orders.filter { $0.store == "us" })
        american.planted = [
            ("orders in dollars", "converted by the rate of their day"),
            ("order numbers that the other shop has, too", "two shops by the source's `store`: no duplicates"),
        ]
        return [first, second, american]
    }

    static func beforeRefund(_ order: Order) -> Order {
        var earlier = order
        if order.isInBothExports, order.status.hasSuffix("refunded") {
            earlier.refund = 0
            earlier.status = "paid"
        }
        return earlier
    }

    private func file(_ name: String, _ orders: [Order]) -> ExportFile {
        var table = CSVBuilder()
        table.row(Self.header)
        var file = ExportFile(path: "shopify/\(name).csv.gz", bytes: [], accepted: orders.count)
        // The newest order stands first.
        for order in orders.reversed() {
            for (line, item) in order.lines.enumerated() {
                var cells = cells(item)
                cells["Name"] = "#\(order.number)"
                cells["Email"] = "customer\(order.number)@example.invalid"
                cells["Created at"] = time(order.orderedAt, order)
                if line == 0 { cells.merge(head(order)) { $1 } }
                table.row(Self.header.map { cells[$0] ?? "" })
            }
            file.skipped += order.lines.count - 1
        }
        file.bytes = table.bytes
        return file
    }

    private func cells(_ item: (quantity: Int, product: Int)) -> [String: String] {
        let product = Words.products[item.product]
        return [
            "Lineitem quantity": String(item.quantity), "Lineitem name": product.name, "Lineitem price": money(product.cents),
            "Lineitem sku": "LUM-\(100 + item.product)", "Lineitem requires shipping": product.name == "Tip" ? "false" : "true",
            "Lineitem taxable": "true", "Lineitem fulfillment status": "fulfilled", "Vendor": "Lumovia", "Lineitem discount": "0.00",
        ]
    }

    private func head(_ order: Order) -> [String: String] {
        let isPaid = order.status != "pending" && order.status != "voided"
        let canary = "Canary \(order.number)"
        let country = order.store == "us" ? "US" : "DE"
        return [
            "Financial Status": order.status, "Paid at": isPaid ? time(order.orderedAt + 1, order) : "",
            "Fulfillment Status": isPaid ? "fulfilled" : "unfulfilled",
            "Fulfilled at": isPaid ? time(order.orderedAt + 2 * Clock.day, order) : "", "Accepts Marketing": "no",
            "Currency": order.currency, "Subtotal": money(order.subtotal), "Shipping": money(order.shipping), "Taxes": money(order.tax),
            "Total": money(order.subtotal + order.shipping), "Discount Code": order.code, "Discount Amount": money(order.discount),
            "Shipping Method": "Standard", "Billing Name": canary, "Billing Street": "1 Canary Street", "Billing City": "Canaryville",
            "Billing Zip": "'00000", "Billing Country": country, "Billing Phone": "+00 000 canary", "Shipping Name": canary,
            "Shipping Street": "1 Canary Street", "Shipping Country": country,
            "Cancelled at": order.cancelledAt.map { time($0, order) } ?? "", "Payment Method": "Shopify Payments",
            "Refunded Amount": money(order.refund), "Outstanding Balance": "0.00",
            "Id": "\(order.store == "us" ? 6 : 5)90000\(1_000_000 + order.number)", "Risk Level": "Low", "Source": "web",
            "Tax 1 Name": order.store == "us" ? "" : "DE VAT 19%", "Tax 1 Value": order.store == "us" ? "" : money(order.tax),
        ]
    }

    /// `2024-08-22 12:43:50 +0200`
    private func time(_ instant: Int64, _ order: Order) -> String {
        let offset = order.store == "us" ? Clock.newYork(instant) : Clock.berlin(instant)
        let (day, time) = Clock.parts(instant + offset)
        return "\(day) \(time) \(offset < 0 ? "-" : "+")0\(abs(offset) / Clock.hour)00"
    }
}
