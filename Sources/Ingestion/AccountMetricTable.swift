internal import ExportFormats
internal import RecordFormats
internal import SocialData
internal import TextValues

/// A table, or several one below the other, with a day and numbers in each row and nothing else: what dashboards export of a
/// whole account, in whichever language and with whichever delimiter. No word of it is needed to know that no post is in it.
struct AccountMetricTable {
    static let message = "it holds numbers of the whole account per day, not posts: each row has a day and numbers, no post and no creator; export the list of posts (Content, Posts or Media) instead"

    private static let sampleBytes = 1 << 16

    /// Nil where some row holds anything else.
    init?(sample: [UInt8], isWhole: Bool, dialect: Dialect) {
        guard dialect.container == .csv else { return nil }
        var bare = dialect
        bare.headerLines = 0
        bare.preambleLines = 0
        let part = Array(sample.prefix(Self.sampleBytes))
        let batch = FileColumns.records(of: part, isWhole: isWhole && part.count == sample.count, dialect: bare)
        var days: [Int32] = []
        var rows = 0
        for record in batch.records {
            let cells = (0..<record.fieldCount).map { field in
                String(decoding: batch.bytes[batch.range(record, field)], as: UTF8.self)
                    .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            guard let first = cells.first else { continue }
            if let day = Self.day(first), cells.count > 1 {
                guard cells.dropFirst().allSatisfy(Self.isNumber), cells.dropFirst().contains(where: { !$0.isEmpty }) else { return nil }
                if let last = days.last, day == last { return nil }
                days.append(day)
                rows += 1
            } else {
                // A title, or a header: names, none of them a currency, whose rates would stand below.
                let names = cells.filter { !$0.isEmpty }
                if names.count > 1 { days = [] }
                guard names.allSatisfy({ !Self.isValue($0) && CurrencyCode($0) == nil }) || rows == 0 && names.count <= 1 else { return nil }
            }
        }
        guard rows > 0, Self.isSeries(days) else { return nil }
    }

    /// Days that follow each other in equal steps, but for a few: what is sold or posted does not.
    private static func isSeries(_ days: [Int32]) -> Bool {
        guard days.count > 2 else { return true }
        let steps = zip(days, days.dropFirst()).map { $1 - $0 }
        let usual = Dictionary(grouping: steps) { $0 }.mapValues(\.count).values.max() ?? 0
        return usual * 5 >= steps.count * 4
    }

    private static let patterns = [
        "yyyy-M-d", "yyyy-M-d H:mm[:ss]", "yyyy-M-d'T'H:mm[:ss]", "yyyy/M/d", "yyyy/M/d H:mm[:ss]", "yyyy.M.d", "yyyyMMdd", "M/d/yyyy", "M/d/yyyy H:mm[:ss]",
        "d/M/yyyy", "d/M/yyyy H:mm[:ss]", "d.M.yyyy", "d.M.yyyy H:mm[:ss]", "M/d/yy", "d/M/yy", "d.M.yy", "M-d-yyyy", "d-M-yyyy",
        "MMM d, yyyy", "[EEE[,] ]MMM d[,] yyyy", "[EEE[,] ]d[.] MMM[,] yyyy", "d 'de' MMM 'de' yyyy", "MMMM d", "d[.] MMMM", "d 'de' MMMM", "iso8601",
    ].compactMap { try? DatePattern($0) }

    private static func day(_ text: String) -> Int32? {
        let bytes = Array(text.utf8)
        for pattern in patterns {
            if let value = pattern.parse(bytes.span).value, value.hasDate { return value.localDay }
        }
        return nil
    }

    /// A number, however it is written, but no id: those have more digits than any account has views.
    private static func isNumber(_ text: String) -> Bool {
        if isAbsent(text) { return true }
        var digits = 0
        var letters = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": digits += 1
            case ".", ",", " ", "'", "’", "-", "+", "%", ":", "−": break
            case "K", "M", "B", "k", "m", "h", "s": letters += 1
            default: return false
            }
        }
        return (1...12).contains(digits) && letters <= 1
    }

    private static func isValue(_ text: String) -> Bool {
        day(text) != nil || isNumber(text) && !isAbsent(text)
    }

    /// A number that is not there.
    private static func isAbsent(_ text: String) -> Bool { text.isEmpty || AbsentText.isLikely(text) }
}
