internal import SocialData

/// The directory's links from accounts or handles of a platform to people. A link to two people links to nobody.
struct LinkTable: Sendable {
    private static let contradictory: Int32 = -1

    /// Keys are `pair(platform, account id or folded handle)`.
    private var keys = ByteTable()
    private var people: [Int32] = []
    private var withAccount: [Bool] = []

    mutating func link(_ key: [UInt8], to person: Int, namesAccount: Bool) {
        let number = keys.insert(key.span)
        if number == people.count {
            people.append(Int32(person))
            withAccount.append(namesAccount)
        } else {
            if people[number] != Int32(person) { people[number] = Self.contradictory }
            withAccount[number] = withAccount[number] || namesAccount
        }
    }

    func has(_ key: [UInt8]) -> Bool { keys.find(key.span) != nil }

    /// Whether a row that made this link also named an account id.
    func namesAccount(_ key: [UInt8]) -> Bool {
        keys.find(key.span).map { withAccount[$0] } ?? false
    }

    /// The person linked to, nil for none and for two.
    func person(_ key: [UInt8]) -> Int? {
        guard let number = keys.find(key.span), people[number] != Self.contradictory else { return nil }
        return Int(people[number])
    }

    func forEach(_ body: (_ key: [UInt8], _ person: Int) -> Void) {
        for number in 0..<keys.count where people[number] != Self.contradictory {
            body(keys.bytes(number), Int(people[number]))
        }
    }

    /// Keys linked to two people, for people: `instagram @mia`.
    func conflicts(mark: String) -> [String] {
        keys.sortedIndices().filter { people[$0] == Self.contradictory }.map { describe(keys.bytes($0), mark: mark) }
    }
}

/// Which account ids the rows of a platform show for a handle.
struct HandleEvidence: Sendable {
    private static let several: Int32 = -1

    /// Keys are `pair(platform, folded handle)`.
    private var handles = ByteTable()
    private var accounts = ByteTable()
    /// Handle number in the upper half, account number in the lower: sorted and unique once finished.
    private var shown: [UInt64] = []
    /// The only account of each handle.
    private var only: [Int32] = []

    mutating func show(handle: [UInt8], account: Span<UInt8>) {
        let pair = UInt64(handles.insert(handle.span)) << 32 | UInt64(accounts.insert(account))
        if shown.last != pair { shown.append(pair) }
    }

    mutating func finish() {
        shown.sort()
        only = [Int32](repeating: Self.several, count: handles.count)
        var unique: [UInt64] = []
        for pair in shown where unique.last != pair {
            let handle = Int(pair >> 32)
            let isFirst = unique.last.map { Int($0 >> 32) != handle } ?? true
            only[handle] = isFirst ? Int32(truncatingIfNeeded: pair & 0xFFFF_FFFF) : Self.several
            unique.append(pair)
        }
        shown = unique
    }

    /// The account id shown for a handle, nil for none and for several.
    func account(of handle: [UInt8]) -> [UInt8]? {
        guard let number = handles.find(handle.span), only[number] != Self.several else { return nil }
        return accounts.bytes(Int(only[number]))
    }

    /// Handles that are shown with several account ids, and these, both in byte order.
    ///
    /// - Parameter isSettled: whether something else says whose a handle is.
    func conflicts(isSettled: (_ named: [UInt8]) -> Bool) -> [(handle: String, accounts: [String])] {
        var accountsOfHandle: [Int: [Int]] = [:]
        for pair in shown where only[Int(pair >> 32)] == Self.several {
            accountsOfHandle[Int(pair >> 32), default: []].append(Int(pair & 0xFFFF_FFFF))
        }
        return accountsOfHandle.filter { !isSettled(handles.bytes($0.key)) }.sorted { handles.precedes($0.key, $1.key) }.map { handle, shown in
            let sorted = shown.sorted { accounts.precedes($0, $1) }
            return (describe(handles.bytes(handle), mark: "@"), sorted.map { String(decoding: accounts.bytes($0), as: UTF8.self) })
        }
    }
}

/// `instagram @mia` of a `pair`.
private func describe(_ key: [UInt8], mark: String) -> String {
    let parts = key.split(separator: Shards.separator, maxSplits: 1, omittingEmptySubsequences: false)
    let texts = parts.map { String(decoding: $0, as: UTF8.self) }
    return texts[0] + " " + mark + (texts.count > 1 ? texts[1] : "")
}
