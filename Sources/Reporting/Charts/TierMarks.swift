internal import Findings

/// How a tier looks in every chart of the page: the asked pair by its colours and shapes, the others in grey.
struct TierMarks {
    let definition: Definition

    func shape(_ tier: String) -> MarkShape {
        tier == definition.tierA ? .circle : tier == definition.tierB ? .diamond : .square
    }

    func tone(_ tier: String) -> String { tier == definition.tierA ? "tw-a" : tier == definition.tierB ? "tw-b" : "tw-o" }

    /// Lines of every second of the others.
    func isDashed(_ tier: String) -> Bool {
        let others = definition.tiers.map(\.name).filter { $0 != definition.tierA && $0 != definition.tierB }
        return others.firstIndex(of: tier).map { !$0.isMultiple(of: 2) } ?? false
    }
}
