internal import Findings
internal import SocialData
internal import TextValues

/// How an order is credited (Methods 4.3); words of the fact column `attribution`.
enum AttributionKind: Int, Sendable, CaseIterable {
    case promoCode, utm, ambiguousCode, unattributed

    static let words = WordList(allCases.map { Optional($0.word) })

    var word: OrderCredit {
        switch self {
        case .promoCode: .promoCode
        case .utm: .utm
        case .ambiguousCode: .ambiguousCode
        case .unattributed: .unattributed
        }
    }
}

/// What an order is credited to, and what was seen of its codes and its link on the way.
struct Credit: Sendable {
    var kind: AttributionKind
    /// −1 for none.
    var deal: Int32
    /// The link's handle is borne by two creators who both had a running deal.
    var hasAmbiguousLink = false
    /// The link names somebody who has no deal.
    var hasUnknownLink = false
    /// What else could be said of the order; see `AttributionWitnesses`.
    var witnesses: AttributionWitnesses = []
}

/// What codes alone and links alone say of an order, side by side: how much the rule of Methods 4.3 matters. An order
/// may be counted under several.
struct AttributionWitnesses: OptionSet, Sendable {
    let rawValue: UInt8

    /// A code credits it, whatever its link says.
    static let code = AttributionWitnesses(rawValue: 1)
    /// Its link alone would credit it, whatever its codes say.
    static let link = AttributionWitnesses(rawValue: 2)
    /// It is credited, by either.
    static let either = AttributionWitnesses(rawValue: 4)
    /// Its code and its link name different creators.
    static let conflicting = AttributionWitnesses(rawValue: 8)

    static let all: [(witness: AttributionWitnesses, word: OrderCredit)] = [
        (.code, .codeOnly), (.link, .linkOnly), (.either, .either), (.conflicting, .conflicting),
    ]
}

/// Credits orders to deals: promo codes first, then the creator that a link names.
struct OrderAttribution: Sendable {
    private let codes: CodeTable
    private let deals: DealTable
    /// Ids and folded handles of creators with deals.
    private var ids: OwnerTable
    private var handles: OwnerTable
    /// Seconds after a deal's start.
    private let window: Int64

    /// - Parameters:
    ///   - ids, handles: names of creators, unfinished.
    init(codes: CodeTable, deals: DealTable, ids: OwnerTable, handles: OwnerTable, windowDays: Int) {
        self.codes = codes
        self.deals = deals
        self.ids = ids
        self.handles = handles
        window = Int64(windowDays) * CivilTime.secondsPerDay
        self.ids.finish()
        self.handles.finish()
    }

    /// - Parameters:
    ///   - orderCodes: numbers of the order's codes in the `CodeTable`; unknown codes are left out.
    ///   - link: `utm_creator` as staged.
    func credit(orderCodes: [Int], link: Span<UInt8>, orderedAt: Int64) -> Credit {
        let byLink = credit(link: link, orderedAt: orderedAt)
        var credit = credit(codes: orderCodes, orderedAt: orderedAt) ?? byLink
        if credit.kind == .promoCode { credit.witnesses.insert(.code) }
        if byLink.deal >= 0 { credit.witnesses.insert(.link) }
        if credit.deal >= 0 { credit.witnesses.insert(.either) }
        if credit.kind == .promoCode, byLink.deal >= 0, creator(ofDeal: credit.deal) != creator(ofDeal: byLink.deal) {
            credit.witnesses.insert(.conflicting)
        }
        return credit
    }

    /// nil where no code is valid then.
    private func credit(codes orderCodes: [Int], orderedAt: Int64) -> Credit? {
        var best: CodeTable.Entry?
        for code in orderCodes {
            for entry in codes.entries(ofCode: code) where entry.deal >= 0 && isValid(entry, at: orderedAt) {
                guard let current = best else {
                    best = entry
                    continue
                }
                // Two creators at once: nobody's, and not passed on to the link.
                guard creator(ofDeal: entry.deal) == creator(ofDeal: current.deal) else {
                    return Credit(kind: .ambiguousCode, deal: -1)
                }
                if rank(entry, at: orderedAt) > rank(current, at: orderedAt) { best = entry }
            }
        }
        return best.map { Credit(kind: .promoCode, deal: $0.deal) }
    }

    /// Of several deals of one creator the greatest counts: where no begin of the code tells them apart, the last that had begun.
    private func rank(_ entry: CodeTable.Entry, at orderedAt: Int64) -> (validFrom: Int64, begun: Int64, deal: Int32) {
        let start = deals.deals[Int(entry.deal)].startedAt
        // Deals are numbered by their ids' bytes.
        return (entry.validFrom, start <= orderedAt ? start : .min, entry.deal)
    }

    private func credit(link: Span<UInt8>, orderedAt: Int64) -> Credit {
        var credit = Credit(kind: .unattributed, deal: -1)
        let name = link.extracting(Blanks.trimmed(link))
        guard name.count > 0 else { return credit }
        var bearers = ids.owners(of: name)
        if bearers.isEmpty { bearers = handles.owners(of: HandleFolding.fold(name).span) }
        credit.hasUnknownLink = bearers.isEmpty
        for creator in bearers {
            guard let deal = deals.latest(creator: creator, at: orderedAt, window: window) else { continue }
            guard credit.deal < 0 else {
                return Credit(kind: .unattributed, deal: -1, hasAmbiguousLink: true)
            }
            credit.kind = .utm
            credit.deal = Int32(deal)
        }
        return credit
    }

    /// Whether a link names the account or campaign of another deal of the creator that was running then, and not that of the one which is credited:
    /// that began later.
    func namesOther(than credited: Int32, link: Span<UInt8>, campaign: Span<UInt8>, at orderedAt: Int64) -> Bool {
        let own = deals.deals[Int(credited)]
        guard own.creator >= 0 else { return false }
        let running = deals.running(creator: Int(own.creator), at: orderedAt, window: window)
        guard running.count > 1 else { return false }
        let handle = HandleFolding.fold(link.extracting(Blanks.trimmed(link)))
        let number = campaign.isEmpty ? nil : deals.campaigns.find(campaign)
        func isNamed(_ isOf: (Int) -> Bool) -> Bool { !isOf(Int(credited)) && running.contains(where: isOf) }
        return isNamed { deals.deals[$0].campaign == number } || !deals.handle(Int(credited)).isEmpty && isNamed { deals.handle($0) == handle }
    }

    /// Whether a code was then that of a deal which no file holds.
    func isOfMissingDeal(code: Int, at orderedAt: Int64) -> Bool {
        orderedAt != missingInstant && codes.entries(ofCode: code).contains { $0.deal < 0 && isValid($0, at: orderedAt) }
    }

    /// `[valid_from, valid_to)`. An order without an instant meets only codes that are always valid.
    private func isValid(_ entry: CodeTable.Entry, at orderedAt: Int64) -> Bool {
        guard orderedAt != missingInstant else { return entry.validFrom == missingInstant && entry.validTo == .max }
        return entry.validFrom <= orderedAt && orderedAt < entry.validTo
    }

    /// Deals whose creator is unknown are different people's.
    private func creator(ofDeal deal: Int32) -> Int64 {
        let creator = deals.deals[Int(deal)].creator
        return creator >= 0 ? Int64(creator) : -1 - Int64(deal)
    }
}
