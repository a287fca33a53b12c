internal import SocialData

/// What a reader of the report must know.
package enum NoticeName: String, PublishedWord {
    case directoryConflict = "directory_conflict"
    case giftCards = "gift_cards"
    case handleConflict = "handle_conflict"
    /// A question that the pipeline file leaves open.
    case openQuestion = "open_question"
    case ordersOfTwoStores = "orders_of_two_stores"
    case postsWithSeveralAuthors = "posts_with_several_authors"
    case rateConflict = "rate_conflict"
    case rateOfEarlierDay = "rate_of_earlier_day"
    case refundAboveRevenue = "refund_above_revenue"
    case taxInsidePrices = "tax_inside_prices"
}
