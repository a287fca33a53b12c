internal import TextValues

/// Instants that are hidden in ids.
package enum PostIdTime {
    /// TikTok: the upper 32 bits of an id are seconds since 1970. `nil` for what is no such id: not all digits, or
    /// before 2014 (the first TikTok, then musical.ly).
    package static func tiktok(_ id: Span<UInt8>) -> Int64? {
        guard let number = number(id) else { return nil }
        let seconds = Int64(number >> 32)
        return seconds >= 1_388_534_400 ? seconds : nil
    }

    /// X: the upper 42 bits of an id are milliseconds since 2010-11-04T01:42:54.657Z; rounded down to the second.
    /// `nil` for the consecutive numbers of earlier posts, which hold no time.
    package static func x(_ id: Span<UInt8>) -> Int64? {
        guard let number = number(id), number >= 29_700_859_247 else { return nil }
        return (Int64(number >> 22) + 1_288_834_974_657) / 1000
    }

    private static func number(_ id: Span<UInt8>) -> UInt64? {
        let range = Blanks.trimmed(id)
        guard let value = Canonical.count(id.extracting(range)), value > 0 else { return nil }
        return UInt64(value)
    }
}
