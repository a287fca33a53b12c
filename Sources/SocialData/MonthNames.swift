/// Names of months in English, German, French, Spanish and Portuguese, long and short. No spelling means one month in
/// one language and another in another, so a pattern needs no language.
struct MonthNames: Sendable {
    static let standard = MonthNames()

    /// Hashes of the lower-cased names, ascending, and the month (1 … 12) of each.
    private let hashes: [UInt64]
    private let months: [UInt8]

    private init() {
        var named: [(hash: UInt64, month: UInt8)] = []
        for (index, names) in Self.names.enumerated() {
            for name in names.split(separator: " ") {
                named.append((FNV1a.hash(String(name)), UInt8(index + 1)))
            }
        }
        named.sort { $0.hash < $1.hash }
        hashes = named.map(\.hash)
        months = named.map(\.month)
    }

    /// The month that a run of letters names, whatever its case; `nil` where it names none.
    func month(_ text: Span<UInt8>, in range: Range<Int>) -> Int? {
        var hash = FNV1a()
        var afterC3 = false
        for index in range {
            let byte = text[index]
            // Capitals of Latin-1 (É, Ä) stand 32 before their small letters, behind the same first byte.
            hash.combine(afterC3 && byte < 0x9F ? byte | 0x20 : Ascii.lowercased(byte))
            afterC3 = byte == 0xC3
        }
        var low = 0
        var high = hashes.count
        while low < high {
            let middle = (low + high) / 2
            if hashes[middle] < hash.value { low = middle + 1 } else { high = middle }
        }
        return low < hashes.count && hashes[low] == hash.value ? Int(months[low]) : nil
    }

    private static let names: [String] = [
        "january jan januar jänner jän janvier janv enero ene janeiro",
        "february feb februar février févr fév febrero fevereiro fev",
        "march mar märz mär mrz mars marzo março",
        "april apr avril avr abril abr",
        "may mai mayo maio",
        "june jun juni juin junio junho",
        "july jul juli juillet juil julio julho",
        "august aug août aoû agosto ago",
        "september sep sept septembre septiembre setiembre set setembro",
        "october oct oktober okt octobre octubre outubro out",
        "november nov novembre noviembre novembro",
        "december dec dezember dez décembre déc diciembre dic dezembro",
    ]
}
