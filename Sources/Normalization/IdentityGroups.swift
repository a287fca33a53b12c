internal import StageFiles

extension StageRows {
    /// Keeps of the rows of each identity those that `choose` names, in the rows' order.
    ///
    /// - Parameters:
    ///   - identity: columns that say which rows are of one thing.
    ///   - choose: asked of each group of more than one row.
    /// - Returns: how many rows went.
    mutating func keep(of identity: (first: Int, second: Int), _ choose: (_ group: [Int], _ rows: StageRows) -> [Int]) -> Int {
        let index = index(of: identity)
        var kept: [UInt32] = []
        var place = 0
        while place < index.count {
            var end = place + 1
            while end < index.count, index.isSame(place, end) { end += 1 }
            let group = (place..<end).map(index.row(at:))
            kept += (group.count == 1 ? group : choose(group, self)).map { UInt32($0) }
            place = end
        }
        let dropped = count - kept.count
        guard dropped > 0 else { return 0 }
        kept.sort()
        var rest = StageRows(schema)
        rest.append(kept.span, of: self)
        self = rest
        return dropped
    }

    private func index(of identity: (first: Int, second: Int)) -> IdentityIndex {
        var index = IdentityIndex()
        let bytes = bytes.span
        for row in indices { index.add(bytes.extracting(range(row, identity.first)), bytes.extracting(range(row, identity.second))) }
        index.sort()
        return index
    }
}
