internal import Findings
internal import SocialData
internal import TextValues

/// Duplicates dropped from one entity, and the contradictions among them. Merging is order-free.
struct DuplicateTally: Sendable {
    /// Examples shown of conflicting identities: the first in byte order.
    static let exampleLimit = 20

    private(set) var dropped = 0
    private(set) var conflicts = 0
    private(set) var examples: [String] = []

    mutating func drop(_ rows: Int) {
        dropped += rows
    }

    mutating func addConflict(_ example: @autoclosure () -> String) {
        conflicts += 1
        examples.append(example())
        if examples.count > 4 * Self.exampleLimit { shorten() }
    }

    mutating func merge(_ other: DuplicateTally) {
        dropped += other.dropped
        conflicts += other.conflicts
        examples += other.examples
        shorten()
    }

    func row(entity: Entity) -> DuplicateRow {
        var complete = self
        complete.shorten()
        return DuplicateRow(entity: entity, dropped: dropped, conflicts: conflicts, examples: complete.examples)
    }

    private mutating func shorten() {
        examples.sort { compareBytes(Array($0.utf8).span, Array($1.utf8).span) < 0 }
        if examples.count > Self.exampleLimit { examples.removeLast(examples.count - Self.exampleLimit) }
    }
}
