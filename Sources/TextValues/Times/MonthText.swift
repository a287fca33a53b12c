/// Headers of columns that hold a month each, as plans of a year have them.
package enum MonthText {
    /// Whether a text names a month and no more than that and a year: `Jan 25`, `März`, `2025-01`, `01/2025`.
    package static func namesMonth(_ text: String) -> Bool {
        let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let (letters, numbers) = (words.filter { $0.contains(where: \.isLetter) }, words.filter { !$0.contains(where: \.isLetter) })
        let years = numbers.filter { $0.utf8.count == 4 && $0.hasPrefix("20") }
        if letters.isEmpty {
            let months = numbers.filter { $0.utf8.count <= 2 && (1...12).contains(Int($0) ?? 0) }
            return numbers.count == 2 && years.count == 1 && months.count == 1
        }
        guard letters.count == 1, let name = letters.first, numbers.count <= 1, numbers.allSatisfy({ [2, 4].contains($0.utf8.count) }) else { return false }
        let bytes = Array(name.utf8)
        return MonthNames.standard.month(bytes.span, in: bytes.indices) != nil
    }
}
