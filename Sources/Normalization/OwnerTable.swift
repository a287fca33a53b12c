internal import SocialData

/// Names, each with the creators who bear it: handles and ids that UTM links use.
struct OwnerTable: Sendable {
    private var names = ByteTable()
    /// Name number in the upper half, creator in the lower; sorted and unique once finished.
    private var owners: [UInt64] = []

    mutating func add(_ name: Span<UInt8>, owner: Int) {
        guard name.count > 0 else { return }
        owners.append(UInt64(names.insert(name)) << 32 | UInt64(owner))
    }

    mutating func merge(_ other: OwnerTable) {
        for pair in other.owners {
            other.names.withBytes(Int(pair >> 32)) { add($0, owner: Int(pair & 0xFFFF_FFFF)) }
        }
    }

    /// Forgets creators.
    mutating func keep(where isKept: (_ owner: Int) -> Bool) {
        owners.removeAll { !isKept(Int($0 & 0xFFFF_FFFF)) }
    }

    /// Call before asking.
    mutating func finish() {
        owners.sort()
        var unique: [UInt64] = []
        for pair in owners where unique.last != pair { unique.append(pair) }
        owners = unique
    }

    /// The creators of a name, ascending; empty where nobody bears it.
    func owners(of name: Span<UInt8>) -> [Int] {
        guard let number = names.find(name) else { return [] }
        var low = 0
        var high = owners.count
        while low < high {
            let middle = (low + high) / 2
            if Int(owners[middle] >> 32) < number { low = middle + 1 } else { high = middle }
        }
        var found: [Int] = []
        while low < owners.count, Int(owners[low] >> 32) == number {
            found.append(Int(owners[low] & 0xFFFF_FFFF))
            low += 1
        }
        return found
    }
}
