package import SocialData

/// What normalize concluded besides the facts: counts that aggregate copies into `FindingSet` and the report shows.
///
/// Rows stand in canonical order, so the same staged rows give the same summary, whatever files and jobs brought them.
package struct NormalizationSummary: Codable, Sendable, Equatable {
    /// Rows per entity; in each, accepted + derived = facts + duplicates.
    package var rows: [EntityRows] = []
    /// One per entity whose duplicates were resolved, those without any included.
    package var duplicates: [DuplicateRow] = []
    /// By kind, then key.
    package var unmatched: [UnmatchedRow] = []
    /// promo_code, utm, ambiguous_code, unattributed: always all four, in this order (Methods 4.3).
    package var attribution: [AttributionRow] = []
    /// code_only, link_only, either, conflicting: the same orders by what codes alone and links alone say of them.
    package var attributionWitnesses: [AttributionRow] = []
    /// Orders that bring no money, by reason; posts and deals carry theirs in their facts.
    package var exclusions: [ExclusionRow] = []
    /// Cost of deals that are not used, as far as it is known, by the word of the reason.
    package var unusedCost: [String: ExactTotal] = [:]
    /// What a reader must know; no number depends on it.
    package var notices: [Notice] = []
    /// What of the accepted rows no number counts.
    package var losses: [Loss] = []
    /// `input` keys of staged files that hold orders of two shops under one name: the same store and order number at
    /// another time or in another currency (Methods 1.6). Whoever runs the stage refuses these files.
    package var mergedStoreInputs: [String] = []

    /// Nothing was normalized.
    package init() {}

    /// Rows of one entity; all zero where nothing was staged.
    package func rows(of entity: Entity) -> EntityRows {
        rows.first { $0.entity == entity } ?? EntityRows(entity: entity, accepted: 0, derived: 0, facts: 0, duplicates: 0)
    }
}

/// How the rows of one entity became facts.
package struct EntityRows: Codable, Sendable, Equatable {
    /// One of each.
    package var entity: Entity
    /// Staged rows, as ingest accepted them.
    package var accepted: Int
    /// Facts that no staged row of this entity states: follower counts taken from the posts' `followers_at_export`.
    package var derived: Int
    /// Rows of `facts/ENTITY.parquet`; for entities without facts (codes) the rows that were kept.
    package var facts: Int
    /// Rows dropped because a greater one of the same identity was kept.
    package var duplicates: Int

    package init(entity: Entity, accepted: Int, derived: Int, facts: Int, duplicates: Int) {
        self.entity = entity
        self.accepted = accepted
        self.derived = derived
        self.facts = facts
        self.duplicates = duplicates
    }
}
