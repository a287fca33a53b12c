internal import SocialData
internal import TextValues

/// A sale that an affiliate network reports by the shop's order number, beside the shop's own row of it.
struct ReportedSale: Sendable {
    /// `pair(store, order_id)` of the network's row.
    var identity: [UInt8]
    var store: [UInt8]
    var orderedAt: Int64
    var currency: [UInt8]
    var amount: Int64?
    /// None where the network declined the sale: it credits nobody with it.
    var codes: [UInt8]
    var link: [UInt8]
    var standing: Standing
    /// The shop's order number, without what is put around it.
    var reference: [UInt8]
    /// The shop's row, `pair(store, order_id)`, and how well it agrees; nil where none does. Where no shop's file holds the order
    /// and several networks report it, one of their rows stands for it.
    var shop: (identity: [UInt8], agreement: Agreement)?

    func precedes(_ other: ReportedSale) -> Bool {
        if standing != other.standing { return standing.rawValue < other.standing.rawValue }
        let (mine, others) = ((orderedAt, amount ?? .min), (other.orderedAt, other.amount ?? .min))
        if mine != others { return mine < others }
        for (left, right) in [(codes, other.codes), (link, other.link), (currency, other.currency), (reference, other.reference)] where left != right {
            return left.lexicographicallyPrecedes(right)
        }
        return false
    }

    /// What became of the sale; of several rows the greater counts, as of an order's (`RowOrder`): a payment that failed is tried again,
    /// and a sale does not come back from its end.
    enum Standing: Int {
        case failed, sale, ended
    }

    var isDeclined: Bool { standing != .sale }

    /// How a shop's order and a report of it agree; the lesser agrees better.
    struct Agreement: Comparable {
        var hasOtherAmount: Bool
        var seconds: Int64

        static func < (left: Agreement, right: Agreement) -> Bool {
            left.hasOtherAmount != right.hasOtherAmount ? right.hasOtherAmount : left.seconds < right.seconds
        }
    }
}

/// Sales that both a shop and an affiliate network hold: the shop's money and the network's credit count, once.
///
/// Order numbers agree by accident where shops are young (1, 2, 3), so a pair must agree in its amount or its time too.
struct ReportedSales: Sendable {
    private var references = ByteTable()
    private var salesOfReference: [[Int]] = []
    private var identities = ByteTable()
    private(set) var sales: [ReportedSale] = []
    /// Shop orders that a network reports, with the numbers of its sales.
    private var shops = ByteTable()
    private var salesOfShop: [[Int]] = []

    var isEmpty: Bool { sales.isEmpty }
    /// Reports whose order no shop's file holds.
    var unpaired: Int { sales.count { $0.shop == nil } }

    // MARK: collecting

    /// Of several rows of one sale the greatest counts, so that no order of rows matters.
    mutating func add(_ sale: ReportedSale) {
        let known = identities.insert(sale.identity.span)
        if known == sales.count {
            sales.append(sale)
        } else if sales[known].precedes(sale) {
            sales[known] = sale
        }
    }

    /// Call between adding and offering.
    mutating func prepare() {
        for (index, sale) in sales.enumerated() {
            let number = references.insert(sale.reference.span)
            if number == salesOfReference.count { salesOfReference.append([]) }
            salesOfReference[number].append(index)
        }
    }

    /// Offers a shop's order to the reports that may mean it.
    mutating func offer(
        identity: [UInt8], orderID: Span<UInt8>, orderedAt: Int64, currency: Span<UInt8>, _ amounts: OrderAmounts
    ) {
        let key = Self.key(of: orderID)
        guard let number = references.find(key.span) else { return }
        for sale in salesOfReference[number] {
            guard
                let agreement = Self.agreement(
                    sales[sale], orderedAt, currency, amounts, isLong: key.count >= Self.longReference)
            else { continue }
            if let best = sales[sale].shop {
                if best.agreement < agreement { continue }
                if best.agreement == agreement, compareBytes(best.identity.span, identity.span) <= 0 { continue }
            }
            sales[sale].shop = (identity, agreement)
        }
    }

    /// Call once, after all orders were offered.
    mutating func finish() {
        for numbers in salesOfReference where numbers.count > 1 { pairReports(numbers) }
        for (number, sale) in sales.enumerated() {
            guard let shop = sale.shop else { continue }
            let place = shops.insert(shop.identity.span)
            if place == salesOfShop.count { salesOfShop.append([]) }
            salesOfShop[place].append(number)
        }
        let all = sales
        for place in salesOfShop.indices {
            salesOfShop[place].sort { all[$0].identity.lexicographicallyPrecedes(all[$1].identity) }
        }
    }

    /// What several networks report of one order that no shop's file holds is one sale: the greatest report stands for it, of those
    /// that are not declined. Two reports of one network are two parts of the order.
    private mutating func pairReports(_ numbers: [Int]) {
        let open = numbers.filter { sales[$0].shop == nil && !sales[$0].isDeclined }
        let lead = open.max { left, right in
            let (one, other) = (sales[left].amount ?? .min, sales[right].amount ?? .min)
            return one != other ? one < other : sales[right].identity.lexicographicallyPrecedes(sales[left].identity)
        }
        guard let lead else { return }
        let first = sales[lead]
        for number in open where sales[number].store != first.store {
            let agreement = Self.agreement(
                sales[number], first.orderedAt, first.currency.span, OrderAmounts(revenue: first.amount),
                isLong: first.reference.count >= Self.longReference)
            if let agreement { sales[number].shop = (first.identity, agreement) }
        }
    }

    // MARK: asking

    /// Whether a network's row reports an order that a shop's file holds.
    func isPaired(_ identity: Span<UInt8>) -> Bool {
        identities.find(identity).map { sales[$0].shop != nil } ?? false
    }

    /// The other reports of an order that a shop's row, or one network's, stands for.
    func reports(of identity: Span<UInt8>) -> [ReportedSale] {
        shops.find(identity).map { salesOfShop[$0].map { sales[$0] } } ?? []
    }

    // MARK: comparing

    /// Digits of a number that two unrelated shops hardly reach at the same time.
    private static let longReference = 4
    private static let hour: Int64 = 3600

    /// Lends an order number's letters, small, and digits: `#EU-1001` and `eu1001` are one.
    static func forEachByte(of text: Span<UInt8>, _ body: (UInt8) -> Void) {
        for index in text.indices {
            let byte = text[index]
            if Ascii.isDigit(byte) || byte >= 0x80 { body(byte) } else if Ascii.isLetter(byte) { body(Ascii.lowercased(byte)) }
        }
    }

    /// An order number without what shops and networks put around it: `#1001`, `1001`, `EU-1001` and `01001` are one.
    static func key(of text: Span<UInt8>) -> [UInt8] {
        var word: [UInt8] = []
        forEachByte(of: text) { word.append($0) }
        let digits = word.suffix(while: Ascii.isDigit)
        let prefix = word.dropLast(digits.count)
        guard !digits.isEmpty, !prefix.contains(where: Ascii.isDigit) else { return word }
        let number = digits.drop { $0 == UInt8(ascii: "0") }
        return number.isEmpty ? Array(digits) : Array(number)
    }

    private static func agreement(
        _ sale: ReportedSale, _ orderedAt: Int64, _ currency: Span<UInt8>, _ amounts: OrderAmounts, isLong: Bool
    ) -> ReportedSale.Agreement? {
        let hasSameCurrency =
            sale.currency.isEmpty || currency.count == 0 || compareBytes(sale.currency.span, currency) == 0
        let hasSameAmount = hasSameCurrency && sale.amount.map(amounts.states) ?? false
        guard orderedAt != missingInstant, sale.orderedAt != missingInstant else {
            return hasSameAmount ? ReportedSale.Agreement(hasOtherAmount: false, seconds: .max) : nil
        }
        let seconds = abs(orderedAt - sale.orderedAt)
        // Networks may date a sale by its confirmation; a short number must be of the same days.
        let isNear = seconds <= (isLong ? 31 * 24 : 48) * hour
        guard isNear, hasSameAmount || isSameTime(seconds, isLong: isLong) else { return nil }
        return ReportedSale.Agreement(hasOtherAmount: !hasSameAmount, seconds: seconds)
    }

    /// The same hour, or the same minute on a clock of another time zone.
    private static func isSameTime(_ seconds: Int64, isLong: Bool) -> Bool {
        if seconds <= hour { return true }
        let rest = seconds % (hour / 2)
        return isLong && seconds <= 14 * hour && min(rest, hour / 2 - rest) <= 300
    }
}

extension Array where Element == UInt8 {
    fileprivate func suffix(while isWanted: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        var start = endIndex
        while start > startIndex, isWanted(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
