internal import SocialData

/// What is counted where rows are left out.
package enum CountedUnit: String, PublishedWord {
    case posts, deals, orders
}
