/// What deals brought in equally many days after their start, or from new customers only: a tier's return, or the difference of
/// two. A row of `tables/windows.csv` (Methods 25.3).
package struct WindowRow: Codable, Sendable, Equatable {
    /// Whose orders count.
    package enum Customers: String, Codable, Sendable, CaseIterable {
        /// Orders whoever placed them.
        case all
        /// Customers whose first order it is, where the shop says so.
        case new
    }

    /// Orders of so many days after a deal's start, on deals at least that old; nil for all orders of all deals.
    package var days: Int?
    package var customers: Customers
    package var tier: String
    /// The tier that `tier` is compared with; nil where the row is a tier's own.
    package var versus: String?
    /// What the difference rests on, as a verdict would; nil where the row is a tier's own.
    package var analysis: Analysis?
    /// Net revenue over cost, or the difference; its interval and p are those of one look.
    package var estimate: Double?
    /// Limits at the configured confidence.
    package var low: Double?
    package var high: Double?
    /// Not adjusted.
    package var p: Double?
    /// Why there is no estimate, no interval, or would be no verdict, in a fixed order.
    package var missing: [Lack]
    /// nil for a comparison.
    package var sums: Sums?

    /// What a tier's deals had.
    package struct Sums: Codable, Sendable, Equatable {
        /// Deals at least as old as the days.
        package var deals: Int
        /// Deals that count, but started too late for these days.
        package var youngDeals: Int
        /// Creators with such a deal.
        package var creators: Int
        /// In 1/10,000 of the reporting currency, as `net`.
        package var cost: ExactTotal
        /// Orders of these days, of the customers that count.
        package var orders: Int
        /// Gross minus refunds of these orders.
        package var net: ExactTotal
        /// Share of all orders of these days that say whether the customer is new; nil without an order.
        package var customersKnown: Double?
        /// Median days for which these deals collect orders; nil where nothing says when that ends.
        package var followUp: Double?

        package init(
            deals: Int, youngDeals: Int, creators: Int, cost: ExactTotal, orders: Int, net: ExactTotal, customersKnown: Double?,
            followUp: Double?
        ) {
            self.deals = deals
            self.youngDeals = youngDeals
            self.creators = creators
            self.cost = cost
            self.orders = orders
            self.net = net
            self.customersKnown = customersKnown
            self.followUp = followUp
        }
    }

    package init(
        days: Int?, customers: Customers, tier: String, versus: String? = nil, analysis: Analysis? = nil, estimate: Double?, low: Double?,
        high: Double?, p: Double? = nil, missing: [Lack], sums: Sums? = nil
    ) {
        self.days = days
        self.customers = customers
        self.tier = tier
        self.versus = versus
        self.analysis = analysis
        self.estimate = estimate
        self.low = low
        self.high = high
        self.p = p
        self.missing = missing
        self.sums = sums
    }
}
