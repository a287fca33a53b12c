internal import SocialData

/// A way to look at the difference of two tiers (Methods 8 to 11).
package enum Analysis: String, PublishedWord {
    /// The tiers as they are (9.1, 9.2, 9.3 (i)).
    case raw
    /// Money: from the tiers' own intervals (9.3 (iii)).
    case mover
    /// By creators drawn anew (9.3 (ii), 8.4).
    case bootstrap
    /// Money: the envelope interval, from the smallest lower to the largest upper limit (9.3).
    case envelope = "hull"
    /// Like for like, within strata (11.1, 11.2).
    case adjusted
    /// By ranks of creators (10.1, 10.2).
    case ranks
    /// p by exchanging creators (10.3).
    case permutation
    /// Raw, without the creator that brings each tier most (22, S4).
    case withoutTopCreator = "without_top_creator"
}
