internal import ByteStreams
internal import RecordFormats
internal import SocialData
internal import TextValues

/// Writes cells (Methods 5) as CSV, packed into gzip members that each hold whole rows of one shard.
///
/// Rows stand by shard, in it posts before deals, then by creator, band, platform, niche, post type, sponsored, boosted,
/// month and campaign, words by their bytes. A band is named by its lower end. `units` are all rows of the cell, each
/// metric's `n` those that enter it.
struct CellWriter {
    private static let memberBytes = 256 << 10

    /// Gzip members, end to end.
    private(set) var members: [UInt8] = []
    private var text: [UInt8] = []

    /// The columns, with a line end.
    static let header: [UInt8] = {
        var names = [
            "unit", "creator", "band", "platform", "niche", "post_type", "sponsored", "boosted", "month", "campaign",
            "units",
        ]
        for metric in Metric.all {
            let name = metric.name.rawValue
            names += [name + "_n", name + "_numerator", name + "_denominator"]
            if !metric.isMoney { names.append(name + "_parts") }
        }
        return Array((names.joined(separator: ",") + "\n").utf8)
    }()

    static func headerMember() throws(StreamError) -> [UInt8] { try GzipMember.compress(header) }

    /// What a cell is the sum of, in words.
    struct Key {
        var creator: Int
        var band: Int64?
        var platform: Int
        var niche: Int
        var month: Int
        /// nil where campaigns are not told apart.
        var campaign: Int?
    }

    mutating func appendPosts(
        _ key: Key, postType: Int, sponsored: Bool?, isBoosted: Bool, units: Int, totals: [MetricTotals], words: FactWords
    ) throws(StreamError) {
        begin("posts", key, words)
        append(postType, of: words.postTypes)
        if let sponsored { text.append(UInt8(ascii: sponsored ? "1" : "0")) }
        comma()
        text.append(UInt8(ascii: isBoosted ? "1" : "0"))
        comma()
        end(key, units: units, words)
        for total in totals { append(total, withParts: true) }
        for _ in DealMetric.allCases { text.append(contentsOf: ",,,".utf8) }
        try finishRow()
    }

    mutating func appendDeals(
        _ key: Key, units: Int, totals: [MetricTotals], words: FactWords
    ) throws(StreamError) {
        begin("deals", key, words)
        text.append(contentsOf: ",,,".utf8)
        end(key, units: units, words)
        for _ in PostMetric.allCases { text.append(contentsOf: ",,,,".utf8) }
        for total in totals { append(total, withParts: false) }
        try finishRow()
    }

    /// Packs what is left.
    mutating func finish() throws(StreamError) {
        guard !text.isEmpty else { return }
        members.append(contentsOf: try GzipMember.compress(text))
        text.removeAll(keepingCapacity: true)
    }

    // MARK: Parts of a row

    private mutating func begin(_ unit: String, _ key: Key, _ words: FactWords) {
        text.append(contentsOf: unit.utf8)
        comma()
        append(key.creator, of: words.creators)
        if let band = key.band { DecimalText.append(Int(band), to: &text) }
        comma()
        append(key.platform, of: words.platforms)
        append(key.niche, of: words.niches)
    }

    private mutating func end(_ key: Key, units: Int, _ words: FactWords) {
        let (year, month) = key.month.quotientAndRemainder(dividingBy: 12)
        for divisor in [1000, 100, 10, 1] { text.append(UInt8(ascii: "0") + UInt8(year / divisor % 10)) }
        text.append(UInt8(ascii: "-"))
        text.append(UInt8(ascii: "0") + UInt8((month + 1) / 10))
        text.append(UInt8(ascii: "0") + UInt8((month + 1) % 10))
        comma()
        if let campaign = key.campaign {
            words.campaigns.withBytes(campaign) { CSVText.appendField($0, to: &text) }
        }
        comma()
        DecimalText.append(units, to: &text)
    }

    private mutating func append(_ word: Int, of table: ByteTable) {
        table.withBytes(word) { CSVText.appendField($0, to: &text) }
        comma()
    }

    private mutating func append(_ total: MetricTotals, withParts: Bool) {
        guard total.units > 0 else {
            text.append(contentsOf: withParts ? ",,,,".utf8 : ",,,".utf8)
            return
        }
        comma()
        DecimalText.append(total.units, to: &text)
        comma()
        DecimalText.append(total.numerator, to: &text)
        comma()
        DecimalText.append(total.denominator, to: &text)
        if withParts {
            comma()
            DecimalText.append(total.parts, to: &text)
        }
    }

    private mutating func finishRow() throws(StreamError) {
        text.append(UInt8(ascii: "\n"))
        if text.count >= Self.memberBytes { try finish() }
    }

    private mutating func comma() { text.append(UInt8(ascii: ",")) }
}
