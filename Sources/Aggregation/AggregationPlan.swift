internal import Findings
internal import Jobs
internal import SocialData
internal import TextValues

/// What every shard is worked on with.
struct AggregationPlan: Sendable {
    let posts: FactSource?
    let deals: FactSource?
    let orders: FactSource?
    /// Which orders of deals are added up apart; none where no file holds orders.
    let views: [FollowUpView]
    /// The data cut-off, after everything where nothing says.
    let asOf: Int64
    let snapshots: FactSource?
    /// nil also where nothing asks for the directory.
    let creators: FactSource?
    let bands: FollowerBands
    /// Number of tiers; the same number as an index stands for "in no tier".
    let tierCount: Int
    let dimensions: [Dimension]
    /// Whether campaigns are told apart at all: they multiply cells.
    let keepsCampaigns: Bool
    /// Folded, as hashtags are.
    let brandTags: [String]
    let audience: AudienceTarget?
    let zone: ZoneOffsets
    /// nil adds the shards up here.
    let parts: AggregationParts?
    let scratchFolder: String
    let postsAtOnce: Int
    let stop: StopFlag?
    let progress: ProgressCounter?

    init(_ request: AggregationRequest) throws {
        posts = try FactSource(.posts, folder: request.factsFolder)
        deals = try FactSource(.deals, folder: request.factsFolder)
        orders = try FactSource(.orders, folder: request.factsFolder)
        views = orders == nil ? [] : FollowUpView.views(days: request.definition.followUpDays)
        asOf = Canonical.instant(Array(request.definition.asOf.utf8).span) ?? CivilTime.representable.upperBound
        snapshots = try FactSource(.snapshots, folder: request.factsFolder)
        audience = AudienceTarget(request.definition.audience)
        creators = try audience == nil ? nil : FactSource(.creators, folder: request.factsFolder)
        brandTags = request.definition.brandTags
        bands = FollowerBands(scheme: request.scheme)
        tierCount = request.scheme.tiers.count
        dimensions = try Dimension.dimensions(by: request.definition.by)
        keepsCampaigns = dimensions.contains(.campaign)
        zone = request.zone
        parts = request.parts
        scratchFolder = request.scratchFolder
        postsAtOnce = request.postsAtOnce
        stop = request.stop
        progress = request.progress
    }

    /// Tier of a band, `tierCount` where there is none.
    func tier(band: Int?) -> Int {
        band.flatMap { bands.tiers[$0] } ?? tierCount
    }

    func tier(_ post: PostFact) -> Int { tier(band: post.band < 0 ? nil : Int(post.band)) }

    func tier(_ deal: DealFact) -> Int { tier(band: deal.band < 0 ? nil : Int(deal.band)) }
}
