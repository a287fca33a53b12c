internal import Findings

/// The tables that the findings fill (Methods 23).
enum ReportTables {
    /// In the order of `tables/README.md`. Only `quality` and `losses` depend on how the inputs were cut into files.
    private static let types: [any ReportTable.Type] = [
        ClaimsTable.self, HeadlinesTable.self, EstimatesTable.self, ComparisonsTable.self,
        SensitivityTable.self, AdjustmentLevelsTable.self, ElasticityTable.self, FollowersCurveTable.self,
        FollowerBinsTable.self, TrendTable.self, TrendMonthsTable.self, BudgetTable.self,
        ContentStyleTable.self, AssociationsTable.self, CreatorFlagsTable.self, CreatorsTable.self,
        CensusTable.self, FollowersSourcesTable.self, MoneyTable.self, AttributionTable.self,
        UnmatchedTable.self, ExclusionsTable.self, DuplicatesTable.self, LossesTable.self,
        InputQualityTable.self,
    ]

    static func all(_ source: TableSource) -> [Table] { types.map { $0.init(source).table } }

    /// The columns of all tables, without any findings.
    static let descriptions: [TableDescription] = types.map { $0.init(.empty).description }
}

/// What tables are made of.
struct TableSource {
    let findings: FindingSet
    let inputs: [InputSummary]
    let losses: LossList

    static var empty: TableSource {
        TableSource(
            findings: FindingSet(
                definition: Definition(
                    name: "", title: "", currency: "", timeZone: "", periodFrom: nil, periodTo: nil, asOf: "", asOfSource: "",
                    scheme: "", tiers: [], tierA: "", tierB: "", by: [], margin: 1, windowDays: 0, maturityDays: 0,
                    confidence: 0.95, minimumCreators: 0, minimumAgeDays: 0, seed: 0)),
            inputs: [], losses: .none)
    }
}
