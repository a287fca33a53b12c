internal import SocialData

/// What found no partner.
package enum UnmatchedKind: String, PublishedWord {
    case ambiguousCode = "ambiguous_code"
    case codeWithoutDeal = "code_without_deal"
    case codeWithoutOrders = "code_without_orders"
    case dealWithoutPosts = "deal_without_posts"
    case oneSourceOnly = "handle_in_one_source_only"
    case orderCodeOfNobody = "order_code_nobody_owns"
    case orderCodeNotValid = "order_code_not_valid"
    case spendWithoutDeal = "spend_without_deal"
    case linkAmbiguous = "utm_creator_ambiguous"
    case linkWithoutDeal = "utm_creator_without_deal"
}
