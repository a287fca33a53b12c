internal import SocialData
internal import TextValues

/// Columns that say of a row that it came to less or to nothing, by their names in some twenty languages: refunds and cancellations.
enum LossColumns {
    /// A word by which a flag is set; spreadsheets have a cross.
    static func isMark(_ value: String) -> Bool { FlagText.parse(value) == true || ["x", "✓", "✔", "☑"].contains(value.lowercased()) }

    /// A number other than 0.
    static func isAmount(_ value: String) -> Bool { value.contains { $0.isNumber && $0 != "0" } && value.count <= 24 }

    static func takeBack(_ words: [String]) -> Bool { refunds.contains { HeaderSpelling.contains(words, $0) } }

    static func callOff(_ words: [String]) -> Bool { cancellations.contains { HeaderSpelling.contains(words, $0) } }

    private static func words(_ list: String) -> [[String]] {
        list.split { ",\n".contains($0) }.map { HeaderSpelling.words(String($0)) }.filter { !$0.isEmpty }
    }

    private static let refunds = words(
        """
        refund, refunded, return, returned, chargeback, credit note, credit memo, reversal, reversed, exchange, money back,
        retoure, retouren, retourenwert, gutschrift, ruckerstattet, ruckerstattung, erstattung, erstattet, ruckgabe, rucksendung, umtausch,
        avoir, rembourse, remboursement, retour, devolucion, devoluciones, devuelto, reembolso, reembolsado, rimborso, rimborsi, rimborsato, reso, resi,
        devolucao, devolucoes, estorno, estornado, terugbetaling, terugbetaald, retourzending, zwrot, zwroty, zwrocono, retur, returer, refundering, refusjon, aterbetalning,
        palautus, palautukset, hyvitys, iade, vraceni, vratka, dobropis, visszaterites, visszaru, rambursare, retururi, возврат, повернення, επιστροφη,
        返金, 返品, 환불, 반품, 退款, 退货, 退貨
        """)

    private static let cancellations = words(
        """
        cancelled, canceled, cancellation, cancel, void, voided, deleted, draft, declined, rejected, dropped, called off, test order,
        storno, storniert, abgesagt, abgelehnt, annulliert, geloscht, entwurf, annule, annulee, annulation, supprime, brouillon,
        cancelado, cancelada, anulado, anulada, eliminado, borrador, annullato, annullata, cancellato, bozza, cancelamento, rascunho,
        geannuleerd, vervallen, anulowane, anulowano, annulleret, avbestilt, avbokad, makulerad, peruttu, peruutettu, iptal, zruseno, torolve, anulat, отменен, отмена, скасовано, ακυρωθηκε,
        キャンセル, 取消, 취소, 已取消
        """)
}
