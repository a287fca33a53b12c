internal import RecordFormats
package import SocialData
internal import TextValues

/// Rows of one entity, column by column. Not every row is one: those that fell while they were read are not kept.
package struct EntityRows: Sendable {
    /// What the rows are of.
    package let entity: Entity
    /// In the order of `Entity.columns`.
    package internal(set) var columns: [ColumnValues]
    /// By row: whether it stands.
    package internal(set) var isKept: [Bool] = []
    /// By row: its line in the file, and its shard.
    package internal(set) var lines: [Int] = []
    /// From 0 to 63, by identity (`Shards`).
    package internal(set) var shards: [UInt8] = []
    /// Of each row that stands, where only all rows of the file tell what it is (`EntityProgram.keepsKeys`); else empty.
    package internal(set) var keys: [RowKey] = []

    /// Without rows, with a place for every canonical column.
    package init(entity: Entity) {
        self.entity = entity
        columns = entity.columns.map { ColumnValues($0.type) }
    }

    /// Adds the rows of a pass.
    mutating func append(_ columns: [ColumnValues], isKept: [Bool], lines: [Int], shards: [UInt8]) {
        if self.isKept.isEmpty {
            self.columns = columns
        } else {
            for index in columns.indices { self.columns[index].append(columns[index]) }
        }
        self.isKept += isKept
        self.lines += lines
        self.shards += shards
    }

    /// Sets a column of numbers of the rows that stand.
    package mutating func set(_ column: Int, numbers: [Int64?]) {
        var values = ColumnValues(entity.columns[column].type)
        var next = numbers.makeIterator()
        for isKept in isKept {
            if isKept, let number = next.next() ?? nil { values.append(number) } else { values.appendMissing() }
        }
        columns[column] = values
    }

    /// Rows that stand.
    package var keptCount: Int { isKept.count { $0 } }

    /// A row that stands, as a line of its canonical columns.
    ///
    /// - Parameter input: 12 hexadecimal digits of the input's SHA-256, for the column `input`.
    package func appendLine(_ row: Int, input: [UInt8], to output: inout [UInt8]) {
        for (column, values) in zip(entity.columns, columns) {
            if values.areNumbers || !values.isPresent[row] {
                values.appendText(row, as: column.type, to: &output)
            } else {
                CSVText.appendField(values.bytes.span.extracting(values.range(row)), to: &output)
            }
            output.append(UInt8(ascii: ","))
        }
        output.append(contentsOf: input)
        output.append(UInt8(ascii: ","))
        Canonical.append(count: Int64(lines[row]), to: &output)
        output.append(UInt8(ascii: "\n"))
    }

    /// All rows that stand, as lines.
    package func lines(input: [UInt8] = []) -> [UInt8] {
        var output: [UInt8] = []
        for row in isKept.indices where isKept[row] { appendLine(row, input: input, to: &output) }
        return output
    }
}

/// What proves that a key tells rows apart: two rows of one key must be one record.
package struct RowKey: Sendable, Equatable {
    /// Hash of the values that make the key.
    package var key: UInt64
    /// Hash of the whole record.
    package var record: UInt64
    /// Of the record, for people.
    package var line: Int
}

/// Something of a record that was set aside.
package struct Reject: Sendable, Equatable {
    /// How much was set aside.
    package enum Scope: String, Sendable {
        /// The whole record: it is not among the staged rows.
        case row
        /// One value: the record stays, the value is missing.
        case cell
    }

    /// Decides what is counted: a record, or a value of it.
    package var scope: Scope
    /// Physical line, 1-based.
    package var line: Int
    /// Of the record in the text, 0-based, after unpacking and transcoding.
    package var offset: Int
    /// Canonical column; empty where the whole record is meant.
    package var column: String
    /// A short name of the fault, as `not_a_count`.
    package var kind: String
    /// What is wrong and what to do, in words.
    package var reason: String
    /// The record or the value as the file writes it, cut where it is long.
    package var raw: [UInt8]
}

/// The latest instant that rows of a file carry in one of the columns that a data cut-off can come from.
package struct LatestInstant: Sendable, Equatable {
    /// Seconds since 1970.
    package var instant: Int64
    /// What the row is of.
    package var entity: Entity
    /// Canonical column that holds it.
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
        if a.entity != b.entity { return b.entity.rawValue < a.entity.rawValue ? b : a }
        if a.column != b.column { return b.column < a.column ? b : a }
        return b.identity.utf8.lexicographicallyPrecedes(a.identity.utf8) ? b : a
    }
}

/// A needed column of an entity, whose values are counted.
package struct TalliedColumn: Sendable, Equatable {
    /// What its rows are of.
    package let entity: Entity
    package let column: Column
}

/// Values of one column that were set aside for one reason.
package struct UnreadableValues: Sendable, Equatable {
    /// What the rows were to be.
    package let entity: Entity
    /// Canonical name.
    package let column: String
    /// As in `Reject`.
    package let kind: String
    /// As in `Reject`.
    package let reason: String
    /// Values, one per row at most.
    package var count: Int
    /// The first of them: its line, and the value as the file writes it, cut.
    package var line: Int
    /// Cut; not for reports, where it may name somebody.
    package var example: [UInt8]
}

/// What a mapper made of a batch: rows, rejects and the count of everything it saw.
package struct MappedRows: Sendable {
    /// In the order of the format; a record can be a row in several.
    package var entities: [EntityRows]
    /// In the order of the file.
    package var rejects: [Reject] = []
    /// Candidate rows: always accepted + quarantined + skipped.
    package var candidates = 0
    /// Candidates that became a row.
    package var accepted = 0
    /// Candidates that were set aside whole.
    package var quarantined = 0
    /// Candidates that a rule left out.
    package var skipped = 0
    /// Values set aside while their record stayed.
    package var quarantinedCells = 0
    /// Of those skipped, rows without any value.
    package internal(set) var blanks = 0
    /// Skipped rows by rule of the format, in its order.
    package var skippedByRule: [Int]
    /// Values that each needed column has, in the order of `RowMapper.tallied`.
    package var filled: [Int]
    /// Values set aside, one entry per column and reason.
    package var unreadable: [UnreadableValues] = []
    /// nil where no row carries one.
    package var latest: LatestInstant?
    /// Rows that sum up others, skipped, and the line of the first.
    package private(set) var totals = (count: 0, line: 0)
    /// Rows that count and could sum up others.
    package private(set) var possibleTotals = (count: 0, line: 0)
    /// Skipped deals that were called off and whose status speaks of money.
    package private(set) var calledOffPaid = (count: 0, line: 0)
    /// What its deals add up to.
    package internal(set) var dealSums = DealSums()
    /// Deals that skipped rows call off.
    package internal(set) var calledOff: [CalledOffDeal] = []
    /// Words outside the vocabularies, with how often they came.
    package var unknownWords: [String: Int] = [:]

    /// Without rows. `skipRules` and `tallied` are how many of each the mapper has.
    package init(entities: [Entity], skipRules: Int, tallied: Int = 0) {
        self.entities = entities.map(EntityRows.init)
        skippedByRule = [Int](repeating: 0, count: skipRules)
        filled = [Int](repeating: 0, count: tallied)
    }

    mutating func addPossibleTotal(line: Int) { possibleTotals = (possibleTotals.count + 1, possibleTotals.count == 0 ? line : possibleTotals.line) }

    mutating func addCalledOffPaid(line: Int) { calledOffPaid = (calledOffPaid.count + 1, calledOffPaid.count == 0 ? line : calledOffPaid.line) }

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
        blanks += other.blanks
        quarantinedCells += other.quarantinedCells
        for index in skippedByRule.indices { skippedByRule[index] += other.skippedByRule[index] }
        for index in filled.indices { filled[index] += other.filled[index] }
        for values in other.unreadable { setAside(values) }
        if other.possibleTotals.count > 0 {
            possibleTotals = (possibleTotals.count + other.possibleTotals.count, possibleTotals.count == 0 ? other.possibleTotals.line : possibleTotals.line)
        }
        if other.totals.count > 0 { totals = (totals.count + other.totals.count, totals.count == 0 ? other.totals.line : totals.line) }
        if other.calledOffPaid.count > 0 { calledOffPaid = (calledOffPaid.count + other.calledOffPaid.count, calledOffPaid.count == 0 ? other.calledOffPaid.line : calledOffPaid.line) }
        dealSums.add(other.dealSums)
        latest = LatestInstant.later(latest, other.latest)
        calledOff += other.calledOff
        for (word, count) in other.unknownWords { unknownWords[word, default: 0] += count }
    }
}
