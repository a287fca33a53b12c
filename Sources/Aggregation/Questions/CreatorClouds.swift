internal import Findings
internal import SocialData
internal import TextValues

/// Gathers `CreatorCloud`s from rows on their way to `creators.csv`, and holds few of them at a time.
struct CreatorClouds {
    private let tiers: [String]
    private var clouds: [Gathering]

    init(tiers: [String]) {
        self.tiers = tiers
        clouds = [Gathering(metric: .returnOnSpend, tiers: tiers.count), Gathering(metric: .engagementByFollowers, tiers: tiers.count)]
    }

    mutating func append(_ rows: [CreatorRow]) {
        for row in rows {
            guard let tier = tiers.firstIndex(of: row.tier), let mean = row.meanFollowers, let followers = Int64(exactly: mean.rounded()),
                let position = FollowersPosition.of(followers)
            else { continue }
            for (place, value) in [row.roas, row.engagementRate].enumerated() {
                guard let value else { continue }
                clouds[place].append(
                    CreatorCloud.Point(tier: row.tier, followers: followers, position: position, value: value), of: row.creator, tier: tier)
            }
        }
    }

    /// Those that have a point.
    func rows() -> [CreatorCloud] { clouds.compactMap { $0.row(tiers) } }

    private struct Gathering {
        private let metric: MetricName
        private var creators: [Int]
        private var positions: [Double]
        private var points: [(hash: UInt64, point: CreatorCloud.Point)] = []

        init(metric: MetricName, tiers: Int) {
            self.metric = metric
            creators = Array(repeating: 0, count: tiers)
            positions = Array(repeating: 0, count: tiers)
        }

        mutating func append(_ point: CreatorCloud.Point, of creator: String, tier: Int) {
            creators[tier] += 1
            positions[tier] += point.position
            points.append((mix64(FNV1a.hash(creator)), point))
            if points.count >= 4 * CreatorCloud.mostPoints { points = kept }
        }

        /// The least hashes; in one tier a creator has one point.
        private var kept: [(hash: UInt64, point: CreatorCloud.Point)] {
            let ordered = points.sorted { ($0.hash, $0.point.position) < ($1.hash, $1.point.position) }
            return Array(ordered.prefix(CreatorCloud.mostPoints))
        }

        func row(_ tiers: [String]) -> CreatorCloud? {
            guard !points.isEmpty else { return nil }
            return CreatorCloud(
                metric: metric, creators: creators.reduce(0, +),
                tiers: tiers.indices.filter { creators[$0] > 0 }.map {
                    CreatorCloud.Tier(tier: tiers[$0], creators: creators[$0], position: (positions[$0] / Double(creators[$0])).published)
                },
                // By size: no name decides where a point stands.
                points: kept.map(\.point).sorted { ($0.position, $0.value, $0.tier) < ($1.position, $1.value, $1.tier) })
        }
    }
}
