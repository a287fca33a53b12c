package import SocialData

/// Duplicates that normalize resolved (Methods 1.6), counted per entity.
package struct DuplicateRow: Codable, Sendable, Equatable {
    /// What the rows are of; keys differ from entity to entity.
    package var entity: Entity
    /// Rows dropped because a greater one of the same identity was kept.
    package var dropped: Int
    /// Identities whose rows differ in more than the time they were exported.
    package var conflicts: Int
    /// The first conflicting identities, at most 20.
    package var examples: [String]

    package init(entity: Entity, dropped: Int, conflicts: Int, examples: [String]) {
        self.entity = entity
        self.dropped = dropped
        self.conflicts = conflicts
        self.examples = examples
    }
}
