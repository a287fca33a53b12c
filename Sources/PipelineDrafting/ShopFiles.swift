internal import Ingestion

/// Files of orders that name no shop, parted into shops. Order numbers are unique in one shop only, so files are of one shop
/// where they prove it: the same number stands for the same sale in both, and no number for two.
enum ShopFiles {
    static func parted(_ files: [(name: String, rows: SurveyedRows)]) -> [[(name: String, rows: SurveyedRows)]] {
        var shops = Array(files.indices)
        func root(_ file: Int) -> Int {
            var file = file
            while shops[file] != file { file = shops[file] }
            return file
        }
        for later in files.indices {
            for earlier in files.indices where earlier < later && isOneShop(files[earlier].rows, files[later].rows) {
                let (a, b) = (root(earlier), root(later))
                shops[max(a, b)] = min(a, b)
            }
        }
        var members: [Int: [(name: String, rows: SurveyedRows)]] = [:]
        for file in files.indices { members[root(file), default: []].append(files[file]) }
        return members.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func isOneShop(_ a: SurveyedRows, _ b: SurveyedRows) -> Bool {
        var hasCommon = false
        for (number, sale) in a.orders {
            guard let other = b.orders[number] else { continue }
            if other != sale { return false }
            hasCommon = true
        }
        return hasCommon
    }
}
