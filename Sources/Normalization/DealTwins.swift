internal import SocialData
internal import StageFiles
internal import TextValues

/// Deals that two files may both hold, under two numbers: all of them count, for nobody can know, and they are said.
///
/// Of one day it is enough that creator and amounts agree. On different days it takes more, or every retainer would be said: the
/// amount that is agreed and the creator agree, no campaign or network differs, and either both name the campaign, at most half
/// a year apart and once in each file, for a deal is one creator's fee in one campaign; or the files tell of the same time and
/// the days lie at most a month apart. The sheets of two months without campaigns tell of different deals, and so do the numbers
/// that one series of exports gives its deals.
///
/// Where most deals of a file meet one of another file like this, so do those that agree in less: of one creator and day, or campaign,
/// with an amount that tax, a surcharge or a new agreement changed, or with a campaign in other words.
struct DealTwins {
    private static let feeColumn = DealColumn.fee.position
    private static let currencyColumn = DealColumn.currency.position
    private static let campaignColumn = DealColumn.campaignID.position
    private static let platformColumn = DealColumn.platform.position
    private static let mostApart = 183 * CivilTime.secondsPerDay
    private static let month = 31 * CivilTime.secondsPerDay

    /// One deal as its row states it.
    private struct Member {
        var row: Int
        var creator: Int32
        var startedAt: Int64
        var input: Int
        /// Numbers of the words; −1 for none.
        var currency: Int
        var campaign: Int
        var platform: Int
        var amounts: [Int64]

        var total: Int128 { amounts.reduce(0) { $0 + Int128($1) } }
    }

    private struct Key: Hashable {
        let creator: Int32
        let currency: Int
        let amounts: [Int64]
        var startedAt: Int64?
    }

    private let origins: [InputOrigin?]
    /// The days that each file's deals began on.
    private var spans: [Int: ClosedRange<Int64>] = [:]
    private var members: [Member] = []
    private(set) var doubts = DealDoubts()
    /// Deals of two files that are or may be one, by the files; and the places of the latter.
    private var twinsOfFiles: [[Int]: Int]
    private var twins: Set<Int> = []

    /// - Parameters:
    ///   - deals: by number.
    ///   - inputs: the file of each row; those beyond were put together from several rows.
    ///   - origins: by file.
    ///   - sharedDeals: how many deals two files hold under one number, by the files, ascending.
    init(_ deals: [Deal], _ rows: StageRows, inputs: [Int32], origins: [InputOrigin?], sharedDeals: [[Int]: Int]) {
        self.origins = origins
        twinsOfFiles = sharedDeals
        var words = ByteTable()
        func number(_ word: [UInt8]) -> Int { word.isEmpty ? -1 : words.insert(word.span) }
        func folded(_ row: Int, _ column: Int) -> [UInt8] {
            let bytes = rows.bytes.span
            return WordFolding.fold(bytes.extracting(rows.range(row, column)))
        }
        for deal in deals {
            let row = deal.row
            let amounts = DealDoubts.amountColumns.map { rows.number(row, $0) ?? 0 }
            guard row < inputs.count, deal.creator >= 0, amounts.contains(where: { $0 > 0 }) else { continue }
            let input = Int(inputs[row])
            members.append(
                Member(
                    row: row, creator: deal.creator, startedAt: deal.startedAt, input: input, currency: number(rows.spelling(row, Self.currencyColumn)),
                    campaign: number(folded(row, Self.campaignColumn)), platform: number(rows.spelling(row, Self.platformColumn)), amounts: amounts))
            guard deal.startedAt != missingInstant else { continue }
            let span = spans[input] ?? deal.startedAt...deal.startedAt
            spans[input] = min(span.lowerBound, deal.startedAt)...max(span.upperBound, deal.startedAt)
        }
        addRepeatedFees()
        let ofOneDay = addEqual()
        addSimilar(rows, except: ofOneDay)
        addRestated()
        addSameTotals()
    }

    // MARK: of one file

    /// A sheet with a line for each post may say on each what was paid for all. Of a sheet that numbers its deals each line is one.
    private mutating func addRepeatedFees() {
        var met: Set<[Int64]> = []
        for member in members where member.startedAt != missingInstant && origins[member.input]?.makesDealIDs == true {
            let words = [member.input, Int(member.creator), member.currency, member.campaign].map { Int64($0) }
            if !met.insert(words + [member.startedAt] + member.amounts).inserted { doubts.add(member.row, times: 1, .repeatedFee) }
        }
    }

    // MARK: of one day

    /// Deals of different files that agree in all but their numbers; their places among the members.
    private mutating func addEqual() -> Set<Int> {
        var places: [Key: Int] = [:]
        var found: Set<Int> = []
        for (place, member) in members.enumerated() where member.startedAt != missingInstant {
            let key = Key(creator: member.creator, currency: member.currency, amounts: member.amounts, startedAt: member.startedAt)
            guard let other = places.updateValue(place, forKey: key), members[other].input != member.input,
                Self.mayAgree(member.campaign, members[other].campaign) else { continue }
            doubts.add(member.row, times: 1, .twinDeal)
            note(place, other)
            found.insert(place)
        }
        return found
    }

    private mutating func note(_ place: Int, _ other: Int) {
        twins.formUnion([place, other])
        twinsOfFiles[[members[place].input, members[other].input].sorted(), default: 0] += 1
    }

    /// Whether two words are one, or a row leaves it out.
    private static func mayAgree(_ word: Int, _ other: Int) -> Bool { word < 0 || other < 0 || word == other }

    // MARK: of different days

    private mutating func addSimilar(_ rows: StageRows, except known: Set<Int>) {
        var groups: [Key: [Int]] = [:]
        for (place, member) in members.enumerated() where !known.contains(place) {
            // What is paid per sale goes on growing: the fee tells, where there is one.
            let fee = rows.number(member.row, Self.feeColumn) ?? 0
            groups[Key(creator: member.creator, currency: member.currency, amounts: fee > 0 ? [fee] : member.amounts), default: []].append(place)
        }
        // In the order of the deals, which depends on no file.
        for group in groups.values.sorted(by: { ($0.first ?? 0) < ($1.first ?? 0) }) where Set(group.map { members[$0].input }).count > 1 {
            for found in connected(group) { addAllButOneFile(found) }
        }
    }

    /// Members that may be one deal, put together.
    private func connected(_ group: [Int]) -> [[Int]] {
        // Several rows of one campaign in one file are instalments, or a retainer.
        var rowsOfCampaign: [[Int]: Int] = [:]
        for place in group { rowsOfCampaign[[members[place].input, members[place].campaign], default: 0] += 1 }
        var parent = Array(group.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while parent[index] != index { index = parent[index] }
            return index
        }
        for (index, place) in group.enumerated() {
            for (other, otherPlace) in group[..<index].enumerated() {
                let (one, two) = (members[place], members[otherPlace])
                let isSingle = [one, two].allSatisfy { rowsOfCampaign[[$0.input, $0.campaign]] == 1 }
                if mayBeOne(one, two, isSingle: isSingle) { parent[max(root(index), root(other))] = min(root(index), root(other)) }
            }
        }
        return Dictionary(grouping: group.indices, by: root).sorted { $0.key < $1.key }.map { $0.value.map { group[$0] } }
    }

    /// - Parameter isSingle: each file holds one row of the creator's campaign and amount.
    private func mayBeOne(_ one: Member, _ other: Member, isSingle: Bool) -> Bool {
        guard one.input != other.input, Self.mayAgree(one.campaign, other.campaign), Self.mayAgree(one.platform, other.platform),
            !areNumberedApart(one, other) else { return false }
        let areDated = one.startedAt != missingInstant && other.startedAt != missingInstant
        let apart = areDated ? abs(one.startedAt - other.startedAt) : 0
        if isSingle, one.campaign >= 0, one.campaign == other.campaign { return apart <= Self.mostApart }
        guard areDated, let span = spans[one.input], let otherSpan = spans[other.input] else { return false }
        return apart <= Self.month && span.overlaps(otherSpan)
    }

    /// Files of one source and format, whose deals have numbers of their own: two numbers are two deals.
    private func areNumberedApart(_ one: Member, _ other: Member) -> Bool {
        guard let origin = origins[one.input], let otherOrigin = origins[other.input] else { return false }
        return origin.source == otherOrigin.source && !origin.makesDealIDs
    }

    /// The file with most of the rows says how many deals there are at least; of files with as many the one with the greatest
    /// amounts. The rows of the others are in doubt.
    private mutating func addAllButOneFile(_ places: [Int]) {
        let files = Dictionary(grouping: places) { members[$0].input }
        guard files.count > 1 else { return }
        let most = files.values.max { left, right in
            let (sum, otherSum) = (left.reduce(Int128(0)) { $0 + members[$1].total }, right.reduce(Int128(0)) { $0 + members[$1].total })
            return (left.count, sum, -(left.first ?? 0)) < (right.count, otherSum, -(right.first ?? 0))
        }
        let kept = Set(most ?? [])
        for place in places where !kept.contains(place) {
            doubts.add(members[place].row, times: 1, .repeatedDeal)
            if let one = kept.min() { note(place, one) }
        }
    }

    // MARK: of other words

    /// Fewer deals of two files agree by accident, be it all of them.
    private static let fewest = 2

    private mutating func addRestated() {
        var rowsOfCampaign: [[Int]: Int] = [:]
        var rowsOfFile: [Int: Int] = [:]
        for member in members {
            rowsOfCampaign[[member.input, Int(member.creator), member.campaign], default: 0] += 1
            rowsOfFile[member.input, default: 0] += 1
        }
        func isSingle(_ member: Member) -> Bool { rowsOfCampaign[[member.input, Int(member.creator), member.campaign]] == 1 }
        func mayBeRestated(_ one: Member, _ other: Member) -> Bool {
            guard one.input != other.input, one.currency == other.currency, Self.mayAgree(one.platform, other.platform), !areNumberedApart(one, other),
                // Tax and surcharges are less than a third of what is paid.
                10 * min(one.total, other.total) >= 7 * max(one.total, other.total)
            else { return false }
            if other.startedAt - one.startedAt < CivilTime.secondsPerDay { return true }
            guard one.campaign >= 0, one.campaign == other.campaign, isSingle(one), isSingle(other), let span = spans[one.input],
                let otherSpan = spans[other.input] else { return false }
            return span.overlaps(otherSpan) || twinsOfFiles[[one.input, other.input].sorted()] != nil
        }
        let ofCreators = Dictionary(grouping: members.indices.filter { members[$0].startedAt != missingInstant && !twins.contains($0) }) { members[$0].creator }
        var found: [[Int]: [Int]] = [:]
        for places in ofCreators.sorted(by: { $0.key < $1.key }).map(\.value) {
            let ordered = places.sorted { (members[$0].startedAt, $0) < (members[$1].startedAt, $1) }
            var met: Set<Int> = []
            for (index, place) in ordered.enumerated() where !met.contains(place) {
                // The nearest one; each deal is met by one.
                let near = ordered[(index + 1)...].prefix { members[$0].startedAt - members[place].startedAt <= Self.month }
                guard let other = near.first(where: { !met.contains($0) && mayBeRestated(members[place], members[$0]) }) else { continue }
                met.formUnion([place, other])
                found[[members[place].input, members[other].input].sorted(), default: []].append(max(place, other))
            }
        }
        for (files, places) in found.sorted(by: { $0.value[0] < $1.value[0] }) {
            let met = places.count + (twinsOfFiles[files] ?? 0)
            let smaller = files.compactMap { rowsOfFile[$0] }.min() ?? 0
            guard met >= Self.fewest, 2 * met >= smaller else { continue }
            for place in places.sorted() { doubts.add(members[place].row, times: 1, .restatedDeal) }
        }
    }

    // MARK: of other parts

    /// A list of deals and a list of what was paid: in halves, later, with tax. No row need agree with one of the other, but what each
    /// creator got in all does. Lists of one format are of two months.
    private mutating func addSameTotals() {
        var ofFile: [Int: [[Int]: (total: Int128, places: [Int])]] = [:]
        for (place, member) in members.enumerated() {
            ofFile[member.input, default: [:]][[Int(member.creator), member.currency], default: (0, [])].total += member.total
            ofFile[member.input]?[[Int(member.creator), member.currency]]?.places.append(place)
        }
        // In the order of the deals, which depends on no file.
        var met: Set<Int> = []
        let files = members.map(\.input).filter { met.insert($0).inserted }
        for (index, file) in files.enumerated() {
            for other in files[(index + 1)...] where areOfTwoKinds(file, other) {
                guard let sums = ofFile[file], let otherSums = ofFile[other] else { continue }
                let shared = sums.keys.filter { otherSums[$0] != nil }.sorted { $0.lexicographicallyPrecedes($1) }
                let pairs = shared.compactMap { key in sums[key].flatMap { one in otherSums[key].map { (one: one, other: $0) } } }
                let free = pairs.filter { $0.one.total > 0 && $0.other.total > 0 && !($0.one.places + $0.other.places).contains(where: twins.contains) && mayShareCampaign($0.one.places, $0.other.places) }
                guard free.count >= Self.fewestTotals, 2 * free.count >= min(sums.count, otherSums.count), Set(free.map(\.one.total)).count > 1 else { continue }
                let ratios = free.map { Double($0.other.total) / Double($0.one.total) }.sorted()
                let usual = ratios[ratios.count / 2]
                let agreeing = free.filter { abs(Double($0.other.total) / Double($0.one.total) / usual - 1) <= 0.01 }
                guard (0.7...1 / 0.7).contains(usual), 5 * agreeing.count >= 4 * free.count else { continue }
                // The list with more rows is that of the payments, and that with tax.
                let more = agreeing.reduce(0) { $0 + $1.other.places.count - $1.one.places.count }
                let isOther = more != 0 ? more > 0 : usual >= 1
                for place in agreeing.flatMap({ isOther ? $0.other.places : $0.one.places }).sorted() {
                    doubts.add(members[place].row, times: 1, .sameTotals)
                }
            }
        }
    }

    /// Fewer creators of two files agree by accident in what they got.
    private static let fewestTotals = 3

    private func areOfTwoKinds(_ file: Int, _ other: Int) -> Bool {
        guard let one = origins[file], let two = origins[other] else { return false }
        guard one.format != two.format else { return false }
        // Lists of two years are of other deals.
        guard let span = spans[file], let otherSpan = spans[other] else { return true }
        return max(span.lowerBound, otherSpan.lowerBound) - min(span.upperBound, otherSpan.upperBound) <= Self.mostApart / 2
    }

    /// Where both name campaigns, one of them is the same.
    private func mayShareCampaign(_ places: [Int], _ others: [Int]) -> Bool {
        let (names, otherNames) = (Set(places.map { members[$0].campaign }), Set(others.map { members[$0].campaign }))
        return names.contains(-1) || otherNames.contains(-1) || !names.isDisjoint(with: otherNames)
    }
}
