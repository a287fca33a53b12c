/// Files that lie beside the exports and are none that Tierwise uses: they must be refused, by name and with a reason.
struct LookAlikes {
    let world: World

    func files() -> [ExportFile] {
        [metric(), audience(), overview(), chart(), xDaily()]
    }

    private func file(_ name: String, _ format: String, _ bytes: [UInt8], _ what: String) -> ExportFile {
        ExportFile(
            path: "look-alikes/\(name)", bytes: bytes, planted: [(what, "refused whole, with a reason")],
            reading: Reading(format: format, entity: ""))
    }

    private static func utf16(_ text: String) -> [UInt8] {
        [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }

    private func metric() -> ExportFile {
        var text = "sep=,\n\"Facebook reach\"\n\"Date\",\"Primary\"\n"
        var draws = Draws(seed: world.seed, "samples/v1/metric", 0)
        for day in 0..<60 {
            text += "\"\(Clock.isoDay(Clock.days(World.yearStart) + day))T0\(day < 40 ? 1 : 0):00:00\",\"\(draws.below(900))\"\n"
        }
        return file("Reach.csv", "meta-business-suite-metric", Self.utf16(text + "\n"), "Meta Business Suite's reach per day, in UTF-16: an account's metric, not posts")
    }

    private func audience() -> ExportFile {
        let text = """
            sep=,
            "Age & gender"
            "","Women","Men"
            "18-24","20.4","4.5"
            "25-34","31.2","11.1"
            "35-44","14.9","5.9"
            "45+","8.3","3.7"

            "Top countries"
            "Germany","Austria","Switzerland"
            "71.1","9.9","6.1"

            """
        return file("Audience.csv", "meta-business-suite-audience", Self.utf16(text), "tables of an audience, one below the other, in UTF-16")
    }

    private func overview() -> ExportFile {
        var table = CSVBuilder(.always, byteOrderMark: true)
        table.row(["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"])
        for day in 0..<28 {
            table.row([Clock.monthAndDay(World.yearStart + Int64(day) * Clock.day), String(400 + day * 7), "12", "\(30 - day * 2)", "3", "1"])
        }
        table.dropLastNewline()
        return file("Overview.csv", "tiktok-studio-overview", table.bytes, "TikTok Studio's overview: an account's numbers per day")
    }

    private func chart() -> ExportFile {
        var table = CSVBuilder()
        table.row(["Date", "Subscription status", "Views"])
        for day in 0..<30 {
            for status in ["Subscribed", "Not subscribed"] {
                table.row([Clock.isoDay(Clock.days(World.yearStart) + day), status, String(900 + day)])
            }
        }
        return file("Chart data.csv", "youtube-studio-chart", table.bytes, "YouTube Studio's chart data: views per day and status")
    }

    private func xDaily() -> ExportFile {
        var table = CSVBuilder()
        table.row([
            "Date", "Impressions", "Likes", "Engagements", "Bookmarks", "Shares", "New follows", "Unfollows", "Replies", "Reposts",
            "Profile visits", "Create Post", "Video views", "Media views",
        ])
        for day in 0..<30 {
            let date = Clock.weekdayDate(World.yearStart + Int64(day) * Clock.day, comma: ",")
            table.row([date, "620", "18", "49", "1", "0", "2", "0", "1", "2", "4", "2", "0", "0"])
        }
        return file("account_overview_analytics.csv", "x-analytics-daily", table.bytes, "X analytics per day")
    }
}
