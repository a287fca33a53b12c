internal import Findings
internal import Jobs
internal import SocialData

/// What every shard is worked on with.
struct AggregationPlan: Sendable {
    let posts: FactSource?
    let deals: FactSource?
    let bands: FollowerBands
    /// Number of tiers; the same number as an index stands for "in no tier".
    let tierCount: Int
    let dimensions: [Dimension]
    /// Whether campaigns are told apart at all: they multiply cells.
    let keepsCampaigns: Bool
    let zone: ZoneOffsets
    let stop: StopFlag?
    let progress: ProgressCounter?

    init(_ request: AggregationRequest) throws {
        posts = try FactSource(.posts, folder: request.factsFolder)
        deals = try FactSource(.deals, folder: request.factsFolder)
        bands = FollowerBands(scheme: request.scheme)
        tierCount = request.scheme.tiers.count
        dimensions = try Dimension.dimensions(by: request.definition.by)
        keepsCampaigns = dimensions.contains(.campaign)
        zone = request.zone
        stop = request.stop
        progress = request.progress
    }

    /// Tier of a band, `tierCount` where there is none.
    func tier(band: Int?) -> Int {
        band.flatMap { bands.tiers[$0] } ?? tierCount
    }
}
