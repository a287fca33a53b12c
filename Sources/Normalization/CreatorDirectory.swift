internal import SocialData
package import StageFiles
internal import TextValues

/// Who is who: turns what a row shows of an account into the key of its creator (Methods 1.5).
///
/// In this order: the directory's links; the exported `creator_id`; `platform:account_id`; `platform:@handle`, where the
/// handle gives way to the account id that rows of that platform show for it, if there is exactly one. Equal handles on
/// two platforms never link.
package struct CreatorDirectory: Sendable {
    /// The directory's `creator_id`s.
    private var people = ByteTable()
    /// Topic of each of them; empty where the directory has none.
    private var niches: [[UInt8]] = []
    private var accountLinks = LinkTable()
    private var handleLinks = LinkTable()
    /// Earlier names; a present name counts more.
    private var formerLinks = LinkTable()
    private var evidence = HandleEvidence()

    /// Knows nobody; rows of the directory and of accounts are added before creators are asked for.
    package init() {}

    // MARK: Building

    /// Adds rows of the directory (`creators`).
    package mutating func add(creators batch: StageRows) {
        let (personColumn, platformColumn) = (CreatorColumn.creatorID.position, CreatorColumn.platform.position)
        let (accountColumn, handleColumn) = (CreatorColumn.accountID.position, CreatorColumn.handle.position)
        let (formerColumn, nicheColumn) = (CreatorColumn.formerHandles.position, CreatorColumn.niche.position)
        let bytes = batch.bytes.span
        for row in batch.indices {
            let id = bytes.extracting(batch.range(row, personColumn))
            guard id.count > 0 else { continue }
            let person = people.insert(id)
            if person == niches.count { niches.append([]) }
            let niche = bytes.extracting(batch.range(row, nicheColumn))
            // Rows of one person may name several: the greatest, whatever their order.
            let known = niches[person]
            if compareBytes(known.span, niche) < 0 { niches[person] = Array(batch.bytes[batch.range(row, nicheColumn)]) }

            let platform = bytes.extracting(batch.range(row, platformColumn))
            let account = bytes.extracting(batch.range(row, accountColumn))
            let handle = bytes.extracting(batch.range(row, handleColumn))
            if account.count > 0 { accountLinks.link(pair(platform, account), to: person, namesAccount: true) }
            if handle.count > 0 {
                let folded = HandleFolding.fold(handle)
                handleLinks.link(pair(platform, folded.span), to: person, namesAccount: account.count > 0)
            }
            let formerHandles = bytes.extracting(batch.range(row, formerColumn))
            for range in listItems(formerHandles) {
                let folded = HandleFolding.fold(formerHandles.extracting(range))
                formerLinks.link(pair(platform, folded.span), to: person, namesAccount: account.count > 0)
            }
        }
    }

    /// Adds evidence of handles shown together with account ids (`accounts`).
    package mutating func add(accounts batch: StageRows) {
        let (platformColumn, accountColumn) = (AccountColumn.platform.position, AccountColumn.accountID.position)
        let handleColumn = AccountColumn.handle.position
        let bytes = batch.bytes.span
        for row in batch.indices {
            let platform = bytes.extracting(batch.range(row, platformColumn))
            let account = bytes.extracting(batch.range(row, accountColumn))
            let handle = bytes.extracting(batch.range(row, handleColumn))
            guard account.count > 0, handle.count > 0 else { continue }
            let folded = HandleFolding.fold(handle)
            evidence.show(handle: pair(platform, folded.span), account: account)
        }
    }

    /// Call once when everything was added.
    package mutating func finish() {
        evidence.finish()
    }

    // MARK: Asking

    /// Appends the key of the creator of an account; appends nothing where the row shows no identity.
    ///
    /// - Parameters: values as staged; any of them may be empty.
    package func appendKey(
        platform: Span<UInt8>, creatorID: Span<UInt8>, account: Span<UInt8>, handle: Span<UInt8>, to key: inout [UInt8]
    ) {
        if creatorID.count > 0, people.find(creatorID) != nil { return append(creatorID, to: &key) }
        if account.count > 0, let person = accountLinks.person(pair(platform, account)) {
            return people.append(person, to: &key)
        }
        let folded = HandleFolding.fold(handle)
        let named = pair(platform, folded.span)
        if !folded.isEmpty, let person = linkedPerson(named, rowNamesAccount: account.count > 0) {
            return people.append(person, to: &key)
        }
        if creatorID.count > 0 { return append(creatorID, to: &key) }
        if account.count > 0 { return append(platform, account, to: &key) }
        guard !folded.isEmpty else { return }
        if let shown = evidence.account(of: named) {
            if let person = accountLinks.person(pair(platform, shown.span)) { return people.append(person, to: &key) }
            return append(platform, shown.span, to: &key)
        }
        append(platform, folded.span, isHandle: true, to: &key)
    }

    /// The topic that the directory names for a creator key; empty where it names none.
    func niche(ofKey key: Span<UInt8>) -> [UInt8] {
        guard let person = people.find(key) else { return [] }
        return niches[person]
    }

    /// Handles that rows of a platform show with two or more account ids: `instagram @mia`, and their account ids, both
    /// in byte order; without those of which the directory says whose they are.
    func conflictingHandles() -> [(handle: String, accounts: [String])] { evidence.conflicts { linkedPerson($0, rowNamesAccount: false) != nil } }

    /// Accounts and handles that the directory gives to two people, in byte order.
    var contradictoryLinks: [String] {
        accountLinks.conflicts(mark: "") + handleLinks.conflicts(mark: "@") + formerLinks.conflicts(mark: "@")
    }

    /// Lends every present and former handle of the directory, folded, with its creator key.
    func forEachHandle(_ body: (_ handle: [UInt8], _ creator: [UInt8]) -> Void) {
        for table in [handleLinks, formerLinks] {
            table.forEach { key, person in
                guard let separator = key.firstIndex(of: Shards.separator) else { return }
                body(Array(key[(separator + 1)...]), people.bytes(person))
            }
        }
    }

    /// A present name first. A name whose directory row names an account id belongs to that account, not to another one
    /// that has taken the name.
    private func linkedPerson(_ named: [UInt8], rowNamesAccount: Bool) -> Int? {
        let links = handleLinks.has(named) ? handleLinks : formerLinks
        if rowNamesAccount, links.namesAccount(named) { return nil }
        return links.person(named)
    }

    private func append(_ text: Span<UInt8>, to key: inout [UInt8]) {
        for index in text.indices { key.append(text[index]) }
    }

    private func append(_ platform: Span<UInt8>, _ name: Span<UInt8>, isHandle: Bool = false, to key: inout [UInt8]) {
        append(platform, to: &key)
        key.append(UInt8(ascii: ":"))
        if isHandle { key.append(UInt8(ascii: "@")) }
        append(name, to: &key)
    }
}

/// Two parts of an identity as one key.
func pair(_ first: Span<UInt8>, _ second: Span<UInt8>) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(first.count + second.count + 1)
    for index in first.indices { key.append(first[index]) }
    key.append(Shards.separator)
    for index in second.indices { key.append(second[index]) }
    return key
}

/// Where the items of a list value (`a|b|c`) stand in it; empty items are left out.
func listItems(_ text: Span<UInt8>) -> [Range<Int>] {
    var items: [Range<Int>] = []
    var start = 0
    for index in 0...text.count where index == text.count || text[index] == UInt8(ascii: "|") {
        if index > start { items.append(start..<index) }
        start = index + 1
    }
    return items
}
