package import SocialData

/// Staged rows of one entity: CSV lines in canonical columns, each with its shard.
package struct EntityRows: Sendable {
    package let entity: Entity
    /// Whole lines, line ends included, one after another.
    package var bytes: [UInt8] = []
    /// End of each row in `bytes`.
    package var ends: [Int] = []
    package var shards: [UInt8] = []
    /// Of each row, where several columns make its key; else empty.
    package var keys: [RowKey] = []

    package init(entity: Entity) { self.entity = entity }
}

/// What proves that a key tells rows apart: two rows of one key must be one record.
package struct RowKey: Sendable, Equatable {
    package var key: UInt64
    package var record: UInt64
    package var line: Int
}

/// Something of a record that was set aside.
package struct Reject: Sendable, Equatable {
    package enum Scope: String, Sendable {
        /// The whole record: it is not among the staged rows.
        case row
        /// One value: the record stays, the value is missing.
        case cell
    }

    package var scope: Scope
    package var line: Int
    package var offset: Int
    /// Canonical column; empty where the whole record is meant.
    package var column: String
    /// A short name of the fault, as `not_a_count`.
    package var kind: String
    /// What is wrong and what to do, in words.
    package var reason: String
    package var raw: [UInt8]

    package init(scope: Scope, line: Int, offset: Int, column: String, kind: String, reason: String, raw: [UInt8]) {
        self.scope = scope
        self.line = line
        self.offset = offset
        self.column = column
        self.kind = kind
        self.reason = reason
        self.raw = raw
    }
}

/// The latest instant that rows of a file carry in one of the columns that a data cut-off can come from.
package struct LatestInstant: Sendable, Equatable {
    package var instant: Int64
    package var entity: Entity
    package var column: String
    /// Identity of the row that carries it, its parts joined by a blank.
    package var identity: String

    package init(instant: Int64, entity: Entity, column: String, identity: String) {
        self.instant = instant
        self.entity = entity
        self.column = column
        self.identity = identity
    }

    /// The later of two; equal instants are told apart by column and identity, never by which came first.
    package static func later(_ a: LatestInstant?, _ b: LatestInstant?) -> LatestInstant? {
        guard let a else { return b }
        guard let b else { return a }
        if a.instant != b.instant { return a.instant > b.instant ? a : b }
        let x = [a.entity.rawValue, a.column, a.identity]
        let y = [b.entity.rawValue, b.column, b.identity]
        return y.lexicographicallyPrecedes(x) ? b : a
    }
}

/// A needed column of an entity, whose values are counted.
package struct TalliedColumn: Sendable, Equatable {
    package let entity: Entity
    package let column: Column
}

/// Values of one column that were set aside for one reason.
package struct UnreadableValues: Sendable, Equatable {
    package let entity: Entity
    package let column: String
    package let kind: String
    package let reason: String
    package var count: Int
    /// The first of them: its line, and the value as the file writes it, cut.
    package var line: Int
    package var example: [UInt8]
}

/// What a mapper made of a batch: rows, rejects and the count of everything it saw.
package struct MappedRows: Sendable {
    package var entities: [EntityRows]
    package var rejects: [Reject] = []
    /// Candidate rows: always accepted + quarantined + skipped.
    package var candidates = 0
    package var accepted = 0
    package var quarantined = 0
    package var skipped = 0
    package var quarantinedCells = 0
    /// Skipped rows by rule of the format, in its order.
    package var skippedByRule: [Int]
    /// Values that each needed column has, in the order of `RowMapper.tallied`.
    package var filled: [Int]
    /// Values set aside, one entry per column and reason.
    package var unreadable: [UnreadableValues] = []
    package var latest: LatestInstant?
    /// Rows that sum up others, skipped, and the line of the first.
    package private(set) var totals = (count: 0, line: 0)
    /// Words outside the vocabularies, with how often they came.
    package var unknownWords: [String: Int] = [:]

    package init(entities: [Entity], skipRules: Int, tallied: Int = 0) {
        self.entities = entities.map(EntityRows.init)
        skippedByRule = [Int](repeating: 0, count: skipRules)
        filled = [Int](repeating: 0, count: tallied)
    }

    mutating func addTotal(line: Int) { totals = (totals.count + 1, totals.count == 0 ? line : totals.line) }

    mutating func setAside(_ values: UnreadableValues) {
        if let index = unreadable.firstIndex(where: { $0.column == values.column && $0.entity == values.entity && $0.kind == values.kind }) {
            unreadable[index].count += values.count
        } else {
            unreadable.append(values)
        }
    }

    /// Adds what `other`, a later batch of the same mapper, counted; its rows and rejects are the caller's.
    package mutating func count(_ other: MappedRows) {
        candidates += other.candidates
        accepted += other.accepted
        quarantined += other.quarantined
        skipped += other.skipped
        quarantinedCells += other.quarantinedCells
        for index in skippedByRule.indices { skippedByRule[index] += other.skippedByRule[index] }
        for index in filled.indices { filled[index] += other.filled[index] }
        for values in other.unreadable { setAside(values) }
        if other.totals.count > 0 { totals = (totals.count + other.totals.count, totals.count == 0 ? other.totals.line : totals.line) }
        latest = LatestInstant.later(latest, other.latest)
        for (word, count) in other.unknownWords { unknownWords[word, default: 0] += count }
    }
}
