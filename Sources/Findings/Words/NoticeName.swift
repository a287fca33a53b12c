internal import SocialData

/// What a reader of the report must know.
package enum NoticeName: String, PublishedWord {
    /// The directory gives one account to two creators.
    case directoryConflict = "directory_conflict"
    /// One handle is shown with several account ids.
    case handleConflict = "handle_conflict"
    /// A question that the pipeline file leaves open.
    case openQuestion = "open_question"
    /// One order number has two times or two currencies (1.6).
    case ordersOfTwoStores = "orders_of_two_stores"
    /// A post belongs to the first of them (2).
    case postsWithSeveralAuthors = "posts_with_several_authors"
    /// A currency has two rates of one day; the greater is used.
    case rateConflict = "rate_conflict"
    /// A day has no rate; that of one up to seven days before is used.
    case rateOfEarlierDay = "rate_of_earlier_day"
    /// An order was refunded with more than it brought.
    case refundAboveRevenue = "refund_above_revenue"
    /// Tax was taken out of prices that include it (4.2).
    case taxInsidePrices = "tax_inside_prices"
}
