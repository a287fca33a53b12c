internal import RecordFormats
internal import SocialData

/// What the directory says of one shard's creators.
struct DirectoryFacts {
    /// By creator number; nil where the audience is not known.
    private var overlaps: [Int: Double] = [:]
    private let columns = (
        creator: CreatorColumn.creator.position, audience: CreatorColumn.audience.position
    )

    /// Adds the rows of creators that have posts or deals.
    mutating func add(_ batch: borrowing FieldBatch, words: FactWords, target: AudienceTarget) {
        let bytes = batch.bytes.span
        for record in batch.records {
            guard let creator = words.creators.find(bytes.extracting(batch.range(record, columns.creator))),
                let shares = AudienceText.shares(bytes.extracting(batch.range(record, columns.audience)))
            else { continue }
            overlaps[creator] = target.overlap(shares)
        }
    }

    func audienceOverlap(_ creator: Int) -> Double? { overlaps[creator] }
}
