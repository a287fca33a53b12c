internal import SocialData

/// How an order is credited (Methods 4.3), and what codes alone and links alone say of it.
package enum OrderCredit: String, PublishedWord {
    case promoCode = "promo_code"
    case utm
    case ambiguousCode = "ambiguous_code"
    case unattributed
    // Beside the rule; an order may be counted under several.
    case codeOnly = "code_only"
    case linkOnly = "link_only"
    case either, conflicting

    /// One of them is every order's.
    package static let rule: [OrderCredit] = [.promoCode, .utm, .ambiguousCode, .unattributed]
}
