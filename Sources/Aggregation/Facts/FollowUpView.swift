internal import Findings
internal import SocialData
internal import TextValues

/// Which orders of a deal count: those of as many days after its start, or those of new customers (Methods 25.3).
struct FollowUpView: Sendable, Hashable {
    /// nil for all orders of all deals.
    let days: Int?
    let customers: WindowRow.Customers

    /// All orders, those of the first days, those of new customers.
    static func views(days: [Int]) -> [FollowUpView] {
        [FollowUpView(days: nil, customers: .all)] + days.map { FollowUpView(days: $0, customers: .all) }
            + [FollowUpView(days: nil, customers: .new)]
    }

    /// Whether it leaves anything out.
    var isLimited: Bool { days != nil || customers != .all }

    /// Whether a deal is at least that old.
    func isOldEnough(startedAt: Int64?, asOf: Int64) -> Bool {
        guard let days else { return true }
        return startedAt.map { asOf - $0 >= Int64(days) * CivilTime.secondsPerDay } ?? false
    }

    /// Whether an order comes within the days.
    func reaches(orderedAt: Int64?, startedAt: Int64?) -> Bool {
        guard let days else { return true }
        guard let orderedAt, let startedAt else { return false }
        return orderedAt >= startedAt && orderedAt - startedAt < Int64(days) * CivilTime.secondsPerDay
    }
}
