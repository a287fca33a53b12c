internal import SocialData
internal import StageFiles

/// What the directory says of one shard's creators.
struct DirectoryFacts {
    /// By creator number; nil where the audience is not known.
    private var overlaps: [Int: Double] = [:]
    private let columns = (
        creator: CreatorColumn.creator.position, audience: CreatorColumn.audience.position
    )

    /// Adds the rows of creators that have posts or deals.
    mutating func add(_ batch: borrowing StageRows, words: FactWords, target: AudienceTarget) {
        let bytes = batch.bytes.span
        for row in batch.indices {
            guard let creator = words.creators.find(bytes.extracting(batch.range(row, columns.creator))),
                let shares = AudienceText.shares(bytes.extracting(batch.range(row, columns.audience)))
            else { continue }
            overlaps[creator] = target.overlap(shares)
        }
    }

    func audienceOverlap(_ creator: Int) -> Double? { overlaps[creator] }
}
