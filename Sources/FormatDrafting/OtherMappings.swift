internal import ExportFormats
internal import SocialData
internal import TextValues

extension DraftMapping {
    mutating func makePosts() {
        let link = choice.taken["post_link"]
        if let own = choice.taken["post_id"] {
            add(nil, "post_id", bare(own.facts), of: [own.facts], isSure: own.isSure, why: own.why)
            mark(own.facts)
        } else if let link, link.facts.nth == nil {
            add(nil, "post_id", "{post_id_of: \(DefinitionText.scalar(link.facts.name))}", of: [link.facts], isSure: link.isSure, why: link.why)
            mark(link.facts)
        } else {
            lacks.append("no column tells one post from another: \(noneElse()) holds links to posts, or ids that differ from row to row; add a column with the link to each post")
            return
        }
        let person = choice.taken["handle"].flatMap { $0.facts.areHandles ? $0 : nil }
        if let person {
            add(nil, "handle", bare(person.facts), of: [person.facts], isSure: person.isSure, why: person.why)
            mark(person.facts)
        } else if let link, link.facts.nth == nil, let patterns = Self.handlePatterns(link.facts) {
            add(nil, "handle", from(link.facts, "extract: \(DefinitionText.list(patterns))"), of: [link.facts], isSure: true, why: "the links hold the handles")
        } else {
            ask("handle", "no column holds handles or links to profiles, so nobody knows whose posts these are; add a column, or say it in the source if they are all of one account, as `set: {handle: anna}`")
        }
        takePlatform(from: link?.facts ?? person?.facts)
        if take("posted_at", isMark: true, { $0.dated($1) }) == nil {
            propose("posted_at", "no column holds when a post went up: \(noneElse()) reads as that date; add a column") { $0.dated($1) }
        }
        if take("exported_at", { $0.dated($1) }) == nil {
            ask("exported_at", "no column holds when the counts were read, so no post counts as too young; say it in the source, as `set: {exported_at: 2025-06-01T00:00:00Z}`")
        }
        if let parts = partsOfPosts(choice.taken["post_id"]?.facts ?? link?.facts) {
            lacks.append(parts)
            return
        }
        takePostType()
        take("sponsored") { $0.bare($1) }
        takeFollowers(of: person?.facts)
        for column in ["likes", "comments", "shares", "saves", "views", "reach", "impressions", "clicks"] { takeCount(column) }
        askReactions()
        for column in ["niche", "campaign_id"] { take(column) { $0.bare($1) } }
        if let caption = choice.taken["caption"], caption.facts.nth == nil {
            let name = DefinitionText.scalar(caption.facts.name)
            for (column, key) in [("hashtags", "hashtags_of"), ("mentions", "mentions_of"), ("caption_chars", "length_of")] {
                add(nil, column, "{\(key): \(name)}", of: [caption.facts], isSure: caption.isSure, why: caption.why)
            }
        }
        skipUnpublished()
        if let link { add(nil, "url", bare(link.facts), of: [link.facts], isSure: link.isSure, why: "the link itself") }
        askDates()
    }

    /// Where links to posts hold whose they are; nil where those of a column hold nobody.
    private static func handlePatterns(_ links: ColumnFacts) -> [String]? {
        guard links.postsOfHandles == links.postLinks, let network = links.linkPlatforms.first, links.linkPlatforms.count == 1 else { return nil }
        return switch network {
        case .tiktok: ["tiktok.com/@{handle}/"]
        case .instagram: ["instagram.com/{handle}/reel/", "instagram.com/{handle}/p/"]
        case .x: ["x.com/{handle}/status/", "twitter.com/{handle}/status/"]
        case .threads: ["threads.net/@{handle}/", "threads.com/@{handle}/"]
        case .bluesky: ["bsky.app/profile/{handle}/post/"]
        default: nil
        }
    }

    /// Followers when a post went up, or those of today, which are not the audience of an old post.
    private mutating func takeFollowers(of person: ColumnFacts?) {
        let column = "followers_at_post"
        guard let taken = choice.taken[column]?.facts, !table.vocabulary.isThen(taken.words), let why = todaysFollowers(taken, of: person) else {
            takeCount(column)
            return
        }
        add(nil, "followers_at_export", from(taken, "number: rounded"), of: [taken], isSure: table.vocabulary.isNow(taken.words), why: why)
        ask("followers_at_export", "`\(taken.name)` counts as the followers of the day on which the numbers were read, for \(why); put the line below in the place of the one above if each count is of the day on which its post went up",
            proposals: ["\(column): \(from(taken, "number: rounded"))"])
    }

    /// Why a count of followers is of today, whenever a post went up; nil where nothing says so.
    private func todaysFollowers(_ followers: ColumnFacts, of person: ColumnFacts?) -> String? {
        if table.vocabulary.isNow(followers.words) { return "its header says so" }
        guard let person, let posted = choice.taken["posted_at"]?.facts else { return nil }
        let rows = table.rows.filter { row in [person, followers, posted].allSatisfy { !table.cell(row, $0).isEmpty } }
        let accounts = Dictionary(grouping: rows) { table.cell($0, person).lowercased() }.values
            .filter { rows in Set(rows.map { table.cell($0, posted) }).count >= Self.fewestDays }
        let still = accounts.count { rows in Set(rows.map { table.cell($0, followers) }).count == 1 }
        return still > 0 && 5 * still >= 4 * accounts.count ? "it is the same on all posts of an account" : nil
    }

    /// Followers change from day to day; two posts can meet the same count.
    private static let fewestDays = 3

    /// Why rows are no posts but parts of them, by country or by day; nil where they are posts, or states of them at several times.
    private func partsOfPosts(_ post: ColumnFacts?) -> String? {
        guard let post else { return nil }
        let counts = ["likes", "comments", "shares", "saves", "views", "reach", "impressions"].compactMap { choice.taken[$0]?.facts }
        let key = [post] + [choice.taken["exported_at"]?.facts].compactMap(\.self)
        let rows = table.rows.filter { !table.cell($0, post).isEmpty }
        let parted = Dictionary(grouping: rows) { row in key.map { table.cell(row, $0) } }.values
            .filter { rows in Set(rows.map { row in counts.map { table.cell(row, $0) } }).count > 1 }
        guard let first = parted.map({ table.cell($0[0], post) }).min(), 20 * parted.count > Set(rows.map { table.cell($0, post) }).count else { return nil }
        let telling = table.columns.filter { facts in
            !(key + counts).contains { $0.position == facts.position } && parted.allSatisfy { rows in Set(rows.map { table.cell($0, facts) }).count == rows.count }
        }
        let by = telling.isEmpty ? "" : ", told apart by \(telling.prefix(3).map { "`\($0.name)`" }.joined(separator: ", "))"
        return "\(parted.count) posts stand in several rows with other numbers (as \(ColumnFacts.shown(first)))\(by), and of such rows only the greatest would count; "
            + "give each post one row with its sums, or, where the rows are states of one post on several days, call the column of those days `Exported at`"
    }

    /// Posts that nobody has seen have no counts, and would be posts without a like.
    private mutating func skipUnpublished() {
        for facts in table.columns where !uses(facts) && facts.nth == nil && facts.values.allSatisfy(StatusWords.isShort) {
            let words = Set(facts.values.filter(table.vocabulary.isUnpublished)).sorted()
            guard !words.isEmpty else { continue }
            skip(facts, being: words, because: "it was not published")
            return
        }
    }

    private mutating func takeCount(_ column: String) {
        take(column, isMark: ["likes", "comments", "views"].contains(column)) { $0.from($1, "number: rounded") }
        if choice.others[column]?.contains(where: { !uses($0) && !choice.isTaken($0) }) == true {
            propose(column, "no column is surely the count of \(column)") { $0.from($1, "number: rounded") }
        }
    }

    /// Facebook's likes are all reactions, and a sheet may have a column for each.
    private mutating func askReactions() {
        let others = table.columns.filter { facts in !uses(facts) && facts.nth == nil && WantedKind.count.fits(facts) && table.vocabulary.isReaction(facts.words) }
        guard others.count > 1 else { return }
        let likes = choice.taken["likes"].map { [$0.facts] } ?? []
        ask("likes", "\(others.map { "`\($0.name)`" }.joined(separator: ", ")) are reactions, too, and nothing is read from them; put the line below in the place of the one above if the likes do not hold them already", proposals: [
            "likes: {add: \(DefinitionText.list((likes + others).map(\.name)))}",
        ])
    }

    private mutating func takePostType() {
        guard let taken = choice.taken["post_type"] else { return }
        let types = table.vocabulary.postTypes
        let words = Set(taken.facts.values.map { $0.lowercased() }).sorted()
        let known = words.compactMap { word in types[DraftVocabulary.joined(word)].map { (word, $0.rawValue) } }
        // Words that name no kind of post would be taken for kinds.
        let values = known.map { "\(DefinitionText.scalar($0.0)): \($0.1)" }.joined(separator: ", ")
        guard !known.isEmpty else { return }
        add(nil, "post_type", from(taken.facts, "values: {\(values)}, unlisted: missing"), of: [taken.facts], isSure: taken.isSure, why: taken.why)
    }

    mutating func makeOrders() {
        guard let own = choice.taken["order_id"], choice.repeatedNumbers == nil else {
            lacks.append(choice.repeatedNumbers ?? "no column tells one order from another: \(noneElse()) holds numbers or ids that differ from row to row under a word for an order; add a column with the order's number")
            return
        }
        take("store") { $0.bare($1) }
        add(nil, "order_id", bare(own.facts), of: [own.facts], isSure: own.isSure, why: own.why + ", and no value comes twice")
        mark(own.facts)
        if take("ordered_at", isMark: true, { $0.dated($1) }) == nil {
            propose("ordered_at", "no column holds when an order was placed: \(noneElse()) reads as that date; add a column") { $0.dated($1) }
        }
        if choice.taken["revenue"] == nil {
            propose("revenue", "no column holds the goods after discounts, before tax and shipping: \(noneElse()) is called so; add a column") { $0.from($1, "symbol: true") }
        }
        let proof = OrderArithmetic(table, taken: choice.taken.mapValues(\.facts))
        let isRevenueTaken = takeProvedRevenue(proof)
        let isTotalLeft = leaveTotal(proof)
        takeAmounts((isRevenueTaken ? [] : ["revenue"]) + ["discount", "tax", "shipping"] + (isTotalLeft ? [] : ["total"]) + ["refund"])
        askRefundRows()
        if let revenue = choice.taken["revenue"]?.facts {
            if choice.taken["tax"] == nil, table.vocabulary.taxes(revenue.words) < 0 {
                ask("revenue", "`\(revenue.name)` is with tax, and no column says how much of it is tax, so sales count with it; add a column with the tax, or with the amounts before it")
            }
            if choice.taken["discount"] == nil, table.vocabulary.isUndiscounted(revenue.words) {
                ask("revenue", "`\(revenue.name)` is before discounts, and no column says how much was taken off, so sales count too high; add a column with the discounts, or with the amounts behind them")
            } else if choice.taken["discount"] == nil, let total = choice.taken["total"]?.facts, !proof.isTotalAfterRefunds, 5 * proof.rowsBelowGoods > table.rows.count {
                ask("revenue", "`\(total.name)` is less than `\(revenue.name)` in \(proof.rowsBelowGoods) of \(table.rows.count) rows, and no column says what was taken off, as a discount, so sales count too high; add a column with it, or with the amounts behind it")
            }
            if let (key, discount) = proof.anyDiscount, proof.discounts == nil, !proof.areGoodsAfterDiscounts, proof.beforeRefunds?.discounts == nil {
                let revenue = proof.beforeRefunds?.sales ?? revenue
                ask("revenue", "nothing shows whether `\(revenue.name)` is before or after `\(discount.name)`: it counts as after; put the line below in the place of the one above if the discount is still to be taken off", proposals: [
                    "revenue: {\(key): \(DefinitionText.list([revenue.name, discount.name])), symbol: true}",
                ])
            }
            if let tax = choice.taken["tax"]?.facts, choice.taken["total"] == nil, table.vocabulary.taxes(revenue.words) == 0 {
                ask("revenue", "nothing shows whether `\(revenue.name)` is with or without `\(tax.name)`: it counts as without; add a column with what was paid in all, which shows it, or write the goods without tax")
            }
        }
        take("refunded_at") { $0.dated($1) }
        takeOrderStatus()
        skipTests()
        for column in ["promo_code", "utm_source", "utm_medium", "utm_campaign", "utm_content"] { take(column) { $0.bare($1) } }
        askDates()
    }

    /// The goods, where other amounts of the rows prove that the column of that name is before discounts or after refunds.
    private mutating func takeProvedRevenue(_ proof: OrderArithmetic) -> Bool {
        guard let goods = choice.taken["revenue"] else { return false }
        if let (key, discount) = proof.discounts {
            let names = DefinitionText.list([goods.facts.name, discount.name])
            add(nil, "revenue", "{\(key): \(names), symbol: true}", of: [goods.facts], isSure: true, why: "`\(goods.facts.name)` is before discounts: with `\(discount.name)` taken off it makes up the totals of the rows")
            mark(goods.facts)
            return true
        }
        guard let (gross, refund, discounts) = proof.beforeRefunds else { return false }
        if choice.taken["refund"] == nil {
            add(nil, "refund", from(refund, "symbol: true"), of: [refund], isSure: true, why: "`\(goods.facts.name)` is what `\(gross.name)` leaves after it")
        }
        if let (key, discount) = discounts {
            add(nil, "revenue", "{\(key): \(DefinitionText.list([gross.name, discount.name])), symbol: true}", of: [gross], isSure: true, why: "less `\(discount.name)` and `\(refund.name)` it is `\(goods.facts.name)`, from which refunds would be taken twice")
        } else {
            add(nil, "revenue", from(gross, "symbol: true"), of: [gross], isSure: true, why: "less `\(refund.name)` it is `\(goods.facts.name)`, from which refunds would be taken twice")
        }
        leaveUnused(goods.facts, because: "`\(goods.facts.name)` is after refunds, and `\(gross.name)` before them is read in its place; nothing to do")
        mark(gross)
        return true
    }

    /// A total that refunds are taken from already says nothing of what was paid, nor which part of it a refund is.
    private mutating func leaveTotal(_ proof: OrderArithmetic) -> Bool {
        guard let total = choice.taken["total"] else { return false }
        // Read as the sales.
        if uses(total.facts) { return true }
        guard proof.isTotalAfterRefunds, let refund = proof.beforeRefunds?.refunds ?? choice.taken["refund"]?.facts else { return false }
        leaveUnused(total.facts, because: "`\(total.facts.name)` is what remains after `\(refund.name)`, which is read; nothing to do")
        return true
    }

    /// What became of an order, also where a column of its own says that it was cancelled.
    private mutating func takeOrderStatus() {
        let cancellations = table.columns.filter { !uses($0) && !choice.isTaken($0) && $0.nth == nil && table.vocabulary.isCancellation($0.words) }
        let rules: [(facts: ColumnFacts, rule: String)] = cancellations.compactMap { facts in
            let name = DefinitionText.scalar(facts.name)
            // This sheet may have none that was cancelled, and the next one some.
            if facts.values.isEmpty || facts.areDates { return (facts, "{constant: cancelled, unless: {\(name): \"\"}}") }
            return facts.mostly(facts.flags) ? (facts, "{constant: cancelled, when: {\(name): \(DefinitionText.list(Self.yes))}}") : nil
        }
        guard !rules.isEmpty else {
            take("status") { $0.bare($1) }
            return
        }
        let status = choice.taken["status"]?.facts
        add(
            nil, "status", "[\((rules.map(\.rule) + (status.map { [bare($0)] } ?? [])).joined(separator: ", "))]", of: rules.map(\.facts) + (status.map { [$0] } ?? []), isSure: true,
            why: "\(rules.map { "`\($0.facts.name)`" }.joined(separator: " and ")) says which orders were cancelled")
    }

    /// Orders that were placed to see whether the shop works.
    private mutating func skipTests() {
        for facts in table.columns where !uses(facts) && !choice.isTaken(facts) && facts.nth == nil && facts.mostly(facts.flags) && table.vocabulary.isTest(facts.words) {
            skip(facts, being: Self.yes, because: "an order placed to test the shop")
        }
    }

    /// In a condition it stands for every word for yes.
    private static let yes = ["true"]

    /// Rows that take back, told by a word.
    private mutating func askRefundRows() {
        for facts in table.columns where !uses(facts) && !choice.isTaken(facts) && facts.nth == nil && facts.values.allSatisfy(StatusWords.isShort) {
            let words = Set(facts.values.filter(StatusWords.takesBack)).sorted()
            guard !words.isEmpty, words.count < Set(facts.values).count else { continue }
            ask("refund", "rows whose `\(facts.name)` is \(words.map { "`\($0)`" }.joined(separator: " or ")) count as sales; write their amounts with a minus, or the amount into a column of refunds in the row of the order")
        }
    }

    mutating func makeCodes() {
        guard choice.taken["promo_code"] != nil, choice.taken["deal_id"] != nil else {
            let what = choice.taken["promo_code"] == nil ? "no column holds promo codes" : "no column says which deal a code credits"
            lacks.append("\(what): \(noneElse()) is called so; add a column (promo_code, deal_id), or put the code into the list of deals, beside its deal")
            return
        }
        take("promo_code", isMark: true) { $0.bare($1) }
        take("deal_id", isMark: true) { $0.bare($1) }
        for column in ["valid_from", "valid_to"] { take(column) { $0.dated($1) } }
        for facts in table.columns where !uses(facts) && !facts.values.isEmpty && table.vocabulary.isValidity(facts.words) {
            ask("valid_from", "`\(facts.name)` (\(facts.example)) is left out, so codes count on any day; give the first and the last day a column each")
        }
        askDates()
    }

    mutating func makeAccounts() {
        guard let person = choice.taken["handle"], person.facts.areHandles else {
            lacks.append("no column says whose account a row is: \(noneElse()) holds handles or links to profiles\(choice.taken["handle"].map { ", and `\($0.facts.name)` holds names, which are no accounts" } ?? ""); add a column with the handle (`@name`) or a link to the profile")
            return
        }
        mark(person.facts)
        let hasCount = choice.taken["followers"] != nil
        if entity == .snapshots, !hasCount {
            lacks.append("no column holds followers: \(noneElse()) has whole numbers under a word for them; add a column")
            return
        }
        let own = choice.taken["creator_id"]
        let network = person.facts.linkPlatforms.count == 1 && person.facts.profileLinks == person.facts.values.count ? person.facts.linkPlatforms.first : nil
        takePlatform(from: person.facts)
        let shared = fields
        if entity == .creators {
            if let own {
                add(.creators, "creator_id", bare(own.facts), of: [own.facts], isSure: own.isSure, why: own.why)
            } else if let network {
                add(.creators, "creator_id", "{compose: \"\(network.rawValue):@{\(person.facts.name):handle}\"}", of: [person.facts], isSure: true, why: "no column numbers the people, so each account is one")
            } else if !hasCount {
                lacks.append("no column tells one creator from another: \(noneElse()) holds an id that differs from row to row; add a column creator_id")
                return
            } else {
                ask("creator_id", "no column tells people apart, so only the counts of followers are read; add a column creator_id to have names, niches and countries too")
            }
            if own != nil || network != nil {
                add(.creators, "handle", bare(person.facts), of: [person.facts], isSure: person.isSure, why: person.why)
                for column in ["display_name", "niche", "country", "language"] { take(column, as: .creators) { $0.bare($1) } }
            } else {
                reassign(to: .snapshots)
            }
        }
        guard hasCount else { return }
        if entity == .creators, own != nil || network != nil {
            for field in shared { add(.snapshots, field.column, field.value, of: table.columns.filter { field.positions.contains($0.position) }, isSure: field.isSure, why: field.why) }
            if let own { add(.snapshots, "creator_id", bare(own.facts), of: [own.facts], isSure: own.isSure, why: own.why) }
        }
        add(.snapshots, "handle", bare(person.facts), of: [person.facts], isSure: person.isSure, why: person.why)
        take("followers", as: .snapshots, isMark: true) { $0.from($1, "number: rounded") }
        take("observed_at", as: .snapshots) { $0.dated($1) }
        askDates()
    }

    mutating func makeSpend() {
        guard choice.taken["boost_spend"] != nil else {
            lacks.append("no column holds what was spent: \(noneElse()) has amounts under a word for advertising; add a column")
            return
        }
        guard choice.taken["campaign"] != nil || choice.taken["handle"] != nil else {
            lacks.append("no column says what was advertised: \(noneElse()) holds campaigns or handles; add a column")
            return
        }
        take("campaign", isMark: true) { $0.bare($1) }
        if let person = choice.taken["handle"], person.facts.areHandles {
            add(nil, "handle", bare(person.facts), of: [person.facts], isSure: person.isSure, why: person.why)
        }
        takePlatform(from: nil)
        take("started_at", isMark: true) { $0.dated($1) }
        take("ended_at") { $0.dated($1) }
        takeAmounts(["boost_spend"])
        askDates()
    }
}
