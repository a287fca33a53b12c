internal import SocialData
internal import TextValues

/// The hashtags of posts, read from folded lists (`a|b|c`): every tag a number, once in a post however often it stands there.
struct PostTags {
    private var tags = ByteTable()
    /// The last post of each tag, one more than its place.
    private var lastPost: [Int32] = []
    /// Tags of all posts, end to end, and where each post's end.
    private var numbers: [UInt32] = []
    private var ends: [Int] = []

    /// Number of different tags.
    var count: Int { tags.count }

    /// Appends the tags of the next post.
    mutating func append(_ list: Span<UInt8>) {
        let post = Int32(ends.count + 1)
        var start = 0
        for index in 0...list.count where index == list.count || list[index] == UInt8(ascii: "|") {
            if index > start {
                let tag = tags.insert(list.extracting(start..<index))
                if tag == lastPost.count { lastPost.append(0) }
                if lastPost[tag] != post {
                    lastPost[tag] = post
                    numbers.append(UInt32(tag))
                }
            }
            start = index + 1
        }
        ends.append(numbers.count)
    }

    subscript(post: Int) -> ArraySlice<UInt32> {
        numbers[(post == 0 ? 0 : ends[post - 1])..<ends[post]]
    }

    /// Number of a tag; nil where no post has it.
    func number(_ tag: String) -> Int? { tags.find(Array(tag.utf8).span) }

    /// A hash of each tag, the same in every shard.
    var hashes: [UInt64] { tags.hashes }
}

extension ByteTable {
    /// A hash of each key, the same in every table; two keys in 10¹⁹ share one.
    var hashes: [UInt64] {
        (0..<count).map { number in
            withBytes(number) { key in
                var hash = FNV1a()
                hash.combine(key)
                return mix64(hash.value)
            }
        }
    }
}
