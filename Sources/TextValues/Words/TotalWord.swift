/// Rows that sum up others: `Total`, `Average` and their like, which people and tools write under a table in the place of a
/// name. Counted as a creator, a deal or an ad they double what stands above them.
package enum TotalWord {
    /// Whether the text in the place of a name or an id is a word for a sum or a mean, alone or before a number: `Total (12)`.
    ///
    /// - Parameter isBare: nothing else names the row. Words that can be somebody's name need that.
    package static func isNamed(_ text: Span<UInt8>, isBare: Bool) -> Bool {
        guard text.count <= 48, let first = text.indices.first, !Ascii.isDigit(text[first]) else { return false }
        var end = first
        while end < text.count, !isEnd(text, at: end) { end += 1 }
        guard end > first, (end..<text.count).allSatisfy({ text[$0] < 0x80 && !Ascii.isLetter(text[$0]) }) else { return false }
        let word = text.extracting(first..<end)
        return contains(strong, word) || isBare && contains(weak, word)
    }

    /// Whether the text in the place of a person's name or a handle begins or ends with a word for a sum: `Total Spring`, `Q1 total`.
    package static func isNamedInWords(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 48 else { return false }
        let blank = UInt8(ascii: " ")
        for word in sums where text.count > word.count {
            let start = text.count - word.count
            if begins(text, with: word), text[word.count] == blank || text[word.count] == UInt8(ascii: ":") { return true }
            if text[start - 1] == blank, begins(text.extracting(start...), with: word) { return true }
        }
        return false
    }

    /// Whether the text in the place of an ad's or a campaign's name is one that ad managers write over or under a report: also
    /// `Total: Campaigns`, `Total of 2 results`, `Results from 2 ads`.
    package static func isNamedInAds(_ text: Span<UInt8>, isBare: Bool) -> Bool {
        if isNamed(text, isBare: isBare) { return true }
        guard text.count <= 96 else { return false }
        for word in strong where begins(text, with: word) {
            let next = skipSpaces(text, from: word.count)
            if next < text.count, text[next] == UInt8(ascii: ":") { return true }
            guard next > word.count else { continue }
            for of in ofWords where begins(text.extracting(next...), with: of) && isCount(text, from: next + of.count) { return true }
        }
        for words in resultWords where begins(text, with: words) && isCount(text, from: words.count) { return true }
        return false
    }

    /// Whether the value of a breakdown is none of its parts: all ages, the sum of the countries.
    package static func meansAll(_ text: Span<UInt8>) -> Bool {
        isNamed(text, isBare: false) || contains(everything, text)
    }

    private static func begins(_ text: Span<UInt8>, with word: [UInt8]) -> Bool {
        text.count >= word.count && word.indices.allSatisfy { Ascii.lowercased(text[$0]) == word[$0] }
    }

    private static func skipSpaces(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count, text[index] == UInt8(ascii: " ") { index += 1 }
        return index
    }

    /// A number follows after a space.
    private static func isCount(_ text: Span<UInt8>, from start: Int) -> Bool {
        let next = skipSpaces(text, from: start)
        return next > start && next < text.count && Ascii.isDigit(text[next])
    }

    /// A word ends where nothing but punctuation and digits follows.
    private static func isEnd(_ text: Span<UInt8>, at index: Int) -> Bool {
        let byte = text[index]
        guard byte < 0x80, !Ascii.isLetter(byte), !Ascii.isDigit(byte), byte != UInt8(ascii: "_"), byte != UInt8(ascii: ".") || index == text.count - 1 else { return false }
        return (index..<text.count).allSatisfy { text[$0] < 0x80 && !Ascii.isLetter(text[$0]) }
    }

    private static func contains(_ words: [[UInt8]], _ text: Span<UInt8>) -> Bool {
        for word in words where word.count == text.count {
            if word.indices.allSatisfy({ Ascii.lowercased(text[$0]) == word[$0] }) { return true }
        }
        return false
    }

    /// Of `strong`, those that stand with other words in the name of a sum. `Average Joe` is somebody.
    private static let sums = [
        "total", "totals", "grand total", "subtotal", "sub-total", "gesamt", "gesamtsumme", "summe", "zwischensumme", "totale", "totaux", "sous-total", "totaal",
        "subtotaal", "somme", "suma", "soma", "razem", "celkem", "итого", "Итого", "合計", "合计",
    ].map { Array($0.utf8) }

    /// No account, id or code is called so. Letters beyond ASCII stand in each case that people write.
    private static let strong = [
        "total", "totals", "grand total", "grandtotal", "sub total", "subtotal", "subtotals", "sub-total", "overall total", "sum total", "total sum",
        "gesamt", "gesamtsumme", "summe", "insgesamt", "zwischensumme", "gesamtergebnis", "total general", "total geral", "totales", "totais", "totale",
        "totali", "totaux", "total général", "total général", "total generale", "sous-total", "totaal", "eindtotaal", "totalt", "i alt", "yhteensä",
        "razem", "łącznie", "Łącznie", "celkem", "spolu", "összesen", "Összesen", "ukupno", "toplam", "genel toplam", "итого", "Итого", "ИТОГО", "всего",
        "Всего", "ВСЕГО", "усього", "Усього", "разом", "Разом", "σύνολο", "Σύνολο", "合計", "総計", "小計", "合计", "总计", "總計", "小计", "합계", "총계", "소계",
        "jumlah", "tổng", "Tổng", "tổng cộng", "Tổng cộng", "รวม", "कुल", "الإجمالي", "المجموع", "סך הכל", "average", "averages", "durchschnitt", "mittelwert",
        "promedio", "moyenne", "gemiddelde", "genomsnitt", "gennemsnit", "gjennomsnitt", "keskiarvo", "Średnia", "średnia", "průměr", "Průměr", "ortalama",
        "среднее", "Среднее", "СРЕДНЕЕ", "平均", "平均値", "平均值", "평균", "rata-rata", "trung bình", "Trung bình", "ค่าเฉลี่ย", "المتوسط", "Σ", "Ø", "∑",
    ].map { Array($0.utf8) }

    private static let ofWords = ["of", "de", "von", "aus", "di", "van"].map { Array($0.utf8) }

    /// Before the number of ads or campaigns that a row sums up.
    private static let resultWords = [
        "results from", "results for", "results of", "ergebnisse von", "ergebnisse aus", "resultados de", "résultats de", "résultats pour",
        "risultati di", "risultati da", "resultaten van", "wyniki z",
    ].map { Array($0.utf8) }

    private static let everything = [
        "all", "alle", "overall", "all ages", "all genders", "all devices", "all countries", "all regions", "all placements", "all platforms", "todos",
        "todas", "tous", "toutes", "tutti", "tutte", "alles", "wszystkie", "все", "Все", "всі", "Всі", "すべて", "全部", "전체",
    ].map { Array($0.utf8) }

    /// These can be names as well.
    private static let weak = ["sum", "mean", "avg", "media", "média", "Média", "suma", "soma", "somme", "somma", "median", "all", "alle", "overall"].map { Array($0.utf8) }
}
