/// Why aggregate cannot go on. Facts are our own, so every kind but the first two means damage or a mistake of ours.
package struct AggregationError: Error, Sendable, Equatable {
    /// What went wrong; the words for people are in `message`.
    package enum Kind: String, Sendable {
        /// `by` names a segment that does not exist.
        case unknownDimension = "unknown_dimension"
        /// Somebody asks for a cell that the pipeline's tables cannot have.
        case unknownCell = "unknown_cell"
        /// A part that is to be merged was not made yet, or of something else.
        case partMissing = "part_missing"
        /// Facts contradict each other, or hold a word that normalize never writes.
        case damagedRow = "damaged_row"
    }

    /// What programs go by.
    package let kind: Kind
    /// What, why, what to do.
    package let message: String

    init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
