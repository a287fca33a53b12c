internal import SocialData
internal import TextValues

/// Columns that tell of a deal or a post: what was paid, for what, when, with which code, under which link. A list of people has
/// none, so a sheet with one of them is no such list, whatever else it holds: read as one, its money would be lost.
package enum DealColumns {
    /// Columns that a format does not read and that tell of more than people.
    ///
    /// - Parameters:
    ///   - read: positions of the columns that it reads.
    ///   - readsDeals: a row is a deal all the same, of one amount: whatever could multiply it, take of it or say that it is none matters, too.
    static func found(in header: HeaderNames, besides read: Set<Int>, readsDeals: Bool) -> [String] {
        let named = header.names.indices.filter { !header.names[$0].isEmpty }
        let months = monthly(header.names)
        // A list of people can name the best post of each; a list of posts counts what each got.
        let areCounted = named.contains { !read.contains($0) && countsPosts(HeaderSpelling.words(header.names[$0])) }
        return named.filter { position in
            let values = header.samples.values(of: position)
            // Links to posts are none to people, whatever they are read as.
            if areCounted, arePostLinks(values) { return true }
            // A line of units below the header, whatever column it is about.
            if scale(below: values) != nil { return true }
            guard !read.contains(position) else { return false }
            let words = HeaderSpelling.words(header.names[position])
            // Who dropped out was paid nothing.
            if values.contains(where: StatusWords.isCalledOff) || areCurrencies(values) { return true }
            if areRound(values), !isOfPeople(words) { return true }
            // Followers of another account, and whatever could multiply an amount or take of it.
            if readsDeals, has(words, Self.followers) && areNumbers(values) || !isOfPeople(words) && !has(words, [], alone: Self.numbering) && changesAmounts(values) { return true }
            return has(words, Self.money, alone: Self.moneyAlone) || has(words, Self.terms, alone: Self.termsAlone)
                || areAmounts(values, under: header.names[position]) || months.contains(position)
        }.map { header.names[$0] }
    }

    /// Columns that a format does not read and that tell of deals, in a file of its kind: what creators were paid beside posts, whose
    /// ads they were beside what ads cost. No platform exports them, so somebody keeps a sheet there that holds more than the format
    /// knows.
    static func foreign(to format: ExportFormat, in header: HeaderNames, besides read: Set<Int>) -> [String] {
        guard !format.isOwn, !format.isNative, !header.isJSON else { return [] }
        let entities = Set(format.entities.map(\.entity)).subtracting([.accounts])
        let isOfPosts = entities.isSubset(of: [.posts, .snapshots, .creators])
        guard !entities.isEmpty, isOfPosts || entities.isSubset(of: [.spend, .clicks]) else { return [] }
        return header.names.indices.filter { position in
            guard !read.contains(position), !header.names[position].isEmpty else { return false }
            let (name, values) = (header.names[position], header.samples.values(of: position))
            let words = HeaderSpelling.words(name)
            if has(words, fees) { return areNumbers(values) }
            guard isOfPosts else { return has(words, people) && values.contains { $0.contains(where: \.isLetter) } }
            return has(words, codes) || has(words, money) && areNumbers(values) && !has(words, earned) && !countsPosts(words)
        }.map { header.names[$0] }
    }

    /// The columns of a table that hold money, by their places; columns of months hold that of a plan.
    package static func money(in columns: [(name: String, values: [String])]) -> [Int] {
        let months = monthly(columns.map(\.name))
        return columns.indices.filter { isMoney(columns[$0].name, columns[$0].values) || months.contains($0) && areNumbers(columns[$0].values) }
    }

    /// Whether a column holds money, by its name or by what stands beside its numbers.
    private static func isMoney(_ name: String, _ values: [String]) -> Bool {
        if isOfPapers(HeaderSpelling.words(name), values) || holdShares(name, values) || 2 * values.count(where: { $0.hasSuffix("%") }) > values.count { return false }
        // Under a word for money most may be words, as `gifted`.
        let isNamed = has(HeaderSpelling.words(name), money, alone: moneyAlone)
        return areNumbers(values) ? isNamed || areAmounts(values, under: name) : isNamed && values.contains(where: isNumber)
    }

    /// Percentages by their name; `Deposit (50%)` says of what its amounts are a part, where some are of three digits and more.
    private static func holdShares(_ name: String, _ values: [String]) -> Bool {
        guard let sign = name.firstIndex(of: "%") else { return false }
        let saysPart = name[..<sign].last { $0 != " " }?.isNumber ?? false
        return !saysPart || !values.contains { value in
            let decimals = value.lastIndex { ".,".contains($0) }.map { value[$0...].count(where: \.isNumber) } ?? 0
            return value.count(where: \.isNumber) - (decimals < 3 ? decimals : 0) > 2
        }
    }

    /// Days, numbers and terms of invoices and payments, under the words for these.
    private static func isOfPapers(_ words: [String], _ values: [String]) -> Bool {
        let days = values.count { value in value.count(where: \.isNumber) >= 4 && value.count { "-/.".contains($0) } == 2 && !value.contains(where: \.isLetter) }
        return 2 * days > values.count && !values.isEmpty || has(words, papers)
    }

    private static let papers = HeaderSpelling.phrases(
        """
        invoice no, invoice nr, invoice number, invoice id, payment no, payment id, payment terms, payment method, payment reference, payment ref, cost center, cost centre, rechnungsnummer,
        rechnung nr, kostenstelle, zahlungsziel, zahlungsart, numero de facture, numero de factura, centre de cout, centro de coste, centro di costo, factuurnummer
        """)

    /// Whether a column holds promo codes, by its name; amounts that they took off are none.
    static func areCodes(_ words: [String], _ values: [String]) -> Bool {
        let isNamed = has(words, codes, alone: codesAlone) || has(words.filter { Int($0) == nil }, [], alone: codesAlone)
        return isNamed && values.contains { value in value.contains(where: \.isLetter) && !value.contains(" ") }
    }

    /// Whether a table holds money or what leads to it: amounts, currencies, promo codes or sales.
    package static func holdMoney(_ columns: [(name: String, values: [String])]) -> Bool {
        !money(in: columns).isEmpty
            || columns.contains { name, values in
                let words = HeaderSpelling.words(name)
                return areCurrencies(values) || areCodes(words, values) || areNumbers(values) && has(words, sales)
            }
    }

    /// Columns of months, where there are several.
    private static func monthly(_ names: [String]) -> [Int] {
        let months = names.indices.filter { MonthText.namesMonth(names[$0]) }
        return months.count > 1 ? months : []
    }

    private static func has(_ words: [String], _ parts: [[String]], alone: Set<String> = []) -> Bool {
        alone.contains(words.joined(separator: " ")) || parts.contains { HeaderSpelling.contains(words, $0) }
    }

    private static func areNumbers(_ values: [String]) -> Bool {
        let numbers = values.count(where: isNumber)
        return numbers > 0 && numbers * 2 >= values.count
    }

    private static func isNumber(_ value: String) -> Bool { value.contains(where: \.isNumber) && value.count <= 24 }

    /// Currencies stand beside money, whatever its header is called.
    static func areCurrencies(_ values: [String]) -> Bool {
        !values.isEmpty && values.count { CurrencyCode($0) != nil } * 2 > values.count
    }

    /// What a post got, what is usual of a creator, and what else numbers and marks say of people.
    private static func isOfPeople(_ words: [String]) -> Bool {
        countsPosts(words) || has(words, means) || has(words, peopleCounts) || has(words, contact)
    }

    /// Hundreds and fifties under no other word: an amount whose word nobody here knows, rather than days or pieces.
    static func mayBeAmounts(_ words: [String], _ values: [String]) -> Bool {
        !isOfPeople(words) && areMultiples(values, of: 50, from: 100)
    }

    /// Percentages by which what is paid changes.
    static func arePercentages(_ name: String, _ values: [String]) -> Bool {
        areNumbers(values) && (name.contains("%") || 2 * values.count(where: { $0.hasSuffix("%") }) >= values.count)
            && has(HeaderSpelling.words(name), changes)
    }

    private static let changes = HeaderSpelling.phrases(
        """
        commission, provision, skonto, agency, agentur, agence, agencia, agenzia, tax, vat, mwst, ust, iva, tva, fee, surcharge, aufschlag, zuschlag,
        management, cut, margin, marge, comision, comissao, commissione, prowizja, kickback, bonus
        """)

    /// Plain numbers that are all round, as agreed amounts are and counts are not.
    private static func areRound(_ values: [String]) -> Bool { areMultiples(values, of: 10, from: 20) }

    private static func areMultiples(_ values: [String], of unit: Int, from least: Int) -> Bool {
        values.count > 1 && values.allSatisfy { value in
            let whole = value.hasSuffix(".00") || value.hasSuffix(",00") ? value.dropLast(3) : value[...]
            return Int(whole).map { $0 >= least && $0 % unit == 0 } ?? false
        }
    }

    /// Numbers of pieces or months, percentages, or marks that stand on some rows only.
    private static func changesAmounts(_ values: [String]) -> Bool {
        let telling = values.count { value in
            let digits = value.filter { !"x×X%+., ".contains($0) }
            return !digits.isEmpty && digits.count <= 7 && digits.allSatisfy { $0.isNumber } || FlagText.parse(value) != nil
        }
        return telling > 0 && telling * 2 >= values.count
    }

    /// At least half of the values are numbers with a currency beside them, or numbers under a header that names one.
    private static func areAmounts(_ values: [String], under name: String) -> Bool {
        guard areNumbers(values) else { return false }
        if CurrencyCode.inHeader(name) != nil { return true }
        let signed = values.count { value in
            let bytes = Array(value.utf8)
            return value.contains(where: \.isNumber) && CurrencyCode.sign(in: bytes.span) != nil
        }
        return signed * 2 >= values.count
    }

    /// The word in a line of units below the header that makes thousands of a column's numbers: `in k`; nil where there is none.
    package static func scale(below values: [String]) -> String? {
        guard let first = values.first, !first.contains(where: \.isNumber), areNumbers(Array(values.dropFirst())) else { return nil }
        return ScaleWords.first(in: first[...])
    }

    /// Likes are a post's, average likes a creator's.
    private static func countsPosts(_ words: [String]) -> Bool {
        counts.contains { HeaderSpelling.contains(words, $0) } && !means.contains { HeaderSpelling.contains(words, $0) }
    }

    private static func arePostLinks(_ values: [String]) -> Bool {
        let links = values.count { value in
            let bytes = Array(value.utf8)
            return PlatformLink(bytes.span)?.post != nil
        }
        return links > 0 && links * 2 >= values.count
    }

    /// Money, where it is all that a header says: `Rate` is a price, `Engagement rate` none.
    private static let moneyAlone = Set(
        HeaderSpelling.phrases(
            """
            rate, rates, rate card, tarif, tarife, tarifa, tarifas, tarifs, tariffa, tariffe, tarief, tarieven, stawka, cennik, total, totals, grand total,
            gesamt, gesamtsumme, summe, somme, suma, totale, totaal, razem, celkem, sum, net, gross, netto, brutto, neto, bruto, eur, euro, usd, gbp, chf, pln,
            value, wert, valor, valeur, valore, waarde, money, geld, paid, paid out, sales, umsatz, ventas, vendas, ventes, vendite, omzet,
            offer, offers, quote, quoted, flat, flat rate, cpm, tkp, sek, nok, dkk, czk, huf, ron, try, jpy, krw, cny, rub, uah
            """).map { $0.joined(separator: " ") })

    private static let money = fees + HeaderSpelling.phrases(
        """
        cost, spend, spent, spending, price, amount, payment, payout, commission, budget, invoice, bonus, expense,
        rate per, usage right, licence fee, license fee, invest, invested, investment, summe netto, summe brutto, total ht, total ttc,
        kosten, gebuhr, betrag, preis, ausgaben, provision, zahlung, gezahlt, bezahlt, rechnung, spesen, pramie, warenwert, produktwert, investition,
        cout, montant, prix, depense, paiement, paye, frais, remise, investissement, coste, importe, precio, pago, pagado, gasto, comision, inversion,
        custo, preco, pagamento, comissao, valor pago, investimento, costo, importo, prezzo, spesa, commissione, provvigione, pagato,
        bedrag, prijs, betaling, betaald, kwota, cena, koszt, prowizja, zaplacono,
        entgelt, pauschale, presupuesto, orcamento, forfait, opłata, zapłacono, belopp, beløb, beløp, kostnad, pris, betalning, betalt, ersattning, værdi, verdi, udgift, utgift,
        hinta, kustannus, kulu, maksu, ucret, maliyet, butce, fiyat, odeme, tutar, odmena, naklad, naklady, castka, platba, rozpocet, vydaje, dij, osszeg, koltseg, fizetes,
        koltsegvetes,
        deposit, prepayment, down payment, downpayment, upfront, installment, instalment, restbetrag, acompte, anticipo, acconto, caparra, aanbetaling, zaliczka,
        zaloha, forskud, forskott, аванс, предоплата, 定金, 尾款, 前金, 残金, 계약금, 잔금,
        pret, plata, buget, цена, стоимость, сумма, оплата, бюджет, расход, вартість, ціна, сума, κοστος, τιμη, ποσο, 費用, 金額, 予算, 料金, 単価, 価格, 支払額, ギャラ,
        비용, 금액, 예산, 단가, 가격, 费用, 报价, 价格, 金额, 预算, 報價, harga, biaya, anggaran
        """)

    /// What a creator is paid, whatever else a table holds.
    private static let fees = HeaderSpelling.phrases(
        """
        fee, retainer, remuneration, compensation, salary, buyout, agreed rate, negotiated rate, deal value, contract value, product value, gifting value,
        honorarium, honorar, gage, vergutung, cachet, compenso, honorario, vergoeding, wynagrodzenie, cache, arvode, honorarer, palkkio,
        onorariu, remuneratie, гонорар, вознаграждение, αμοιβη, 報酬, 謝礼, 보수, 사례비, 酬劳, 报酬
        """)

    /// Whose a row is.
    private static let people = HeaderSpelling.phrases("creator, influencer, handle, ambassador, blogger, talent, kol, creador, createur, criador, influenceur, influenceuse")

    /// What platforms pay, and what they count by money.
    private static let earned = HeaderSpelling.phrases(
        """
        earning, earned, revenue, reward, monetization, monetisation, monetized, cpm, rpm, donation, star, gift, einnahmen, umsatz, ingreso,
        ganancia, ganho, receita, revenu, gain, ricavi, entrate, guadagni, guadagno, inkomsten, opbrengst, omzet, przychod, przychody
        """)

    private static let codes = HeaderSpelling.phrases(
        """
        promo, promo code, promocode, discount code, coupon, voucher code, rabattcode, gutscheincode, code promo, codigo promocional, codigo descuento, codice sconto,
        kortingscode, kod rabatowy, cupon, cupom, rabatkode, rabattkode, rabattkod, alennuskoodi, slevovy kod, zlavovy kod, kuponkod, kupon,
        cod promotional, cod reducere, indirim kodu, промокод, купон, κωδικος, クーポン, クーポンコード, 割引コード, 쿠폰, 쿠폰 코드, 할인 코드, 优惠码, 折扣码, 優惠碼, kode promo, kode diskon
        """)

    /// What a post got.
    private static let counts = HeaderSpelling.phrases(
        """
        like, comment, view, reach, impression, share, save, play, gefallt mir, kommentar, kommentare, aufrufe, reichweite, geteilt, gespeichert, me gusta, comentarios,
        alcance, curtidas, j aime, commentaires, vues, portee, mi piace, commenti, visualizzazioni, copertura, weergaven, bereik, reacties, polubienia, komentarze, zasieg
        """)
    /// What a list of people, or of what they brought, counts.
    private static let peopleCounts = HeaderSpelling.phrases(
        """
        click, klick, clic, order, conversion, session, visit, er, ctr, cvr, follower, following, fan, subscriber, audience, post, video, media, upload, rank, age, born, year, id, engagement, potential, score, quality, authentic, authenticity, auth, eng, index, beitrag, beitrage, abonnent, abonnenten,
        abonne, seguidor, seguidore, seguido, suscriptor, suscriptore, publicacion, publicacione, publication, iscritti, volger, obserwujacy, posty, seguaci
        """)
    /// Of another account of the creator, or of all together.
    private static let followers = HeaderSpelling.phrases(
        """
        follower, followers, subscriber, fan, abonnent, abonnenten, abonne, seguidor, seguidore, suscriptor, suscriptore, iscritti, seguaci, volger, abonnee, foljare,
        obserwujacy, takipci, подписчик, подписчики, フォロワー, 팔로워, 粉丝
        """)
    /// Where people live and how they are reached, and what else numbers and marks say of them.
    private static let contact = HeaderSpelling.phrases(
        """
        zip, zip code, postal code, postcode, plz, phone, telephone, telefon, telefono, tel, mobile, handy, whatsapp, house number, verified, verifiziert, business account,
        private, gender, female, male, women, men, country, birthday, geburtstag, size, shoe size, grosse, language, bot, fake, growth
        """)
    /// Of rows.
    private static let numbering: Set<String> = ["#", "no", "nr", "id", "pos", "row", "index", "lfd nr", "sr no", "s no", "n", "num", "number", "nummer"]
    private static let means = HeaderSpelling.phrases(
        "avg, average, mean, median, per post, durchschnitt, durchschnittlich, mittel, moyenne, promedio, media, media de, gemiddeld, srednia, total, rate, ratio")

    private static let sales = HeaderSpelling.phrases(
        """
        subtotal, revenue, turnover, net sales, gross sales, total sales, order total, umsatz, zwischensumme, erlos, chiffre d affaires, sous total, ventas, ingresos, ricavi,
        fatturato, vendas, receita, omzet, przychod
        """)

    private static let codesAlone = Set(HeaderSpelling.phrases("code, codes, codigo, codice, kod, kode, koodi, cod").map { $0.joined(separator: " ") })
    private static let termsAlone = codesAlone.union(
        HeaderSpelling.phrases("start, begin, beginn, inicio, inizio, debut, deal, deals").map { $0.joined(separator: " ") })

    /// What was agreed, beside the money.
    private static let terms = codes + HeaderSpelling.phrases(
        """
        campaign, start date, date start, kampagne, gutschein, startdatum, campagne, date de debut, campana, fecha de inicio, campanha, data de inicio, campagna,
        data inizio, kampania, kampan, kampanj, kampanje, kampagner, kampanja, kampanya, kampany, campanie, кампания, кампанія, καμπανια, キャンペーン, 캠페인, 活动, startdato,
        aloituspaiva, datum zacatku, zacatek, kezdes, data inceperii, başlangıç, başlangıç tarihi, дата начала, 開始日, 시작일, 开始日期
        """)
}
