/// How many creators of a tier carry an authenticity flag (Methods 15).
package struct FlagRow: Codable, Sendable, Equatable {
    package var tier: String
    /// A flag, or `any`.
    package var flag: CreatorFlag
    /// Creators for whom the flag could be computed.
    package var assessed: Int
    /// Of these, the ones who carry it.
    package var flagged: Int

    package init(tier: String, flag: CreatorFlag, assessed: Int, flagged: Int) {
        self.tier = tier
        self.flag = flag
        self.assessed = assessed
        self.flagged = flagged
    }
}
