internal import Findings

/// The tables (Methods 23).
enum ReportTables {
    /// What the findings fill, in the order of `tables/README.md`, up to the creators, whose rows go their own way. Only
    /// `quality` and `losses` depend on how the inputs were cut into files.
    private static let beforeCreators: [any ReportTable.Type] = [
        ClaimsTable.self, HeadlinesTable.self, EstimatesTable.self, ComparisonsTable.self,
        SensitivityTable.self, AdjustmentLevelsTable.self, BalanceTable.self, RobustnessTable.self, WindowsTable.self, MissingTable.self,
        ElasticityTable.self, FollowersCurveTable.self,
        FollowerBinsTable.self, TrendTable.self, TrendMonthsTable.self, BudgetTable.self,
        ContentStyleTable.self, AssociationsTable.self, CreatorFlagsTable.self,
    ]
    private static let afterCreators: [any ReportTable.Type] = [
        CensusTable.self, FollowersSourcesTable.self, MoneyTable.self, PayoffTable.self, AttributionTable.self,
        UnmatchedTable.self, ExclusionsTable.self, DuplicatesTable.self, LossesTable.self,
        InputQualityTable.self,
    ]

    /// All but the creators' table.
    static func all(_ source: TableSource) -> [Table] { (beforeCreators + afterCreators).map { $0.init(source).table } }

    /// The columns of all tables, without any findings.
    static let descriptions: [TableDescription] =
        beforeCreators.map { $0.init(.empty).description } + [CreatorsTable().description]
        + afterCreators.map { $0.init(.empty).description }
}

/// What tables are made of.
struct TableSource {
    let findings: FindingSet
    let inputs: [InputSummary]
    let losses: LossList

    /// What amounts are in.
    var currency: String { findings.definition.currency }

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
