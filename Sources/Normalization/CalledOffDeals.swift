internal import SocialData

/// Deals that rows of other files call off. As for orders, a cancellation is the last word, for exports of different days hold a
/// deal before and after; no file says which of two is the later one.
struct CalledOffDeals {
    private struct Call {
        var input: [UInt8]
        /// −1 where the row names nobody.
        var creator: Int32
        var startedAt: Int64?
        /// The number is made of other columns, so that another deal of the creator can have it.
        var isMadeID: Bool
    }

    private var ids = ByteTable()
    private var calls: [[Call]] = []

    var isEmpty: Bool { calls.isEmpty }

    /// - Parameter calledOff: by the word that stands in `input`.
    init(_ calledOff: [String: [CalledOffDeal]], _ resolver: AccountResolver, _ sources: InputSources) {
        var known = resolver.closed()
        for (input, deals) in calledOff.sorted(by: { $0.key < $1.key }) {
            let file = Array(input.utf8)
            let isMadeID = sources.origin(ofInput: file.span)?.makesDealIDs == true
            for deal in deals {
                let parts = [deal.platform, deal.creatorID, "", deal.handle].map { Array($0.utf8) }
                let namesNobody = deal.creatorID.isEmpty && deal.handle.isEmpty
                let account = known.resolve(parts: parts)
                let creator = namesNobody ? -1 : known[account].creator
                // Whom no deal names has none that could be called off.
                if !namesNobody, creator < 0 { continue }
                let number = ids.insert(Array(deal.dealID.utf8).span)
                if number == calls.count { calls.append([]) }
                calls[number].append(Call(input: file, creator: creator, startedAt: deal.startedAt, isMadeID: isMadeID))
            }
        }
    }

    /// Whether a file calls a deal off. One that also holds a row of it that counts knows that it was taken up again.
    ///
    /// - Parameter inputs: the files of the deal's rows.
    func calls(off id: Span<UInt8>, creator: Int32, startedAt: Int64?, inputs: [[UInt8]]) -> Bool {
        guard let number = ids.find(id) else { return false }
        return calls[number].contains { call in
            !inputs.contains(call.input) && (call.creator < 0 || call.creator == creator)
                && (!call.isMadeID || call.startedAt == startedAt)
        }
    }
}
