internal import ExportFormats
internal import SocialData
internal import StageFiles

/// The staged file of one entity, opened when its first row comes: a file that gives no row of an entity leaves none.
///
/// A class because several of them stand in an array and each owns a file; used by one thread.
final class StagedOutput {
    private let entity: Entity
    private let path: String
    /// For the column `input`.
    private let input: [UInt8]
    private var writer: StageFileWriter?

    init(entity: Entity, path: String, input: String) {
        self.entity = entity
        self.input = Array(input.utf8)
        self.path = path
    }

    func append(_ rows: EntityRows) throws {
        guard rows.isKept.contains(true) else { return }
        if writer == nil { writer = try StageFileWriter(.staged(entity), path: path) }
        try writer?.append(StageRows(rows, input: input), shards: rows.shards, isKept: rows.isKept)
    }

    /// The published file; nil where no row came.
    func publish() throws -> StagedFile? {
        guard let open = writer.take() else { return nil }
        let rows = try open.publish()
        return StagedFile(entity: entity, path: path, rows: rows)
    }
}

extension StageRows {
    /// All rows of a batch, those that do not stand too, with what tells where they come from.
    init(_ rows: EntityRows, input: [UInt8]) {
        self.init(.staged(rows.entity))
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
