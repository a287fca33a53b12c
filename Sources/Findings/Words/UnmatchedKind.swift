internal import SocialData

/// What found no partner.
package enum UnmatchedKind: String, PublishedWord {
    /// A code that is valid for several creators.
    case ambiguousCode = "ambiguous_code"
    /// A code of the table of codes whose deal is not there.
    case codeWithoutDeal = "code_without_deal"
    /// A code of a deal that no order names.
    case codeWithoutOrders = "code_without_orders"
    /// A deal whose creator has no post on its platform.
    case dealWithoutPosts = "deal_without_posts"
    /// A creator of deals or follower counts without posts.
    case oneSourceOnly = "handle_in_one_source_only"
    /// A code of orders that no table of codes holds.
    case orderCodeOfNobody = "order_code_nobody_owns"
    /// A known code, at a time at which it credits nobody.
    case orderCodeNotValid = "order_code_not_valid"
    /// Spend on ads that belongs to no deal.
    case spendWithoutDeal = "spend_without_deal"
    /// A creator that links name and that can be two.
    case linkAmbiguous = "utm_creator_ambiguous"
    /// A creator that links name and that had no deal at the time.
    case linkWithoutDeal = "utm_creator_without_deal"
}
