internal import SocialData
internal import TextValues

/// A column of a file that its format leaves out and that would be missed.
package struct UnreadColumn: Sendable, Equatable {
    /// What would be missed, as far as its name and first values say it.
    package enum Content: Sendable, CaseIterable {
        /// Amounts that no mapping reads.
        case money
        /// Which currency the amounts are in, where nothing else of the file says it.
        case currencies
        /// Words by which some rows came to nothing.
        case calledOff
        /// Words by which some deals may not have happened yet.
        case open
        /// Words by which an amount is for each of several things, or for a month of several.
        case perUnit
        /// Words by which some rows are taken back.
        case refunds
        /// Words by which some amounts are with tax and some without.
        case mixedTax
        /// Percentages of what was paid: a commission, a discount.
        case percentages
        /// Amounts of sales that were taken back, by its name.
        case takenBack
        /// Promo codes, by its name.
        case codes
        /// Anything else that would be missed.
        case other
    }

    /// Its header name.
    package let name: String
    /// What would be missed.
    package let holds: Content

    /// - Parameters:
    ///   - read: positions of the columns that the format reads.
    ///   - entities: what rows are; those of sales and deals may be taken back.
    ///   - lacksCurrency: nothing that is read says which currency the amounts are in.
    static func all(
        of format: ExportFormat, _ header: HeaderNames, besides read: Set<Int>, entities: Set<Entity>, lacksCurrency: Bool
    ) -> [UnreadColumn] {
        // What else the exports that ship hold is known, and mostly of no use here.
        guard format.isOwn || lacksCurrency else { return [] }
        let places = named(header, in: format).filter { !read.contains($0) }
        let (areSales, areDeals) = (entities.contains(.orders), entities.contains(.deals))
        let money = Set(DealColumns.money(in: places.map { (header.names[$0], header.samples.values(of: $0)) }).map { places[$0] })
        return places.compactMap { place in
            let values = header.samples.values(of: place)
            let name = HeaderSpelling.words(header.names[place])
            let (isMarked, isDated) = (values.contains(where: isMark), values.contains(where: isDate))
            let holds: Content =
                lacksCurrency && DealColumns.areCurrencies(values) ? .currencies
                : areSales && (values.contains(where: StatusWords.takesBack) || isMarked && StatusWords.takesBack(header: name)) ? .refunds
                // Where all say it, as self-billing does, it is the name of what pays.
                : areDeals && values.contains(where: StatusWords.isCreditNote) && !values.allSatisfy(StatusWords.isCreditNote) ? .refunds
                : values.contains(where: StatusWords.isCalledOff) || areDeals && values.contains(where: StatusWords.beginsCalledOff)
                    || areDeals && areStatuses(values) && values.contains(where: StatusWords.cameToNothing)
                    || (isMarked || isDated) && StatusWords.callsOff(header: name, isDated: !isMarked) ? .calledOff
                : areDeals && StatusWords.isOfDeals(header: name) && values.contains(where: StatusWords.isOpen) ? .open
                : areDeals && !values.isEmpty && 2 * values.count(where: StatusWords.isPerUnit) > values.count ? .perUnit
                : (areSales || areDeals) && StatusWords.mixTax(values) ? .mixedTax
                : areSales && StatusWords.takesBack(header: name) && values.contains(where: isAmount) ? .takenBack
                : money.contains(place) || areDeals && DealColumns.mayBeAmounts(name, values) ? .money
                : areDeals && DealColumns.arePercentages(header.names[place], values) ? .percentages
                : DealColumns.areCodes(name, values) ? .codes : .other
            return format.isOwn || holds == .currencies ? UnreadColumn(name: header.names[place], holds: holds) : nil
        }
    }

    /// Columns by which a format of one's own leaves rows out, and whose words say of others that they may be no deals, too.
    static func leavingIn(_ header: HeaderNames, of format: ExportFormat, skips: [RuleProgram]) -> [String] {
        guard format.isOwn else { return [] }
        return named(header, in: format).filter { place in
            let rules = skips.map(\.conditions).filter { $0.contains { $0.field == place } }
            // A rule with several conditions is somebody's own thought about the column.
            guard !rules.isEmpty, rules.allSatisfy({ $0.count == 1 }) else { return false }
            return header.samples.values(of: place).contains { value in
                let bytes = Array(value.utf8)
                return mayBeNone(value) && !rules.contains { FieldReader.accepts(bytes.span, $0[0]) != $0[0].isNegated }
            }
        }.map { header.names[$0] }
    }

    /// Columns with a name that the format does not set aside.
    private static func named(_ header: HeaderNames, in format: ExportFormat) -> [Int] {
        header.names.indices.filter { place in
            !header.names[place].isEmpty && !format.unused.contains { header.positions(of: $0.column, in: format).contains(place) }
        }
    }

    private static func mayBeNone(_ deal: String) -> Bool { StatusWords.cameToNothing(deal: deal) || StatusWords.isOpen(deal: deal) }

    /// A word or two each, and most of them more than once: a name or a note says such words by chance.
    private static func areStatuses(_ values: [String]) -> Bool {
        values.allSatisfy(StatusWords.isShort) && 2 * Set(values.map { $0.lowercased() }).count <= values.count
    }

    /// A word by which a flag is set; spreadsheets have a cross.
    private static func isMark(_ value: String) -> Bool { FlagText.parse(value) == true }

    /// `2024-04-01`, `1.4.24`
    private static func isDate(_ value: String) -> Bool {
        value.count <= 24 && value.count(where: \.isNumber) >= 4 && value.count { "-/.".contains($0) } >= 2
    }

    /// A number other than 0.
    private static func isAmount(_ value: String) -> Bool { value.contains { $0.isNumber && $0 != "0" } && value.count <= 24 }
}

extension EntityProgram {
    /// The rows hold money, and neither a column nor a header nor `set:` says in which currency. A sign beside an amount may.
    var lacksCurrency: Bool {
        guard [.orders, .deals, .spend].contains(entity) else { return false }
        guard let currency = columns.first(where: { $0.name == "currency" }) else { return true }
        return currency.fallback == nil && currency.alternatives.allSatisfy(\.hasSymbol)
    }
}
