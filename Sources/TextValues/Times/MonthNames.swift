/// Names of months in the languages of spreadsheets, long and short. No spelling means one month in one language and another
/// in another, so a pattern needs no language: `listopad`, November in Poland and Prague and October in Zagreb, is left out,
/// and so are `lip` and `lis`.
struct MonthNames: Sendable {
    static let standard = MonthNames()

    /// Hashes of the lower-cased names, ascending, and the month (1 … 12) of each.
    private let hashes: [UInt64]
    private let months: [UInt8]

    private init() {
        var named: [(hash: UInt64, month: UInt8)] = []
        for (index, names) in Self.names.enumerated() {
            for name in Set(names.split(whereSeparator: \.isWhitespace)) {
                // Capitals beyond Latin-1 are spellings of their own.
                for spelling in Set([String(name), name.prefix(1).uppercased() + name.dropFirst(), name.uppercased()]) {
                    let bytes = Array(spelling.utf8)
                    named.append((Self.hash(bytes.span, in: bytes.indices), UInt8(index + 1)))
                }
            }
        }
        named.sort { $0.hash < $1.hash }
        hashes = named.map(\.hash)
        months = named.map(\.month)
    }

    /// The month that a run of letters names, whatever its case; `nil` where it names none.
    func month(_ text: Span<UInt8>, in range: Range<Int>) -> Int? {
        let hash = Self.hash(text, in: range)
        var low = 0
        var high = hashes.count
        while low < high {
            let middle = (low + high) / 2
            if hashes[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return low < hashes.count && hashes[low] == hash ? Int(months[low]) : nil
    }

    private static func hash(_ text: Span<UInt8>, in range: Range<Int>) -> UInt64 {
        var hash = FNV1a()
        var afterC3 = false
        for index in range {
            let byte = text[index]
            // Capitals of Latin-1 (É, Ä) stand 32 before their small letters, behind the same first byte.
            hash.combine(afterC3 && byte < 0x9F ? byte | 0x20 : Ascii.lowercased(byte))
            afterC3 = byte == 0xC3
        }
        return hash.value
    }

    private static let names: [String] = [
        """
        january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari ocak oca stycznia styczeń sty января январь
        янв січня січень січ ianuarie ian ledna leden január tammikuu tammikuuta tammi ιανουαρίου ιανουάριος ιαν
        """,
        """
        february feb februar février févr fév febrero fevereiro fev febbraio februari şubat şub lutego luty lut февраля февраль фев
        февр лютого лютий лют februarie února únor február helmikuu helmikuuta helmi φεβρουαρίου φεβρουάριος φεβ
        """,
        """
        march mar märz mär mrz mars marzo março maart mrt mart marca marzec maret марта март мар березня березень бер martie března
        březen bře marec március márc maaliskuu maaliskuuta maalis marts μαρτίου μάρτιος μαρ
        """,
        """
        april apr avril avr abril abr aprile nisan nis kwietnia kwiecień kwi апреля апрель апр квітня квітень кві квіт aprilie dubna
        duben dub április ápr huhtikuu huhtikuuta huhti απριλίου απρίλιος απρ
        """,
        """
        may mai mayo maio maggio mag mei mayıs maja maj мая май травня травень трав května květen kvě május máj toukokuu toukokuuta
        touko μαΐου μάιος
        """,
        """
        june jun juni juin junio junho giugno giu haziran haz czerwca czerwiec cze июня июнь июн червня червень черв iunie iun června
        červen čvn június jún kesäkuu kesäkuuta kesä ιουνίου ιούνιος ιουν
        """,
        """
        july jul juli juillet juil julio julho luglio lug temmuz tem lipca lipiec июля июль июл липня липень лип iulie iul července
        červenec čvc július júl heinäkuu heinäkuuta heinä ιουλίου ιούλιος ιουλ
        """,
        """
        august aug août aoû agosto ago augustus agustus agu agt ağustos ağu sierpnia sierpień sie августа август авг серпня серпень
        серп srpna srpen augusztus elokuu elokuuta elo αυγούστου αύγουστος αυγ avgust
        """,
        """
        september sep sept septembre septiembre setiembre set setembro settembre eylül eyl września wrzesień wrz сентября сентябрь сен
        сент вересня вересень вер septembrie září zář szeptember szept syyskuu syyskuuta syys σεπτεμβρίου σεπτέμβριος σεπ
        """,
        """
        october oct oktober okt octobre octubre outubro out ottobre ott ekim eki października październik paź октября октябрь окт
        жовтня жовтень жовт octombrie října říjen říj október lokakuu lokakuuta loka οκτωβρίου οκτώβριος οκτ
        """,
        """
        november nov novembre noviembre novembro kasım kas ноября ноябрь ноя нояб листопада noiembrie noi marraskuu marraskuuta marras
        νοεμβρίου νοέμβριος νοε
        """,
        """
        december dec dezember dez décembre déc diciembre dic dezembro dicembre desember des aralık ara grudnia grudzień gru декабря
        декабрь дек грудня грудень груд decembrie prosince prosinec joulukuu joulukuuta joulu δεκεμβρίου δεκέμβριος δεκ
        """,
    ]
}
