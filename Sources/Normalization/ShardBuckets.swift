internal import SocialData

/// Rows sorted into fact shards, in each in the order they came: a counting sort.
struct ShardBuckets: Sendable {
    private var rows: [UInt32] = []
    private var shardOfRow: [UInt8] = []
    private var counts = [Int](repeating: 0, count: Shards.count)

    init(count: Int) {
        rows.reserveCapacity(count)
        shardOfRow.reserveCapacity(count)
    }

    mutating func add(_ row: UInt32, shard: Int) {
        rows.append(row)
        shardOfRow.append(UInt8(shard))
        counts[shard] += 1
    }

    /// Lends the rows of each shard that has any, ascending.
    func forEachShard(_ body: (_ shard: Int, _ rows: ArraySlice<UInt32>) throws -> Void) rethrows {
        var next: [Int] = []
        var total = 0
        for count in counts {
            next.append(total)
            total += count
        }
        var sorted = [UInt32](repeating: 0, count: rows.count)
        for index in rows.indices {
            let shard = Int(shardOfRow[index])
            sorted[next[shard]] = rows[index]
            next[shard] += 1
        }
        for shard in 0..<Shards.count where counts[shard] > 0 {
            try body(shard, sorted[(next[shard] - counts[shard])..<next[shard]])
        }
    }
}
