internal import SocialData
internal import StageFiles

/// The fact column `tier`: the pipeline's tier of a follower count, the empty word where it is in none (Methods 3.1).
struct TierWords: Sendable {
    private let bands: FollowerBands
    private let words: WordList

    init(_ scheme: TierScheme) {
        bands = FollowerBands(scheme: scheme)
        words = WordList(texts: [""] + scheme.tiers.map(\.name))
    }

    func set(_ followers: Int64, platform: Int, in rows: inout StageRows, _ row: Int, _ column: Int) {
        words.set(number(followers, rows.bytes.span.extracting(rows.range(row, platform))), in: &rows, row, column)
    }

    func append(_ followers: Int64, platform: Span<UInt8>, to rows: inout StageRows, _ column: Int) {
        words.append(number(followers, platform), to: &rows, column)
    }

    private func number(_ followers: Int64, _ platform: Span<UInt8>) -> Int {
        bands.tier(followers: followers, platform: platform).map { $0 + 1 } ?? 0
    }
}
