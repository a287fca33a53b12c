internal import SocialData
internal import StageFiles
internal import TextValues

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
    mutating func add(_ batch: StageRows) {
        let bytes = batch.bytes.span
        for row in batch.indices {
            let id = bytes.extracting(batch.range(row, idColumn))
            guard id.count > 0 else { continue }
            let person = people.insert(id)
            let first = person * columns.count
            if first == values.count { values.append(contentsOf: repeatElement([], count: columns.count)) }
            for (place, column) in columns.enumerated() {
                let range = batch.range(row, column)
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
        var output = FactRows(.creators)
        for (place, person) in order.enumerated() {
            append(person, to: &output.rows)
            if place + 1 == order.count || shards[order[place + 1]] != shards[person] { output.close(shard: shards[person], end: place + 1) }
        }
        return output
    }

    private func append(_ person: Int, to output: inout StageRows) {
        for column in output.schema.columns.indices {
            if column == idColumn || column == CreatorColumn.creator.position {
                people.withBytes(person) { output.append(text: $0, to: column) }
            } else if let place = columns.firstIndex(of: column) {
                let value = values[person * columns.count + place]
                output.append(text: value.span, to: column)
            } else {
                output.appendMissing(to: column)
            }
        }
        output.endRow()
    }
}
