package import SocialData

/// What is counted of a loss.
package enum LossUnit: String, PublishedWord {
    case files, rows, values, payments
    /// Rows of an entity, by its name.
    case posts, snapshots, creators, deals, spend, codes, orders, clicks, rates, accounts

    /// What rows of the entity are called.
    package init(_ entity: Entity) {
        self =
            switch entity {
            case .posts: .posts
            case .snapshots: .snapshots
            case .creators: .creators
            case .deals: .deals
            case .spend: .spend
            case .codes: .codes
            case .orders: .orders
            case .clicks: .clicks
            case .rates: .rates
            case .accounts: .accounts
            }
    }
}
