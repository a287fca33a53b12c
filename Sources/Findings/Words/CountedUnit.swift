package import SocialData

/// What is counted where rows are left out.
package enum CountedUnit: String, PublishedWord {
    case posts, deals, orders

    /// What rows of that unit are of.
    package var entity: Entity {
        switch self {
        case .posts: .posts
        case .deals: .deals
        case .orders: .orders
        }
    }
}
