internal import TextValues

/// Words in cells, whatever the header above them is, and in headers that say what became of a row.
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

    private static let calledOffParts = TextParts(calledOff)

    private static let mostWords = 3

    /// A status is a word or two: notes can tell of anything.
    package static func isShort(_ value: String) -> Bool { value.split(separator: " ").count <= mostWords }

    /// Whether a deal came to nothing.
    package static func isCalledOff(_ value: String) -> Bool {
        guard isShort(value), value.contains(where: \.isLetter) else { return false }
        return calledOffParts.stand(in: value.lowercased())
    }

    /// Whether a note begins with it, whatever it says then: `CANCELLED - not paid`.
    static func beginsCalledOff(_ value: String) -> Bool {
        isCalledOff(value.split(separator: " ").prefix(2).joined(separator: " "))
    }

    /// Whether some values say that amounts are without tax and others that they are with it.
    static func mixTax(_ values: [String]) -> Bool {
        let words = values.filter(isShort).map(HeaderSpelling.words)
        return words.contains { has($0, withoutTax) } && words.contains { has($0, withTax) }
    }

    private static let withoutTax = HeaderSpelling.phrases("net, netto, neto, ht, hors taxe, excl, zzgl, exclusive, plus vat, plus tax, without vat, without tax")
    private static let withTax = HeaderSpelling.phrases("gross, brutto, bruto, ttc, toutes taxe, incl, inkl, inclusive, with vat, with tax")

    /// Whether a row of sales takes back.
    package static func takesBack(_ value: String) -> Bool {
        guard isShort(value), value.contains(where: \.isLetter) else { return false }
        let words = HeaderSpelling.words(value)
        return has(words, takenBack) || takenBackInCells.contains(words)
    }

    /// Whether a column is about sales that are taken back, by its name.
    ///
    /// - Parameter header: as of `HeaderSpelling.words`.
    static func takesBack(header: [String]) -> Bool { has(header, takenBack) }

    /// The same of a name as it is written.
    package static func namesRefunds(_ name: String) -> Bool { takesBack(header: HeaderSpelling.words(name)) }

    /// Whether a column is about rows that came to nothing, by its name.
    static func callsOff(header: [String]) -> Bool { has(header, neverWere) }

    private static func has(_ words: [String], _ phrases: [[String]]) -> Bool { phrases.contains { HeaderSpelling.contains(words, $0) } }

    /// Sales that are taken back.
    private static let takenBack = HeaderSpelling.phrases(
        """
        refund, refunded, return, returned, chargeback, credit note, credit memo, reversal, reversed, exchange, money back,
        retoure, retouren, retourenwert, gutschrift, ruckerstattet, ruckerstattung, erstattung, erstattet, ruckgabe, rucksendung, umtausch,
        avoir, rembourse, remboursement, retour, devolucion, devoluciones, devuelto, reembolso, reembolsado, rimborso, rimborsi, rimborsato, reso, resi,
        devolucao, devolucoes, estorno, estornado, terugbetaling, terugbetaald, retourzending, zwrot, zwroty, zwrocono, retur, returer, refundering, refusjon, aterbetalning,
        palautus, palautukset, hyvitys, iade, vraceni, vratka, dobropis, visszaterites, visszaru, rambursare, retururi, возврат, повернення, επιστροφη,
        返金, 返品, 환불, 반품, 退款, 退货, 退貨
        """)

    /// The same where it is a whole cell: a credit card takes nothing back, and as headers they are about payments and cancellations.
    private static let takenBackInCells = HeaderSpelling.phrases("credit, storno")

    /// Headers of rows that came to nothing.
    private static let neverWere = HeaderSpelling.phrases(
        """
        cancelled, canceled, cancellation, cancel, void, voided, deleted, draft, declined, rejected, dropped, called off, test order,
        storno, storniert, abgesagt, abgelehnt, annulliert, geloscht, entwurf, annule, annulee, annulation, supprime, brouillon,
        cancelado, cancelada, anulado, anulada, eliminado, borrador, annullato, annullata, cancellato, bozza, cancelamento, rascunho,
        geannuleerd, vervallen, anulowane, anulowano, annulleret, avbestilt, avbokad, makulerad, peruttu, peruutettu, iptal, zruseno, torolve, anulat, отменен, отмена, скасовано, ακυρωθηκε,
        キャンセル, 取消, 취소, 已取消
        """)
}
