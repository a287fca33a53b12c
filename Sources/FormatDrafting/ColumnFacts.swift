internal import ExportFormats
internal import SocialData
internal import TextValues

/// What a column's name and values say of it, whatever it is to become.
struct ColumnFacts {
    let position: Int
    let name: String
    let words: HeaderWords
    /// Of equal names which one this is; nil where there is one.
    let nth: Int?
    /// Values that say something, in the order of the rows.
    let values: [String]
    let distinct: Int
    /// Rows of the table, without sums.
    let rows: Int

    /// Values of each kind; a value can be of several.
    private(set) var profileLinks = 0
    private(set) var postLinks = 0
    /// Links to posts that name the account, too.
    private(set) var postsOfHandles = 0
    private(set) var marked = 0
    private(set) var handles = 0
    private(set) var names = 0
    private(set) var emails = 0
    private(set) var amounts = 0
    /// Amounts from 0 to 100, however they are read: percents can be such.
    private(set) var smallAmounts = 0
    private(set) var counts = 0
    private(set) var percents = 0
    private(set) var flags = 0
    private(set) var currencies = 0
    private(set) var codes = 0
    private(set) var platformWords = 0
    /// Networks that links lead to.
    private(set) var linkPlatforms: Set<Platform> = []
    /// Currencies that signs beside amounts name, and a sign that several have.
    private(set) var signs: Set<CurrencyCode> = []
    private(set) var sharedSign: String?
    let dates: DateWriting

    init(position: Int, name: String, nth: Int?, values: [String], rows: Int, vocabulary: DraftVocabulary) {
        self.position = position
        self.name = name
        self.nth = nth
        self.rows = rows
        words = HeaderWords(name)
        self.values = values.filter { !$0.isEmpty && !vocabulary.isMissing($0) }
        distinct = Set(self.values).count
        dates = DateWriting(self.values)
        for value in self.values { add(TextFolding.visible(value), vocabulary) }
    }

    private mutating func add(_ value: String, _ vocabulary: DraftVocabulary) {
        let bytes = Array(value.utf8)
        if Self.isEmail(value) {
            emails += 1
            return
        }
        if let link = PlatformLink(bytes.span) {
            linkPlatforms.insert(link.platform)
            if link.post != nil, link.handle != nil, !link.isIdentifier { postsOfHandles += 1 }
            if link.post != nil { postLinks += 1 } else if link.handle != nil, !link.isIdentifier { profileLinks += 1 }
            return
        }
        guard !value.contains("//") else { return }
        if vocabulary.platform(value) != nil { platformWords += 1 }
        if FlagText.parse(bytes.span) != nil { flags += 1 }
        if CurrencyCode(value) != nil || CurrencyCode(name: bytes.span) != nil { currencies += 1 } else if let sign = CurrencyCode.sign(in: bytes.span), value.allSatisfy({ !$0.isNumber }) {
            // A sign of several is a currency, too; a row that has it needs a word from the source.
            currencies += 1
            if case .several = sign { sharedSign = sharedSign ?? value }
        }
        if value.hasSuffix("%"), Self.isAmount(Array(value.dropLast().utf8)) { percents += 1 }
        if Self.isAmount(bytes) {
            amounts += 1
            if Self.isSmall(bytes) { smallAmounts += 1 }
            switch CurrencyCode.sign(in: bytes.span) {
            case .one(let code): signs.insert(code)
            case .several: sharedSign = sharedSign ?? value
            case nil: break
            }
        }
        if NumberStyle.all.contains(where: { CountText.parse(bytes.span, style: $0, words: .usual, wholeDecimals: true).value != nil }) { counts += 1 }
        if value.hasPrefix("@"), value.count > 1, !value.contains(" ") {
            marked += 1
        } else if Self.isHandle(value) {
            handles += 1
        } else if value.contains(where: \.isLetter), !value.contains(where: \.isNumber), value.count <= 60 {
            names += 1
        }
        if !value.contains(" "), value.count >= 3, value.count <= 24, value.contains(where: \.isLetter), value == value.uppercased() { codes += 1 }
    }

    /// Written as no name is: no blanks, and a small first letter, a digit, a point or an underscore.
    private static func isHandle(_ value: String) -> Bool {
        guard value.utf8.allSatisfy({ Ascii.isLetter($0) || Ascii.isDigit($0) || "._-".utf8.contains($0) }),
            value.contains(where: \.isLetter), let first = value.first
        else { return false }
        return first.isLowercase || value.contains { $0.isNumber || $0 == "_" || $0 == "." } || value.dropFirst().contains(where: \.isUppercase) && value != value.uppercased()
    }

    static func isEmail(_ value: String) -> Bool {
        // What has a slash before it is a link to a profile.
        guard let at = value.firstIndex(of: "@"), at != value.startIndex, !value[..<at].contains("/") else { return false }
        return value[value.index(after: at)...].contains(".")
    }

    private static func isAmount(_ bytes: [UInt8]) -> Bool {
        NumberStyle.all.contains { MoneyText.parse(bytes.span, style: $0, symbols: .common, words: .usual).value != nil }
    }

    private static func isSmall(_ bytes: [UInt8]) -> Bool {
        // In ten-thousandths.
        let hundred: Int64 = 1_000_000
        return NumberStyle.all.allSatisfy { style in
            MoneyText.parse(bytes.span, style: style, symbols: .common, words: .usual).value.map { (0...hundred).contains($0) } ?? true
        }
    }

    /// Most values, and more than a few of ten, are of a kind.
    func mostly(_ count: Int) -> Bool { !values.isEmpty && count * 5 >= values.count * 4 }

    /// Handles without doubt: marked, or links to profiles.
    var areSurelyHandles: Bool { mostly(marked + profileLinks) }
    var areHandles: Bool { !values.isEmpty && (marked + profileLinks + handles) * 2 > values.count && emails == 0 }
    var areNames: Bool { !values.isEmpty && (names + handles) * 5 >= values.count * 4 && emails == 0 && platformWords * 2 < values.count }
    var areDates: Bool { mostly(dates.count) }
    var areAmounts: Bool { mostly(amounts) }
    /// Amounts of money without doubt: a currency in the header or beside values, or cents.
    var namesMoney: Bool { words.sign != nil || !signs.isEmpty || sharedSign != nil || values.contains(where: Self.hasCents) }
    /// A line of units below the header that makes thousands of the numbers: `in k`.
    var scale: String? { DealColumns.scale(below: values) }
    /// Nothing but 0 and 1, and some 1: yes and no.
    var areMarks: Bool { values.contains("1") && values.allSatisfy { $0 == "0" || $0 == "1" } }

    private static func hasCents(_ value: String) -> Bool {
        let tail = value.suffix(3)
        return tail.count == 3 && (tail.first == "." || tail.first == ",") && tail.dropFirst().allSatisfy(\.isNumber)
    }

    var isFull: Bool { values.count == rows && rows > 0 }

    /// One value, short, and no address of anybody.
    var example: String { values.first.map(Self.shown) ?? "" }

    static func shown(_ value: String) -> String {
        if isEmail(value) || value.dropFirst().contains("@") && !value.contains("/") { return "…@…" }
        return value.count > 40 ? value.prefix(39) + "…" : value
    }
}
