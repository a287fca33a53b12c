internal import ExportFormats
internal import SocialData
internal import StageFiles

/// The staged file of one entity, opened when its first row comes: a file that gives no row of an entity leaves none.
///
/// A class because several of them stand in an array and each owns a file; used by one thread.
final class StagedOutput {
    /// Rows that are shared out to the shards at once: a batch has a dozen or so for each, and most of the time would go into
    /// beginning columns.
    private static let rowsAtOnce = 2048

    private let entity: Entity
    private let path: String
    /// For the column `input`.
    private let input: [UInt8]
    private var writer: StageFileWriter?
    /// Rows of some batches, those that do not stand too.
    private var gathered: StageRows
    private var shards: [UInt8] = []
    private var isKept: [Bool] = []

    init(entity: Entity, path: String, input: String) {
        self.entity = entity
        self.input = Array(input.utf8)
        self.path = path
        gathered = StageRows(.staged(entity))
    }

    func append(_ rows: EntityRows) throws {
        guard rows.isKept.contains(true) else { return }
        if writer == nil { writer = try StageFileWriter(.staged(entity), path: path) }
        gathered.append(rows, input: input)
        shards += rows.shards
        isKept += rows.isKept
        if gathered.count >= Self.rowsAtOnce { shareOut() }
    }

    /// Rows that fill a row group; nil where there are none.
    func takeFull() -> RowsOfShard? { writer?.takeFull() }

    /// Has what is left taken, too: no rows are appended after that.
    func setAsideRest() {
        shareOut()
        writer?.setAsideRest()
    }

    /// Writes rows that were taken, in the order in which they were.
    func write(_ rows: consuming EncodedRows) throws { try writer?.write(rows) }

    private func shareOut() {
        writer?.add(gathered, shards: shards, isKept: isKept)
        gathered.removeAll()
        shards.removeAll(keepingCapacity: true)
        isKept.removeAll(keepingCapacity: true)
    }

    /// The published file; nil where no row came.
    func publish() throws -> StagedFile? {
        guard let open = writer.take() else { return nil }
        let (rows, seal) = try open.publish()
        return StagedFile(entity: entity, path: path, rows: rows, seal: seal)
    }
}

extension StageRows {
    /// Appends all rows of a batch, those that do not stand too, with what tells where they come from.
    mutating func append(_ rows: EntityRows, input: [UInt8]) {
        for (column, values) in rows.columns.enumerated() {
            if values.areNumbers {
                append(numbers: values.numbers, isPresent: values.isPresent, to: column)
            } else {
                append(texts: values.bytes, ends: values.ends, to: column)
            }
        }
        let count = rows.isKept.count
        append(repeating: input, count: count, to: rows.columns.count)
        append(numbers: rows.lines.map { Int64($0) }, isPresent: [Bool](repeating: true, count: count), to: rows.columns.count + 1)
        endRows(count)
    }
}
