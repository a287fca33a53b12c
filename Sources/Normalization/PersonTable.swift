internal import RecordFormats
internal import SocialData

/// What the directory says of people rather than of their accounts: one fact row for each creator key it names.
struct PersonTable: Sendable {
    private static let described: [CreatorColumn] = [.niche, .country, .language, .audience]

    private let columns = PersonTable.described.map(\.position)
    private let idColumn = CreatorColumn.creatorID.position
    private var people = ByteTable()
    /// Values of `described`, person by person.
    private var values: [[UInt8]] = []

    /// Adds rows of the directory. Rows of one person may differ: the greatest value by bytes stays, whatever their order,
    /// so that an empty one gives way.
    mutating func add(_ batch: FieldBatch) {
        let bytes = batch.bytes.span
        for record in batch.records {
            let id = bytes.extracting(batch.range(record, idColumn))
            guard id.count > 0 else { continue }
            let person = people.insert(id)
            let first = person * columns.count
            if first == values.count { values.append(contentsOf: repeatElement([], count: columns.count)) }
            for (place, column) in columns.enumerated() {
                let range = batch.range(record, column)
                let known = values[first + place]
                if compareBytes(known.span, bytes.extracting(range)) < 0 { values[first + place] = Array(batch.bytes[range]) }
            }
        }
    }

    /// Fact rows by creator shard, in each by creator key.
    func facts() -> FactRows {
        let shards = (0..<people.count).map { people.withBytes($0) { Shards.shard(of: $0) } }
        let order = (0..<people.count).sorted {
            shards[$0] != shards[$1] ? shards[$0] < shards[$1] : people.precedes($0, $1)
        }
        var output = FactRows()
        for (place, person) in order.enumerated() {
            append(person, to: &output.bytes)
            output.endRow()
            if place + 1 == order.count || shards[order[place + 1]] != shards[person] { output.close(shard: shards[person]) }
        }
        return output
    }

    private func append(_ person: Int, to output: inout [UInt8]) {
        for column in Entity.creators.columns.indices {
            if column == idColumn { people.withBytes(person) { CSVText.appendField($0, to: &output) } }
            if let place = columns.firstIndex(of: column) {
                let value = values[person * columns.count + place]
                CSVText.appendField(value.span, to: &output)
            }
            output.append(UInt8(ascii: ","))
        }
        people.withBytes(person) { CSVText.appendField($0, to: &output) }
        output.append(UInt8(ascii: "\n"))
    }
}
