internal import SocialData

/// How an order is credited (Methods 4.3), and what codes alone and links alone say of it.
package enum OrderCredit: String, PublishedWord {
    /// By a code that was valid for one creator.
    case promoCode = "promo_code"
    /// By a link, where no code decided.
    case utm
    /// Its codes are valid for several creators: credited to nobody.
    case ambiguousCode = "ambiguous_code"
    case unattributed
    // Beside the rule; an order may be counted under several.
    /// A code credits it, whatever its link says.
    case codeOnly = "code_only"
    /// Its link alone would credit it, whatever its codes say.
    case linkOnly = "link_only"
    /// It is credited by one of them; its code and its link name different creators.
    case either, conflicting

    /// One of them is every order's.
    package static let rule: [OrderCredit] = [.promoCode, .utm, .ambiguousCode, .unattributed]
}
