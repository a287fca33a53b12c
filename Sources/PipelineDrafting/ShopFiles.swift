internal import ByteStreams
internal import Ingestion
internal import TextValues

/// Files of orders that name no shop, parted into shops. Order numbers are unique in one shop only, so files are of one shop
/// where they prove it: the same number stands for the same sale in both, and no number for two. Files whose names differ in their month
/// alone are one shop's exports, as long as no number stands for two sales.
enum ShopFiles {
    static func parted(_ files: [(name: String, rows: SurveyedRows)]) -> [[(name: String, rows: SurveyedRows)]] {
        var shops = Array(files.indices)
        func root(_ file: Int) -> Int {
            var file = file
            while shops[file] != file { file = shops[file] }
            return file
        }
        for later in files.indices {
            for earlier in files.indices where earlier < later && isOneShop(files[earlier], files[later]) {
                let (a, b) = (root(earlier), root(later))
                shops[max(a, b)] = min(a, b)
            }
        }
        var members: [Int: [(name: String, rows: SurveyedRows)]] = [:]
        for file in files.indices { members[root(file), default: []].append(files[file]) }
        return members.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func isOneShop(_ a: (name: String, rows: SurveyedRows), _ b: (name: String, rows: SurveyedRows)) -> Bool {
        let areSeries = stem(a.name) != nil && stem(a.name) == stem(b.name)
        var hasCommon = false
        for (number, sale) in a.rows.orders {
            guard let other = b.rows.orders[number] else { continue }
            guard isOne(sale, other, areSeries: areSeries) else { return false }
            hasCommon = true
        }
        return hasCommon || areSeries
    }

    /// Whether two rows under one number are of one sale: the same, or, in exports of two months, of one time, or one that was given back.
    private static func isOne(_ a: SurveyedSale, _ b: SurveyedSale, areSeries: Bool) -> Bool {
        a.sale == b.sale || areSeries && (a.time == b.time || a.isReturn || b.isReturn)
    }

    /// A quarter or a half of a year: `q1`, `h2`
    private static func isPeriod(_ word: some StringProtocol) -> Bool {
        guard word.utf8.count == 2, let letter = word.first, let number = Int(word.dropFirst()) else { return false }
        return letter == "q" && (1...4).contains(number) || letter == "h" && (1...2).contains(number)
    }

    /// A name without the year and month in it; nil where it has none.
    private static func stem(_ name: String) -> [String]? {
        let words = Folders.name(of: name).lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        var kept: [String] = []
        var isDated = false
        for (place, word) in words.enumerated() {
            let isYear = word.utf8.count == 4 && word.hasPrefix("20") && word.allSatisfy(\.isNumber)
            let isNumber = word.utf8.count <= 2 && (1...31).contains(Int(word) ?? 0)
            // A month or a day beside a year; `shop-1` and `shop-2` are two.
            let isPart = isNumber && words.indices.contains { abs($0 - place) <= 2 && words[$0].utf8.count == 4 && words[$0].hasPrefix("20") }
            // `202403` or `20240331`
            let isWholeDate = [6, 8].contains(word.utf8.count) && word.hasPrefix("20") && word.allSatisfy(\.isNumber)
            if isYear || isPart || isPeriod(word) || isPeriod(word.dropFirst(4)) && word.hasPrefix("20") || isWholeDate || MonthText.namesMonth(word) { isDated = true } else { kept.append(word) }
        }
        return isDated ? kept : nil
    }
}
