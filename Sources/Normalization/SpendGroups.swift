/// Which rows of ad reports can tell the same spending: those of one network, currency and creator, in whichever way files name the account; without a
/// campaign each ad set or ad by itself.
///
/// A file that names no network or nobody is another's report all the same where both have an amount of one ad and period: then its rows of that
/// campaign belong with the other's. Without such an amount nothing says so, and both are spending of their own.
struct SpendGroups {
    /// What rows of a group have in common; empty where they do not say it.
    struct Key: Hashable, Comparable {
        var network: [UInt8]
        var currency: [UInt8]
        /// The creator, or the names of the account where they are nobody's.
        var owner: [[UInt8]]
        /// The ad set or ad of what has no campaign.
        var own: [UInt8]

        static func < (left: Key, right: Key) -> Bool {
            for (one, other) in zip(left.parts, right.parts) where one != other { return one.lexicographicallyPrecedes(other) }
            return false
        }

        private var parts: [[UInt8]] { [network, currency] + owner + [own] }
        private var isOfNobody: Bool { owner.allSatisfy(\.isEmpty) }
        var isOpen: Bool { network.isEmpty || isOfNobody }

        /// Whether another says the same and more.
        func isCompleted(by other: Key) -> Bool {
            self != other && currency == other.currency && own == other.own && (network.isEmpty || network == other.network)
                && (isOfNobody || owner == other.owner)
        }
    }

    struct Row {
        let place: Int
        let file: Int32
        let key: Key
    }

    /// By which rows of two files are found to tell the same; asked for only where some row leaves its account or network open.
    struct Evidence {
        /// The campaign by id and by name, else the ad set or ad.
        let names: [[UInt8]]
        /// The ad, its period and part, and the amount; nil for an amount of 0.
        let amount: [[UInt8]]?
    }

    private struct Named: Hashable {
        let file: Int32
        let key: Key
        let name: [UInt8]
    }

    private struct Amount: Hashable {
        let name: [UInt8]
        let amount: [[UInt8]]
    }

    /// Rows of each group, in the order of the keys and of the rows as they were given; and those that took what they do not say from another's key.
    let groups: [[Int]]
    let completed: [(place: Int, by: Int)]

    init(_ rows: [Row], evidence: (_ place: Int) -> Evidence) {
        let met = Self.meetings(rows, evidence)
        var groups: [Key: [Int]] = [:]
        var completed: [(place: Int, by: Int)] = []
        for row in rows {
            var keys: [Key: Int] = [:]
            if !met.isEmpty, row.key.isOpen {
                for name in evidence(row.place).names { keys.merge(met[Named(file: row.file, key: row.key, name: name)] ?? [:]) { $1 } }
            }
            if keys.count == 1, let (key, place) = keys.first {
                groups[key, default: []].append(row.place)
                completed.append((row.place, place))
            } else {
                groups[row.key, default: []].append(row.place)
            }
        }
        self.groups = groups.sorted { $0.key < $1.key }.map(\.value)
        self.completed = completed
    }

    /// Keys that say more and whose rows have an amount that rows of a file, key and campaign have, each with a row of it.
    private static func meetings(_ rows: [Row], _ evidence: (_ place: Int) -> Evidence) -> [Named: [Key: Int]] {
        let keys = Dictionary(grouping: Set(rows.map(\.key))) { [$0.currency, $0.own] }
        let completable = Set(keys.values.flatMap { like in like.filter { key in key.isOpen && like.contains { key.isCompleted(by: $0) } } })
        let open = rows.filter { completable.contains($0.key) }
        guard !open.isEmpty, Set(rows.map(\.file)).count > 1 else { return [:] }
        var wanted: [Amount: [Row]] = [:]
        for row in open {
            let said = evidence(row.place)
            if let amount = said.amount { for name in said.names { wanted[Amount(name: name, amount: amount), default: []].append(row) } }
        }
        var met: [Named: [Key: Int]] = [:]
        for holder in rows {
            let said = evidence(holder.place)
            guard let amount = said.amount else { continue }
            for name in said.names {
                for row in wanted[Amount(name: name, amount: amount)] ?? [] where holder.file != row.file && row.key.isCompleted(by: holder.key) {
                    met[Named(file: row.file, key: row.key, name: name), default: [:]][holder.key] = holder.place
                }
            }
        }
        return met
    }
}
