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

    /// Whether a deal came to nothing, also by words that say other things elsewhere: `Lost` is a parcel, too.
    package static func cameToNothing(deal value: String) -> Bool { isCalledOff(value) || lost.contains(HeaderSpelling.words(value)) }

    /// Whether the status of a deal that was called off speaks of money all the same: `Cancelled (50% fee paid)`, `Storniert, Ausfallhonorar`.
    static func speaksOfMoney(_ value: String) -> Bool {
        let words = Set(HeaderSpelling.words(value))
        let isAmount = value.contains(where: \.isNumber) && (value.contains { $0.isCurrencySymbol || $0 == "%" } || !words.isDisjoint(with: ["eur", "usd", "gbp", "chf"]))
        return (isAmount || !words.isDisjoint(with: money)) && words.isDisjoint(with: negations)
    }

    private static let money = Set(
        HeaderSpelling.phrases(
            """
            paid, fee, kill, deposit, partial, partially, half, compensation, compensated, bezahlt, honorar, ausfallhonorar, anzahlung, teilweise, anteilig, entschadigung, paye, payee, verse, versee, acompte, gezahlt, ausgezahlt, payment,
            indemnite, pagado, pagada, anticipo, pagato, pagata, acconto, betaald, aanbetaling, vergoeding, pago, paga, adiantamento, indenizacao, zaplacono, zaliczka, betalt, betald
            """).joined())
    private static let negations = Set(HeaderSpelling.phrases("not, no, never, without, unpaid, refunded, waived, entfallt, unbezahlt, nicht, kein, keine, ohne, non, pas, sans, sin, senza, niet, geen, zonder, nao, sem, nie, bez, ikke, inte").joined())

    private static let lost = Set(
        HeaderSpelling.phrases(
            """
            lost, closed lost, deal lost, no deal, dropped, dead, not interested, no response, no reply, no answer, unresponsive, backed out, pulled out, verloren, kein interesse,
            keine antwort, keine ruckmeldung, perdu, perdue, pas interesse, pas interessee, sans reponse, pas de reponse, perdido, perdida, no interesado, no interesada, sin respuesta,
            perso, persa, non interessato, non interessata, nessuna risposta, geen interesse, geen reactie, sem interesse, sem resposta, przegrana, brak odpowiedzi, forlorad, tabt, tapt
            """))

    /// Whether a deal may not have happened yet, or not as its row says.
    package static func isOpen(deal value: String) -> Bool {
        guard isShort(value), value.contains(where: \.isLetter) else { return false }
        let words = HeaderSpelling.words(value)
        return open.contains(words) || moved.contains { words.starts(with: $0) }
    }

    private static let open = Set(
        HeaderSpelling.phrases(
            """
            planned, open, on hold, hold, offer sent, contacted, reached out, outreach, in talks, talks, interested, waiting, to do, shortlisted, shortlist, longlist, backup, pending, draft, in negotiation,
            negotiating, negotiation, negotiations, prospect, prospecting, lead, pitched, proposed, proposal, proposal sent, offer, quote, quoted, quotation, estimate, tentative, tbc, tbd, optional, on ice, paused, passed, replaced,
            postponed, too expensive, conflict, angebot, angebot verschickt, kostenvoranschlag, pausiert, geplant, offen, angefragt, in verhandlung, verhandlung, in planung, vorgemerkt, ersetzt, verschoben,
            zu teuer, en pause, en attente, prevu, prevue, en negociation, devis, remplace, remplacee, reporte, reportee, en espera, pendiente, previsto, prevista, en negociacion, presupuesto, propuesta, reemplazado,
            reemplazada, aplazado, aplazada, in attesa, in trattativa, preventivo, sostituito, sostituita, rinviato, rinviata, gepland, in onderhandeling, offerte, vervangen, uitgesteld, pendente, planejado,
            em negociacao, orcamento, proposta, substituido, adiado, zaplanowane, w trakcie negocjacji, oferta, wycena, zastapiony, przelozone
            """))

    /// Headers of what became of a deal.
    package static let dealHeaders = [
        "status", "deal status", "stage", "deal stage", "phase", "pipeline", "pipeline stage", "outcome", "fase", "etape", "etapa", "etap", "state", "stand", "zustand", "statut", "etat",
        "estado", "situacion", "stato", "status umowy", "stan", "tila", "durum", "stav", "allapot", "stare", "статус", "состояние", "κατασταση", "状態", "ステータス", "상태", "状态",
    ]
    private static let dealHeaderWords = Set(dealHeaders.map(HeaderSpelling.words))

    /// Whether a column is of what became of deals, by its name.
    static func isOfDeals(header: [String]) -> Bool { dealHeaderWords.contains(header) }

    /// With a time behind it: `Moved to Q3`.
    private static let moved = HeaderSpelling.phrases("moved to, moved, postponed to, pushed to, verschoben auf, reporte a, aplazado a, rinviato a, adiado para")

    /// Whether a note begins with it, whatever it says then: `CANCELLED - not paid`.
    static func beginsCalledOff(_ value: String) -> Bool {
        isCalledOff(value.split(separator: " ").prefix(2).joined(separator: " "))
    }

    /// Whether an amount is for one of several things or times: `per reel`, `monthly`.
    static func isPerUnit(_ value: String) -> Bool {
        let words = HeaderSpelling.words(value)
        return isShort(value) && (words.first.map(per.contains) ?? false || words.contains(where: periodic.contains))
    }

    private static let per = Set(HeaderSpelling.phrases("per, each, pro, je, par, por, cada, za, al, elk").joined())
    private static let periodic = Set(
        HeaderSpelling.phrases(
            "monthly, weekly, hourly, daily, monatlich, wochentlich, mensuel, mensuelle, mensual, semanal, mensile, settimanale, maandelijks, wekelijks, mensal, miesiecznie, stundlich").joined())

    /// Whether some values say that amounts are without tax and others that they are with it, and nothing else.
    static func mixTax(_ values: [String]) -> Bool {
        let words = values.map(HeaderSpelling.words)
        return words.contains(where: withoutTax.contains) && words.contains(where: withTax.contains)
    }

    private static let withoutTax = HeaderSpelling.phrases(
        "net, netto, neto, ht, hors taxe, excl vat, excl tax, exkl mwst, zzgl mwst, plus vat, plus tax, plus mwst, net of vat, without vat, without tax, excluding vat, ohne mwst, sin iva, excl btw")
    private static let withTax = HeaderSpelling.phrases(
        "gross, brutto, bruto, ttc, toutes taxe, incl vat, incl tax, inkl mwst, including vat, with vat, with tax, mit mwst, con iva, incl btw")

    /// Whether a payment to a creator takes back: a barter exchange takes nothing.
    static func isCreditNote(_ value: String) -> Bool {
        let words = HeaderSpelling.words(value)
        return isShort(value) && (has(words, creditNotes) || takenBackInCells.contains(words))
    }

    /// Of any payment, also of one to a creator.
    private static let creditNotes = HeaderSpelling.phrases(
        "credit note, credit memo, gutschrift, avoir, nota de credito, nota di credito, creditnota, refund, refunded, chargeback, reversal, ruckerstattung, ruckzahlung")

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
    ///
    /// - Parameter isDated: its values are days.
    static func callsOff(header: [String], isDated: Bool) -> Bool { has(header, calledOffThen) || !isDated && has(header, neverWere) }

    private static func has(_ words: [String], _ phrases: [[String]]) -> Bool { phrases.contains { HeaderSpelling.contains(words, $0) } }

    /// Sales that are taken back.
    private static let takenBack = creditNotes + HeaderSpelling.phrases(
        """
        return, returned, reversed, exchange, money back, retoure, retouren, retourenwert, ruckerstattet, erstattung, erstattet, ruckgabe, rucksendung, umtausch,
        rembourse, remboursement, retour, devolucion, devoluciones, devuelto, reembolso, reembolsado, rimborso, rimborsi, rimborsato, reso, resi,
        devolucao, devolucoes, estorno, estornado, terugbetaling, terugbetaald, retourzending, zwrot, zwroty, zwrocono, retur, returer, refundering, refusjon, aterbetalning,
        palautus, palautukset, hyvitys, iade, vraceni, vratka, dobropis, visszaterites, visszaru, rambursare, retururi, возврат, повернення, επιστροφη,
        返金, 返品, 환불, 반품, 退款, 退货, 退貨
        """)

    /// The same where it is a whole cell: a credit card takes nothing back, and as headers they are about payments and cancellations.
    private static let takenBackInCells = HeaderSpelling.phrases("credit, storno")

    /// Headers of rows that came to nothing, whose days are those on which they did.
    private static let calledOffThen = HeaderSpelling.phrases(
        """
        cancelled, canceled, voided, deleted, declined, rejected, dropped, called off, storno, storniert, abgesagt, abgelehnt, annulliert, geloscht, annule, annulee,
        supprime, cancelado, cancelada, anulado, anulada, eliminado, annullato, annullata, cancellato, geannuleerd, vervallen, anulowane, anulowano, annulleret,
        avbestilt, avbokad, makulerad, peruttu, peruutettu, iptal, zruseno, torolve, anulat, отменен, скасовано, ακυρωθηκε, 已取消
        """)

    /// Other headers of rows that came to nothing; their days may be those until which something was possible.
    private static let neverWere = HeaderSpelling.phrases(
        """
        cancellation, cancel, void, draft, test order, entwurf, annulation, brouillon, borrador, bozza, cancelamento, rascunho, отмена, キャンセル, 取消, 취소
        """)
}
