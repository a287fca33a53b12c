internal import Jobs
internal import SocialData
internal import StageFiles
internal import TextValues

/// A link to one post, told by its network and the id that stands in it: host, `www.`, question and slashes do not matter.
enum PostLink {
    /// Networks whose exports give a post another id than its link has; elsewhere the id of the link is the post's.
    private static let platforms: [(word: [UInt8], platform: Platform)] = [Platform.instagram, .facebook].map { (Array($0.rawValue.utf8), $0) }

    /// Where the post's id stands; nil where the link names no post of that network, as a profile or a short link.
    static func id(_ link: Span<UInt8>, on platform: Span<UInt8>) -> Range<Int>? {
        guard link.count > 0, let known = platforms.first(where: { compareBytes($0.word.span, platform) == 0 }),
            let parsed = PlatformLink(link), parsed.platform == known.platform
        else { return nil }
        return parsed.post
    }

    /// Never 0; 0 is for rows without such a link.
    static func hash(_ link: Span<UInt8>, on platform: Span<UInt8>) -> UInt64 {
        guard let id = id(link, on: platform) else { return 0 }
        var hash = FNV1a()
        hash.combine(platform)
        hash.combine(Shards.separator)
        hash.combine(link.extracting(id))
        return max(1, mix64(hash.value))
    }
}

/// Posts that stand under two ids with one link: what two accounts published together, exported from both, or one post out of
/// two tools. Of each one id counts (as of several rows of one id, Methods 1.6).
struct SharedLinks: Sendable {
    /// Hashes of links that posts of several ids have.
    let hashes: Set<UInt64>
    /// Platform and id of posts that another stands for.
    private var left = ByteTable()
    /// Posts that two creators show as their own, and posts that one creator's exports hold twice.
    private(set) var collaborations = 0
    private(set) var repeated = 0

    /// Hashes that stand there more than once.
    static func shared(_ hashes: [UInt64]) -> Set<UInt64> {
        let sorted = hashes.sorted()
        var shared: Set<UInt64> = []
        for index in sorted.indices.dropFirst() where sorted[index] == sorted[index - 1] { shared.insert(sorted[index]) }
        return shared
    }

    /// Reads the posts of these links.
    init(_ hashes: Set<UInt64>, _ files: StagedFiles, _ resolver: AccountResolver, request: NormalizationRequest) throws {
        self.hashes = hashes
        let columns = PostColumns()
        var rows = StageRows(files.schema)
        try files.forEachSlice(jobs: request.jobs, { slice in
            try request.stop?.check()
            var found = StageRows(files.schema)
            var all = found
            _ = try files.read(slice, into: &all)
            let bytes = all.bytes.span
            for row in all.indices {
                let link = PostLink.hash(bytes.extracting(all.range(row, columns.url)), on: bytes.extracting(all.range(row, columns.platform)))
                if hashes.contains(link) { found.append(row, of: all) }
            }
            return found
        }) { found in
            rows.append(found.indices, of: found)
        }
        resolve(rows, columns, resolver.closed())
    }

    private mutating func resolve(_ rows: StageRows, _ columns: PostColumns, _ resolver: AccountResolver) {
        let order = RowOrder(.posts)
        let bytes = rows.bytes.span
        var resolver = resolver
        // The greatest row of each id, by link.
        var posts: [[UInt8]: [[UInt8]: Int]] = [:]
        for row in 0..<rows.count {
            let platform = bytes.extracting(rows.range(row, columns.platform))
            let link = bytes.extracting(rows.range(row, columns.url))
            guard let id = PostLink.id(link, on: platform) else { continue }
            let key = Self.identity(platform, link.extracting(id))
            let post = Array(rows.bytes[rows.range(row, columns.postID)])
            if let known = posts[key]?[post], !order.precedes(rows, known, row) { continue }
            posts[key, default: [:]][post] = row
        }
        for ids in posts.values where ids.count > 1 {
            let ascending = ids.values.sorted { order.precedes(rows, $0, $1) }
            guard let greatest = ascending.last, let postedAt = instant(greatest, rows, columns) else { continue }
            let owner = self.owner(greatest, rows, columns, &resolver)
            for row in ascending.dropLast() {
                // A link to something else than the post, as a page of many, is not of one day. Instagram's always names one post,
                // whatever day somebody noted beside it.
                guard let other = instant(row, rows, columns) else { continue }
                let isOfOnePost = rows.bytes[rows.range(row, columns.platform)].elementsEqual(Platform.instagram.rawValue.utf8)
                guard isOfOnePost || abs(other - postedAt) <= CivilTime.secondsPerDay else { continue }
                let identity = Self.identity(
                    bytes.extracting(rows.range(row, columns.platform)), bytes.extracting(rows.range(row, columns.postID)))
                _ = left.insert(identity.span)
                let second = self.owner(row, rows, columns, &resolver)
                let isOther = owner.key != second.key && !owner.key.isEmpty && !second.key.isEmpty && (owner.handle != second.handle || owner.handle.isEmpty)
                if isOther { collaborations += 1 } else { repeated += 1 }
            }
        }
    }

    /// Whether another post stands for this one.
    func isLeft(platform: Span<UInt8>, postID: Span<UInt8>) -> Bool {
        left.find(Self.identity(platform, postID).span) != nil
    }

    private static func identity(_ platform: Span<UInt8>, _ id: Span<UInt8>) -> [UInt8] {
        var identity = platform.indices.map { platform[$0] }
        identity.append(Shards.separator)
        for index in id.indices { identity.append(id[index]) }
        return identity
    }

    private func instant(_ row: Int, _ rows: StageRows, _ columns: PostColumns) -> Int64? {
        rows.number(row, columns.postedAt)
    }

    private func owner(
        _ row: Int, _ rows: StageRows, _ columns: PostColumns, _ resolver: inout AccountResolver
    ) -> (key: [UInt8], handle: [UInt8]) {
        let account = resolver.resolve(
            rows.bytes.span, platform: rows.range(row, columns.platform), creatorID: rows.range(row, columns.creatorID),
            account: rows.range(row, columns.accountID), handle: rows.range(row, columns.handle))
        var key: [UInt8] = []
        resolver.appendKey(resolver[account], to: &key)
        return (key, HandleFolding.fold(rows.bytes.span.extracting(rows.range(row, columns.handle))))
    }
}
