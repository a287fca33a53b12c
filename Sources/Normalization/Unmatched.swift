internal import Findings
internal import SocialData
internal import TextValues

/// Lists what found no partner: the first cause of a wrong return on investment. Rows stand by kind, then
/// key, in byte order.
struct Unmatched {
    let creators: CreatorTable
    let deals: DealTable
    let dealFacts: [DealFact]
    let codes: CodeTable
    let snapshots: SnapshotTable
    let totals: OrderTotals
    /// Posts of each deal; creators (numbers of the table) that have a post. Later creators have none.
    let postsOfDeal: [Int32]
    let hasPosts: [Bool]
    let spend: [SpendAssignment.Left]
    let hasAnyPosts: Bool
    let hasAnyOrders: Bool

    func rows() -> [UnmatchedRow] {
        var rows = unknownNames()
        // Where a pipeline has no posts, no deal lacks them; the same for orders.
        if hasAnyPosts { rows += dealsWithoutPosts() + lonelyCreators() }
        if hasAnyOrders { rows += codesWithoutOrders() }
        rows += codesWithoutDeal() + orderCodes()
        rows += spend.map { left in
            UnmatchedRow(
                kind: .spendWithoutDeal, key: left.name, rows: left.rows, money: left.amount.map(ExactTotal.init), sources: "spend")
        }
        return rows.sorted { left, right in
            if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
            return compareBytes(Array(left.key.utf8).span, Array(right.key.utf8).span) < 0
        }
    }

    private func dealsWithoutPosts() -> [UnmatchedRow] {
        (0..<deals.count).filter { postsOfDeal[$0] == 0 }.map { deal in
            UnmatchedRow(
                kind: .dealWithoutPosts, key: deals.id(deal), rows: 1, money: costs([deal]), sources: "deals")
        }
    }

    /// Creators whose deals or follower counts no post knows.
    private func lonelyCreators() -> [UnmatchedRow] {
        var dealsOf = [[Int]](repeating: [], count: creators.count)
        var snapshotsOf = [Int](repeating: 0, count: creators.count)
        for (number, deal) in deals.deals.enumerated() where deal.creator >= 0 {
            dealsOf[Int(deal.creator)].append(number)
        }
        for entry in snapshots.entries where entry.channel >= 0 {
            snapshotsOf[Int(creators.creatorOfChannel[Int(entry.channel)])] += 1
        }
        var rows: [UnmatchedRow] = []
        for creator in 0..<creators.count where creator >= hasPosts.count || !hasPosts[creator] {
            let sources = [dealsOf[creator].isEmpty ? "" : "deals", snapshotsOf[creator] > 0 ? "snapshots" : ""]
            rows.append(
                UnmatchedRow(
                    kind: .oneSourceOnly,
                    key: String(decoding: creators.keys.bytes(creator), as: UTF8.self),
                    rows: dealsOf[creator].count + snapshotsOf[creator], money: costs(dealsOf[creator]),
                    sources: sources.filter { !$0.isEmpty }.joined(separator: " ")))
        }
        return rows
    }

    private func codesWithoutOrders() -> [UnmatchedRow] {
        (0..<codes.names.count).filter { codes.asWritten($0)?.allSatisfy { !totals.isCodeUsed[$0] } ?? false }.map { code in
            let entries = codes.entries(ofCode: code)
            let credited = Set(entries.filter { $0.deal >= 0 }.map { Int($0.deal) })
            return UnmatchedRow(
                kind: .codeWithoutOrders, key: name(code), rows: entries.count, money: costs(Array(credited)),
                sources: "codes")
        }
    }

    private func codesWithoutDeal() -> [UnmatchedRow] {
        (0..<codes.names.count).compactMap { code in
            let orphans = codes.entries(ofCode: code).filter { $0.deal < 0 }.count
            guard orphans > 0, codes.asWritten(code) != nil || totals.ofCodeWithoutDeal[code].orders > 0 else { return nil }
            return UnmatchedRow(
                kind: .codeWithoutDeal, key: name(code), rows: orphans,
                money: ExactTotal(totals.ofCodeWithoutDeal[code].gross), sources: "codes")
        }
    }

    /// Codes of orders that could not be credited although somebody owns them.
    private func orderCodes() -> [UnmatchedRow] {
        (0..<codes.names.count).flatMap { code in
            [
                (UnmatchedKind.orderCodeNotValid, totals.uncreditedOfCode[code]), (.ambiguousCode, totals.ambiguousOfCode[code]),
            ].filter { $0.1.orders > 0 }.map { kind, sum in
                UnmatchedRow(
                    kind: kind, key: name(code), rows: sum.orders, money: ExactTotal(sum.gross), sources: "orders codes")
            }
        }
    }

    private func unknownNames() -> [UnmatchedRow] {
        [
            (UnmatchedKind.orderCodeOfNobody, totals.unknownCodes), (.linkWithoutDeal, totals.unknownLinks),
            (.linkAmbiguous, totals.ambiguousLinks),
        ].flatMap { kind, named in
            (0..<named.names.count).map { number in
                UnmatchedRow(
                    kind: kind, key: String(decoding: named.names.bytes(number), as: UTF8.self),
                    rows: named.sums[number].orders, money: ExactTotal(named.sums[number].gross), sources: "orders")
            }
        }
    }

    /// What the deals cost as far as it is known; nil where there are deals and no cost of theirs is known.
    private func costs(_ deals: [Int]) -> ExactTotal? {
        let known = deals.compactMap { dealFacts[$0].cost }
        return known.isEmpty && !deals.isEmpty ? nil : ExactTotal(known.reduce(Int128(0)) { $0 + Int128($1) })
    }

    private func name(_ code: Int) -> String { String(decoding: codes.names.bytes(code), as: UTF8.self) }
}
