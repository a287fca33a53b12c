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
        guard end > first, (end..<text.count).allSatisfy({ text[$0] < 0x80 && !isLetter(text[$0]) }) else { return false }
        let word = text.extracting(first..<end)
        return contains(strong, word) || isBare && contains(weak, word)
    }

    /// A word ends where nothing but punctuation and digits follows.
    private static func isEnd(_ text: Span<UInt8>, at index: Int) -> Bool {
        let byte = text[index]
        guard byte < 0x80, !isLetter(byte), !Ascii.isDigit(byte), byte != UInt8(ascii: "_"), byte != UInt8(ascii: ".") || index == text.count - 1 else { return false }
        return (index..<text.count).allSatisfy { text[$0] < 0x80 && !isLetter(text[$0]) }
    }

    private static func contains(_ words: [[UInt8]], _ text: Span<UInt8>) -> Bool {
        for word in words where word.count == text.count {
            if word.indices.allSatisfy({ Ascii.lowercased(text[$0]) == word[$0] }) { return true }
        }
        return false
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") <= 25 }

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

    /// These can be names as well.
    private static let weak = ["sum", "mean", "avg", "media", "média", "Média", "suma", "soma", "somme", "somma", "median", "all", "alle", "overall"].map { Array($0.utf8) }
}
