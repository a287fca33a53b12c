internal import ByteStreams
internal import SocialData
internal import TextValues

/// Files of one folder whose names differ in a date alone: `orders-2025-03-01.csv`, `orders-2025-03-02.csv`, ….
struct DatedSeries {
    /// Name of the first file.
    let example: String
    /// Ascending by date.
    let paths: [String]
    /// Days since 1970.
    private let days: [Int32]

    /// Series of three files and more, in the order of their first files.
    static func all(of paths: [String]) -> [DatedSeries] {
        var order: [[UInt8]] = []
        var members: [[UInt8]: [(day: Int32, path: String)]] = [:]
        for path in paths {
            guard let (day, rest) = date(in: path.nameBytes) else { continue }
            if members[rest] == nil { order.append(rest) }
            members[rest, default: []].append((day, path))
        }
        return order.compactMap { key in
            guard let files = members[key]?.sorted(by: { $0.day < $1.day }), files.count >= 3 else { return nil }
            return DatedSeries(example: Folders.name(of: files[0].path), paths: files.map(\.path), days: files.map(\.day))
        }
    }

    /// The days without a file, where more than half of the files follow each other by the same one or seven days.
    var missing: [String] {
        let steps = zip(days.dropFirst(), days).map { $0 - $1 }
        guard let step = [1, 7].first(where: { step in 2 * steps.count { $0 == step } > steps.count }) as Int32? else { return [] }
        var missing: [String] = []
        for (previous, next) in zip(days, days.dropFirst()) {
            for day in stride(from: previous + step, to: next, by: Int(step)) where missing.count < 10_000 {
                var text: [UInt8] = []
                Canonical.append(day: day, to: &text)
                missing.append(String(decoding: text, as: UTF8.self))
            }
        }
        return missing
    }

    /// The last date in a file's name, as `2025-03-01`, `2025_03_01` or `20250301`, and the path without it.
    private static func date(in path: [UInt8]) -> (day: Int32, rest: [UInt8])? {
        let name = (path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        for start in stride(from: path.count - 8, through: name, by: -1) {
            let isDigit = { (index: Int) in path.indices.contains(index) && path[index] >= 0x30 && path[index] <= 0x39 }
            if isDigit(start - 1) { continue }
            for (length, digits) in [(10, [0, 1, 2, 3, 5, 6, 8, 9]), (8, [0, 1, 2, 3, 4, 5, 6, 7])] {
                guard start + length <= path.count, !isDigit(start + length), digits.allSatisfy({ isDigit(start + $0) }) else { continue }
                if length == 10, path[start + 4] != path[start + 7] || !"-_.".utf8.contains(path[start + 4]) { continue }
                let written = digits.map { path[start + $0] }
                let dash = UInt8(ascii: "-")
                let canonical = written[0..<4] + [dash] + written[4..<6] + [dash] + written[6..<8]
                guard let day = Canonical.day(Array(canonical).span) else { continue }
                return (day, Array(path[..<start] + [0] + path[(start + length)...]))
            }
        }
        return nil
    }
}
