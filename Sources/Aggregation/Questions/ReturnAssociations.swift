internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// Whether audience or brand fit goes with returns (Methods 16; 22, S7 and S9).
struct ReturnAssociations {
    let standings: CreatorStandings
    let seed: UInt64

    /// Spearman's correlation of each creator's ROAS with the audience overlap and with the brand alignment, p by
    /// permutation of creators with the labels `perm/v1/audience_overlap/roas` and `perm/v1/brand_alignment/roas`.
    func rows(jobs: Int, stop: StopFlag?) throws -> [AssociationRow] {
        let seed = seed
        let properties = [
            (name: MetricName.audienceOverlap, values: standings.audienceOverlap),
            (name: .brandAlignment, values: standings.brandAlignment),
        ]
        return try Parallel.orderedMap(properties, jobs: jobs) { property in
            try stop?.check()
            let pairs = zip(property.values, standings.roas).compactMap { value, roas in
                value.flatMap { value in roas.map { (value: value, roas: $0) } }
            }
            let correlation = RankCorrelation(
                pairs.map(\.value), pairs.map(\.roas), seed: seed, label: "perm/v1/\(property.name.rawValue)/\(MetricName.returnOnSpend.rawValue)")
            return AssociationRow(
                property: property.name, outcome: .returnOnSpend, creators: pairs.count,
                rho: correlation?.rho?.published, p: correlation?.p?.published)
        }
    }
}
