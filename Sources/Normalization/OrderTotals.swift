internal import SocialData
internal import TextValues

/// An order's promo codes, folded; buffers are kept between orders.
struct OrderScratch: Sendable {
    /// Numbers in the `CodeTable` of codes it has.
    private(set) var known: [Int] = []
    /// Codes it does not have.
    private(set) var unknown: [[UInt8]] = []

    /// - Parameter codes: codes joined by `|`, as staged.
    mutating func fold(_ codes: Span<UInt8>, _ names: ByteTable) {
        known.removeAll(keepingCapacity: true)
        unknown.removeAll(keepingCapacity: true)
        foldMore(codes, names)
    }

    /// The order carries no code.
    var isEmpty: Bool { known.isEmpty && unknown.isEmpty }

    /// Codes under which somebody else reports the same order.
    mutating func foldMore(_ codes: Span<UInt8>, _ names: ByteTable) {
        guard codes.count > 0 else { return }
        for code in CodeCell.codes(codes) where !foldKnown(code, names) {
            var isKnown = false
            for part in CodeCell.parts(ofCode: code.span) where foldKnown(part, names) { isKnown = true }
            if !isKnown, !unknown.contains(code) { unknown.append(code) }
        }
    }

    /// - Returns: whether somebody owns the code.
    private mutating func foldKnown(_ code: [UInt8], _ names: ByteTable) -> Bool {
        guard let number = names.find(code.span) else { return false }
        if !known.contains(number) { known.append(number) }
        return true
    }
}

/// Why a code of an order credits nobody.
enum CodeFault: Int, Sendable, CaseIterable {
    /// No file lists it.
    case nobodys
    case notValid
    /// Two creators had it.
    case ambiguous
    /// All its deals are missing, or the one whose it was then.
    case withoutDeal
    /// The order names no time, and the code was not always valid.
    case undated
    /// Another code of the order is another creator's.
    case twoCreators
}

/// Sums over orders: by deal, by kind of credit, and of everything that found no partner. Merging is order-free.
struct OrderTotals: Sendable {
    /// Sums under names that only the orders know: codes nobody owns, links to nobody.
    struct Named: Sendable {
        private(set) var names = ByteTable()
        private(set) var sums: [OrderSum] = []

        mutating func add(_ name: Span<UInt8>, _ sum: OrderSum) {
            let number = names.insert(name)
            if number == sums.count { sums.append(OrderSum()) }
            sums[number].merge(sum)
        }

        mutating func merge(_ other: Named) {
            for number in 0..<other.names.count {
                other.names.withBytes(number) { add($0, other.sums[number]) }
            }
        }
    }

    private(set) var ofDeal: [OrderSum]
    private(set) var ofKind = [OrderSum](repeating: OrderSum(), count: AttributionKind.allCases.count)
    /// In the order of `AttributionWitnesses.all`.
    private(set) var ofWitness = [OrderSum](repeating: OrderSum(), count: AttributionWitnesses.all.count)
    private(set) var ofReason = [Int](repeating: 0, count: OrderReason.allCases.count)
    /// Whether an order carries a known code, by code.
    private(set) var isCodeUsed: [Bool]
    /// Orders that carry a known code but were not credited through one, by code; those of a missing deal apart.
    private(set) var uncreditedOfCode: [OrderSum]
    private(set) var ofCodeWithoutDeal: [OrderSum]
    /// Orders with an ambiguous code, by code.
    private(set) var ambiguousOfCode: [OrderSum]
    /// Orders by what is wrong with their codes, each once however many codes it carries.
    private(set) var ofCodeFault = [OrderSum](repeating: OrderSum(), count: CodeFault.allCases.count)
    /// Known codes of those orders.
    private(set) var codesOfFault = [Set<Int>](repeating: [], count: CodeFault.allCases.count)
    private(set) var unknownCodes = Named()
    private(set) var unknownLinks = Named()
    private(set) var ambiguousLinks = Named()
    /// Orders by a status word that nobody knows; `gross` is what they would bring.
    private(set) var unknownStatuses = Named()
    /// Refunds whose order no file holds; `refund` is what they take back.
    private(set) var lonelyRefunds = OrderSum()
    private(set) var refundsAboveRevenue = 0
    /// Orders whose tax was taken out; `gross` is that tax.
    private(set) var taxesRemoved = OrderSum()
    /// Credited orders whose status says that they are not paid yet.
    private(set) var pending = OrderSum()
    /// Orders that a code credits to a deal that had not begun.
    private(set) var beforeStart = OrderSum()
    /// Orders by links that name another running deal of the creator than the one which is credited.
    private(set) var otherDeal = OrderSum()
    private(set) var unclearTaxes = OrderSum()
    private(set) var unknownRefunds = OrderSum()
    /// Orders that count in full, as a refund of them is in a currency without a rate.
    private(set) var refundsWithoutRate = OrderSum()
    var days = StoreDays()
    /// Orders of which a file holds a refund several times; `gross` is what more would be taken back if they were several.
    private(set) var repeatedRefunds = OrderSum()
    /// Credited orders that sold gift cards, or were paid with some.
    private(set) var giftCards = OrderSum()
    /// Some order is a shop's own row of it.
    var hasShopOrders = false
    /// Orders that an affiliate network reports too.
    private(set) var sameSales = OrderSum()
    /// Orders that stand for those of other stores.
    private(set) var copies = OrderSum()
    /// Orders whose rows name several amounts or codes; the sum is what the kept row does not have.
    private(set) var otherAmounts = OrderSum()
    /// Orders of which one file holds several rows that say the same; the sum is what they would bring if each were a line.
    private(set) var equalRows = OrderSum()
    /// Orders that one row says are cancelled or void, and another does not.
    private(set) var cancelledLater = OrderSum()
    /// Orders whose payment failed in one row and not in another.
    private(set) var failedOnce = OrderSum()
    /// Credited orders after the data cut-off.
    private(set) var afterCutOff = OrderSum()
    /// Credited sales that two sources may both hold.
    var repeated = RepeatedSales()
    /// Times of the latest orders, descending.
    private var latestTimes: [Int64] = []
    private(set) var olderRates = 0
    private(set) var mergedStores = DuplicateTally()
    private(set) var mergedStoreInputs: Set<String> = []

    init(deals: Int = 0, codes: Int = 0) {
        ofDeal = [OrderSum](repeating: OrderSum(), count: deals)
        isCodeUsed = [Bool](repeating: false, count: codes)
        uncreditedOfCode = [OrderSum](repeating: OrderSum(), count: codes)
        (ofCodeWithoutDeal, ambiguousOfCode) = (uncreditedOfCode, uncreditedOfCode)
    }

    /// - Parameter fault: what is wrong with the order's known codes.
    mutating func add(_ credit: Credit, _ money: OrderMoney, _ codes: OrderScratch, _ fault: CodeFault?, link: Span<UInt8>) {
        var sum = OrderSum()
        sum.add(money)
        ofKind[credit.kind.rawValue].merge(sum)
        for index in ofWitness.indices where credit.witnesses.contains(AttributionWitnesses.all[index].witness) {
            ofWitness[index].merge(sum)
        }
        ofReason[money.reason.rawValue] += 1
        if credit.deal >= 0 { ofDeal[Int(credit.deal)].merge(sum) }
        for code in codes.known {
            isCodeUsed[code] = true
            switch credit.kind {
            case .promoCode: break
            case .ambiguousCode: ambiguousOfCode[code].merge(sum)
            case .utm, .unattributed:
                if fault == .withoutDeal { ofCodeWithoutDeal[code].merge(sum) } else { uncreditedOfCode[code].merge(sum) }
            }
        }
        for code in codes.unknown { unknownCodes.add(code.span, sum) }
        if let fault {
            ofCodeFault[fault.rawValue].merge(sum)
            codesOfFault[fault.rawValue].formUnion(codes.known)
        }
        if !codes.unknown.isEmpty { ofCodeFault[CodeFault.nobodys.rawValue].merge(sum) }
        if credit.hasUnknownLink { unknownLinks.add(link.extracting(Blanks.trimmed(link)), sum) }
        if credit.hasAmbiguousLink { ambiguousLinks.add(link.extracting(Blanks.trimmed(link)), sum) }
        if money.isRefundCut { refundsAboveRevenue += 1 }
        // What a network reversed stands there with 0.
        if money.reason == .refundOnly, money.apart != 0 { lonelyRefunds.add(apart: money.apart) }
        if money.taxRemoved != 0 { taxesRemoved.add(apart: money.taxRemoved) }
        if money.isTaxUnclear { unclearTaxes.add(apart: money.gross) }
        if money.lacksRefundRate { refundsWithoutRate.add(apart: money.gross) }
        if money.isRefundUnknown { unknownRefunds.add(apart: money.gross) }
        if money.refundInDoubt > 0 { repeatedRefunds.add(apart: money.refundInDoubt) }
        if money.usesOlderRate { olderRates += 1 }
    }

    mutating func addAfterCutOff(_ money: OrderMoney) { afterCutOff.add(apart: money.gross) }

    mutating func addPending(_ money: OrderMoney) { pending.add(apart: money.gross) }

    mutating func addBeforeStart(_ money: OrderMoney) { beforeStart.add(apart: money.gross) }

    mutating func addOtherDeal(_ money: OrderMoney) { otherDeal.add(apart: money.gross) }

    mutating func addUnknownStatus(_ word: Span<UInt8>, _ revenue: Int64?) {
        var sum = OrderSum()
        sum.add(apart: revenue)
        unknownStatuses.add(word, sum)
    }

    mutating func addGiftCard(_ money: OrderMoney) { giftCards.add(apart: money.gross) }

    mutating func addSameSale(_ money: OrderMoney) { sameSales.add(apart: money.gross) }

    mutating func addCopy(_ money: OrderMoney) { copies.add(apart: money.gross) }

    mutating func addOtherAmounts(_ rest: Int128) { otherAmounts.add(apart: rest) }

    mutating func addEqualRows(_ more: Int, _ money: OrderMoney) {
        if let gross = money.gross, gross > 0 { equalRows.add(apart: Int128(gross) * Int128(more)) }
    }

    mutating func addCancelledLater(_ most: Int128?) { cancelledLater.add(apart: most) }

    mutating func addFailedOnce(_ most: Int128?) { failedOnce.add(apart: most) }

    mutating func addMergedStores(_ identity: String, inputs: [String]) {
        mergedStores.addConflict(identity)
        mergedStoreInputs.formUnion(inputs)
    }

    mutating func addTime(_ orderedAt: Int64) {
        guard orderedAt != missingInstant else { return }
        guard latestTimes.count < Self.mostTimes || orderedAt > latestTimes[Self.mostTimes - 1] else { return }
        latestTimes.insert(orderedAt, at: latestTimes.firstIndex { $0 < orderedAt } ?? latestTimes.count)
        if latestTimes.count > Self.mostTimes { latestTimes.removeLast() }
    }

    /// Years are mistyped in a row or two.
    private static let mostTimes = 4

    /// All orders.
    var creditedGross: Int128 { ofDeal.reduce(0) { $0 + $1.gross } }
    var counted: Int { ofKind.reduce(0) { $0 + $1.orders } }

    /// Time of the latest order; nil where no order names one.
    var latest: Int64? { latestTimes.first }

    /// How many of the last orders lie more than a year after all others: years that were mistyped, perhaps.
    var straggling: Int {
        zip(latestTimes, latestTimes.dropFirst()).enumerated().first { $0.element.0 - $0.element.1 > 366 * CivilTime.secondsPerDay }.map { $0.offset + 1 } ?? 0
    }

    mutating func merge(_ other: OrderTotals) {
        for time in other.latestTimes { addTime(time) }
        for index in ofDeal.indices { ofDeal[index].merge(other.ofDeal[index]) }
        for index in ofKind.indices { ofKind[index].merge(other.ofKind[index]) }
        for index in ofWitness.indices { ofWitness[index].merge(other.ofWitness[index]) }
        for index in ofReason.indices { ofReason[index] += other.ofReason[index] }
        for index in isCodeUsed.indices where other.isCodeUsed[index] { isCodeUsed[index] = true }
        for index in uncreditedOfCode.indices {
            uncreditedOfCode[index].merge(other.uncreditedOfCode[index])
            ofCodeWithoutDeal[index].merge(other.ofCodeWithoutDeal[index])
            ambiguousOfCode[index].merge(other.ambiguousOfCode[index])
        }
        for index in ofCodeFault.indices {
            ofCodeFault[index].merge(other.ofCodeFault[index])
            codesOfFault[index].formUnion(other.codesOfFault[index])
        }
        unknownCodes.merge(other.unknownCodes)
        unknownLinks.merge(other.unknownLinks)
        ambiguousLinks.merge(other.ambiguousLinks)
        unknownStatuses.merge(other.unknownStatuses)
        lonelyRefunds.merge(other.lonelyRefunds)
        refundsAboveRevenue += other.refundsAboveRevenue
        taxesRemoved.merge(other.taxesRemoved)
        beforeStart.merge(other.beforeStart)
        otherDeal.merge(other.otherDeal)
        pending.merge(other.pending)
        unclearTaxes.merge(other.unclearTaxes)
        unknownRefunds.merge(other.unknownRefunds)
        refundsWithoutRate.merge(other.refundsWithoutRate)
        days.merge(other.days)
        repeatedRefunds.merge(other.repeatedRefunds)
        giftCards.merge(other.giftCards)
        sameSales.merge(other.sameSales)
        copies.merge(other.copies)
        otherAmounts.merge(other.otherAmounts)
        equalRows.merge(other.equalRows)
        cancelledLater.merge(other.cancelledLater)
        failedOnce.merge(other.failedOnce)
        afterCutOff.merge(other.afterCutOff)
        repeated.merge(other.repeated)
        hasShopOrders = hasShopOrders || other.hasShopOrders
        olderRates += other.olderRates
        mergedStores.merge(other.mergedStores)
        mergedStoreInputs.formUnion(other.mergedStoreInputs)
    }
}
