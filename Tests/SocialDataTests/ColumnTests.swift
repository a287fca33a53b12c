import Testing

@testable import SocialData

/// The enums of columns are the headers: a row is read at the place where it was written.
@Suite struct ColumnTests {
    private func check<C: EntityColumn>(_ type: C.Type, _ entity: Entity) {
        let columns = entity.columns + entity.factColumns
        let header = columns.map(\.name)
        #expect(Set(header).count == header.count, "\(entity) names a column twice")
        #expect(type.allCases.map(\.name) == header)
        #expect(type.allCases.map(\.position) == Array(header.indices))
        for column in type.allCases { #expect(columns[column.position] == column.column) }
    }

    @Test func positionsAreThoseOfTheHeaders() {
        check(PostColumn.self, .posts)
        check(SnapshotColumn.self, .snapshots)
        check(CreatorColumn.self, .creators)
        check(DealColumn.self, .deals)
        check(SpendColumn.self, .spend)
        check(CodeColumn.self, .codes)
        check(OrderColumn.self, .orders)
        check(ClickColumn.self, .clicks)
        check(RateColumn.self, .rates)
        check(AccountColumn.self, .accounts)
    }

    /// Facts stand behind what files hold, so a staged column has one place in both.
    @Test func factsFollowStagedColumns() {
        #expect(Entity.posts.columns.last?.name == "estimated" && Entity.posts.factColumns.first?.name == "creator")
        #expect(Entity.orders.columns.count == 22 && Entity.orders.factColumns.map(\.name).last == "excluded")
        #expect(Entity.codes.factColumns.isEmpty)
    }

    @Test func costComponentsAreColumnsOfDeals() {
        for component in CostComponent.allCases { #expect(component.column.name == component.rawValue) }
    }
}
