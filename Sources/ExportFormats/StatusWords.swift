/// Words in cells that say what became of a row, whatever the header above them is.
package enum StatusWords {
    /// Parts of words for deals that came to nothing and payments that came back, whatever stands before and behind them; small letters.
    package static let calledOff = [
        "cancel", "called off", "withdrawn", "declin", "reject", "refus", "no show", "no-show", "noshow", "ghosted", "dropped out", "storn", "abgesagt",
        "abgelehnt", "zurückgezogen", "gecancel", "annul", "abandon", "anulad", "rechaz", "rifiut", "geannul", "afgezegd", "afgewezen", "geweigerd", "recus",
        "anulow", "odrzuc", "failed", "reversed", "bounced", "voided", "fehlgeschlagen", "zurückgebucht", "échou", "fallid", "fallit", "mislukt", "nieudan",
        "not confirmed", "did not post", "never posted", "not posted", "fell through", "terminated", "absage", "entfallen", "entfällt", "geplatzt", "abgebrochen",
        "ausgefallen", "retiré", "désist", "descartad", "no realizad", "caído", "desist", "não realizad", "disdett", "ritirat", "niet doorgegaan", "vervallen",
        "teruggetrokken", "ingetrokken", "wycofan", "rezygnac", "odwołan", "aflyst", "avlyst", "inställ", "innstilt", "avbokad", "avbrutt", "peruttu", "peruutettu",
        "zrušen", "törölve", "törölt", "lemondva", "lemondta", "anulat", "otkazan", "iptal", "i̇ptal", "отмен", "отказ", "скасов", "ακυρ", "dibatalkan", "hủy", "huỷ", "ملغ",
        "בוטל", "ยกเลิก", "キャンセル", "中止", "辞退", "취소", "取消",
    ]

    /// Words of sales that are taken back, as of `HeaderSpelling.words`.
    private static let takenBack: Set<String> = [
        "refund", "refunded", "return", "returned", "chargeback", "reversal", "reversed", "credit", "erstattung", "ruckerstattung", "gutschrift", "storno", "retoure",
        "rucksendung", "remboursement", "avoir", "retour", "reembolso", "devolucion", "devolucao", "rimborso", "reso", "terugbetaling", "retourzending", "zwrot",
    ]

    private static let mostWords = 3

    /// A status is a word or two: notes can tell of anything.
    package static func isShort(_ value: String) -> Bool { value.split(separator: " ").count <= mostWords }

    /// Whether a deal came to nothing.
    package static func isCalledOff(_ value: String) -> Bool {
        guard isShort(value), value.contains(where: \.isLetter) else { return false }
        let small = value.lowercased()
        return calledOff.contains { small.contains($0) }
    }

    /// Whether a row of sales takes back.
    package static func takesBack(_ value: String) -> Bool {
        isShort(value) && value.contains(where: \.isLetter) && HeaderSpelling.words(value).contains(where: takenBack.contains)
    }
}
