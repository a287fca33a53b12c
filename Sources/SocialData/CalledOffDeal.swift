/// A deal that a row of an export calls off: what is needed to find it among the rows of other files.
package struct CalledOffDeal: Codable, Sendable, Equatable {
    /// Empty where the row has none.
    package var dealID: String
    /// Whose it is; empty where the row does not say.
    package var creatorID: String
    /// Empty where the row does not say.
    package var platform: String
    /// Folded, without `@`; empty where the row does not say.
    package var handle: String
    /// Seconds since 1970; nil where the row names no start.
    package var startedAt: Int64?

    package init(dealID: String, creatorID: String = "", platform: String = "", handle: String = "", startedAt: Int64? = nil) {
        self.dealID = dealID
        self.creatorID = creatorID
        self.platform = platform
        self.handle = handle
        self.startedAt = startedAt
    }
}
