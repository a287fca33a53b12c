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
        /// Its campaign by id and by name, else its ad set or ad.
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

    init(_ rows: [Row]) {
        var holders: [Amount: [Row]] = [:]
        for row in rows { for name in row.names { if let amount = row.amount { holders[Amount(name: name, amount: amount), default: []].append(row) } } }
        // Keys that rows of a file, key and campaign meet elsewhere, each with a row of it.
        var met: [Named: [Key: Int]] = [:]
        for row in rows {
            guard row.key.isOpen, let amount = row.amount else { continue }
            for name in row.names {
                for holder in holders[Amount(name: name, amount: amount)] ?? [] where holder.file != row.file && row.key.isCompleted(by: holder.key) {
                    met[Named(file: row.file, key: row.key, name: name), default: [:]][holder.key] = holder.place
                }
            }
        }
        var groups: [Key: [Int]] = [:]
        var completed: [(place: Int, by: Int)] = []
        for row in rows {
            var keys: [Key: Int] = [:]
            if !met.isEmpty { for name in row.names { keys.merge(met[Named(file: row.file, key: row.key, name: name)] ?? [:]) { $1 } } }
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
}
