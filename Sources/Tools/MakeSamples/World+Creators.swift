internal import SocialData
internal import TextValues

/// Creators, their accounts and follower counts, and the exchange rates.
extension World {
    private static let creatorCount = 300
    /// Creators that start below 100,000 followers and end above.
    private static let crossing = 40..<54

    /// How followers are spread within a tier of the scheme `essay`, and where growth must not carry a start to.
    private struct Band {
        let share: Int
        let median: Double
        let spread: Double
        let range: ClosedRange<Double>
    }

    private static let bands = [
        Band(share: 12, median: 560, spread: 0.4, range: 130...880),
        Band(share: 60, median: 17_000, spread: 1.0, range: 1_150...78_000),
        Band(share: 23, median: 250_000, spread: 0.5, range: 108_000...800_000),
        Band(share: 5, median: 2_100_000, spread: 0.5, range: 1_100_000...8_500_000),
    ]

    mutating func addCreators() {
        for number in 0..<Self.creatorCount {
            var draws = Draws(seed: seed, "samples/v1/creator", number)
            let country = draws.pick(Words.countries)
            var creator = Creator(
                id: number % 9 == 4 ? nil : "cr-" + String(1_000 + number), niche: draws.pick(Words.niches), country: country,
                displayName: Words.displayName(&draws), appeal: draws.logNormal(median: 0.9, spread: 0.5))
            let (source, platform) = Self.source(&draws)
            var logFollowers = Self.logFollowers(&draws)
            var growth = min(0.3, max(-0.05, 0.1 + 0.08 * draws.normal()))
            if Self.crossing.contains(number) {
                logFollowers = PortableMath.log(Double(draws.whole(76_000...96_000)))
                growth = 0.32 + 0.2 * draws.unit()
            }
            addAccount(&creator, number, platform, source, logFollowers, growth, &draws)
            // Only the directory can say that two accounts are one person's.
            if creator.id != nil, draws.chance(0.15) {
                let second = ["youtube", "x", "tiktok"].filter { $0 != platform }
                let other = draws.pick(second)
                addAccount(
                    &creator, number, other, other == "tiktok" ? .nativeJSON : .nativeCSV,
                    max(5.2, logFollowers - 0.7 + 0.5 * draws.normal()), growth, &draws)
            }
            creators.append(creator)
        }
        plantCounts()
    }

    /// Those who recommend well have more followers where the brand sells. One in five was never asked.
    mutating func addAudiences() {
        for number in creators.indices where creators[number].id != nil {
            var draws = Draws(seed: seed, "samples/v1/audience", number)
            guard draws.chance(0.8) else { continue }
            let home = 0.3 + 0.2 * PortableMath.log(creators[number].appeal) + 0.12 * draws.normal()
            let german = min(85, max(3, Int(100 * home)))
            let austrian = draws.whole(2...10)
            let women = draws.whole(25...88)
            let young = draws.whole(15...50)
            let middle = draws.whole(20...40)
            // One tool shows the largest countries only; their shares are not all.
            let others = number == 21 ? "" : "|country:other=\(Self.share(100 - german - austrian))"
            creators[number].audience =
                "country:de=\(Self.share(german))|country:at=\(Self.share(austrian))\(others)|gender:f=\(Self.share(women))"
                + "|gender:m=\(Self.share(100 - women))|age:18-24=\(Self.share(young))|age:25-34=\(Self.share(middle))"
                + "|age:35+=\(Self.share(100 - young - middle))"
        }
    }

    private static func share(_ percent: Int) -> String { "0.\(percent < 10 ? "0" : "")\(percent)" }

    /// A count of 0, and a second, smaller count at the same instant.
    private mutating func plantCounts() {
        let watched = accounts.indices.filter { accounts[$0].observations.count > 12 && creators[accounts[$0].creator].id != nil }
        accounts[watched[3]].observations.append(Observation(instant: Clock.instant(2024, 3, 15, 4), followers: 0))
        var again = accounts[watched[9]].observations[3]
        again.followers = again.followers * 97 / 100
        accounts[watched[9]].observations.append(again)
    }

    private static func source(_ draws: inout Draws) -> (Source, String) {
        switch draws.weighted([20, 12, 8, 7, 9, 15, 10, 12, 7]) {
        case 0: (.metaBusinessSuite, "instagram")
        case 1: (.apifyArray, "instagram")
        case 2: (.apifyHashtag, "instagram")
        case 3: (.nativeJSON, "instagram")
        case 4: (.tikTokStudio, "tiktok")
        case 5: (.nativeJSON, "tiktok")
        case 6: (.crowdTangle, "facebook")
        case 7: (.nativeCSV, "youtube")
        default: (.nativeCSV, "x")
        }
    }

    private static func logFollowers(_ draws: inout Draws) -> Double {
        let band = bands[draws.weighted(bands.map(\.share))]
        let followers = draws.logNormal(median: band.median, spread: band.spread)
        return PortableMath.log(min(band.range.upperBound, max(band.range.lowerBound, followers)))
    }

    private mutating func addAccount(
        _ creator: inout Creator, _ number: Int, _ platform: String, _ source: Source, _ logFollowers: Double,
        _ growth: Double, _ draws: inout Draws
    ) {
        let handle = Words.handle(&draws, number + 1)
        let accountID: String
        switch source {
        case .metaBusinessSuite: accountID = "1784" + draws.digits(13)
        case .apifyArray: accountID = draws.digits(10)
        case .crowdTangle: accountID = draws.digits(15)
        case .nativeCSV where platform == "youtube": accountID = "UC" + draws.digits(18)
        case .nativeCSV, .nativeJSON: accountID = draws.digits(12)
        case .apifyHashtag, .tikTokStudio: accountID = ""
        }
        let unlinked = platform + ":" + (accountID.isEmpty ? "@" + handle : accountID)
        let offset = ["tiktok": 0.55, "facebook": -0.9, "youtube": 0.1, "x": -0.5][platform, default: 0]
        var account = Account(
            creator: number, platform: platform, handle: handle, formerHandle: draws.chance(0.05) ? "old." + handle : nil,
            accountID: accountID, source: source, logFollowers: logFollowers, growth: growth,
            // Engagement falls with followers: elasticity −0.2, around 3 % at 10,000.
            logRate: PortableMath.log(0.03) - 0.2 * (logFollowers - PortableMath.log(10_000)) + offset + 0.45 * draws.normal(),
            key: creator.id ?? unlinked)
        switch source {
        case .nativeCSV: account.recordsFollowers = draws.chance(0.5)
        case .nativeJSON: account.recordsFollowers = draws.chance(0.25)
        default: break
        }
        observe(&account, &draws)
        creator.accounts.append(accounts.count)
        accounts.append(account)
    }

    /// Follower counts: monthly for most, a profile count for some, nothing for a few.
    private func observe(_ account: inout Account, _ draws: inout Draws) {
        // CrowdTangle has its own; native accounts that record theirs need none.
        if account.recordsFollowers { return }
        let kind = draws.weighted(account.source == .crowdTangle ? [20, 10, 70] : [86, 9, 5])
        if kind == 1 {
            account.observations.append(Observation(instant: nil, followers: account.followers(Clock.instant(2025, 1, 5))))
        }
        guard kind == 0 else { return }
        // Some trackers began in spring: posts long before their first count have none near them.
        let first = draws.chance(0.1) ? 5 : 0
        for month in first...13 {
            let (year, calendarMonth) = month == 0 ? (2023, 12) : (2024 + (month - 1) / 12, (month - 1) % 12 + 1)
            let instant = Clock.instant(year, calendarMonth, 1, 4) + Int64(draws.below(3_600))
            account.observations.append(Observation(instant: instant, followers: account.followers(instant)))
        }
    }

    /// Made-up reference rates of every working day; weekends and bank holidays have none.
    mutating func addRates() {
        // Christmas, New Year, Good Friday, Easter Monday and Labour Day.
        let holidays = Set(
            [
                (2023, 12, 25), (2023, 12, 26), (2024, 1, 1), (2024, 3, 29), (2024, 4, 1), (2024, 5, 1), (2024, 12, 25),
                (2024, 12, 26), (2025, 1, 1),
            ].map { CivilTime.days(year: $0.0, month: $0.1, day: $0.2) })
        let others = [1_612_000, 19_558, 246_500, 74_592, 8_560, 386_000, 44_800, 49_700, 113_100, 9_560, 1_494_000]
        var draws = Draws(seed: seed, "samples/v1/rates", 0)
        var dollars = 10_850.0
        var drift = [Double](repeating: 1, count: others.count)
        for day in CivilTime.days(year: 2023, month: 12, day: 1)...CivilTime.days(year: 2025, month: 1, day: 31) {
            guard !holidays.contains(day), (1...5).contains(Clock.weekday(day)) else { continue }
            dollars = min(11_400, max(10_350, dollars * (1 + 0.003 * draws.normal())))
            for index in drift.indices { drift[index] *= 1 + 0.002 * draws.normal() }
            let texts = zip(others, drift).map { Self.decimal(Int((Double($0) * $1).rounded()), decimals: 4) }
            rates.append(Rate(day: day, dollars: Int(dollars.rounded()), others: texts))
        }
    }

    /// `12345` as `1.2345`, without trailing zeros.
    static func decimal(_ units: Int, decimals: Int) -> String {
        var text = String(units)
        while text.utf8.count <= decimals { text = "0" + text }
        var result = text.dropLast(decimals) + "." + text.suffix(decimals)
        while result.hasSuffix("0") { result.removeLast() }
        if result.hasSuffix(".") { result.removeLast() }
        return String(result)
    }
}
