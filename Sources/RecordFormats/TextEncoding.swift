/// How the bytes of a text file stand for characters.
package enum TextEncoding: String, Sendable, Codable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"
    case windows1250 = "windows-1250"
    case windows1251 = "windows-1251"
    case windows1253 = "windows-1253"
    case windows1254 = "windows-1254"
    case windows1255 = "windows-1255"
    case windows1256 = "windows-1256"
    case windows1257 = "windows-1257"
    case windows874 = "windows-874"
    case iso88592 = "iso-8859-2"
    case koi8R = "koi8-r"
    case macintosh = "macintosh"
    case shiftJIS = "shift_jis"
    case eucJP = "euc-jp"
    case gb18030 = "gb18030"
    case big5 = "big5"
    case eucKR = "euc-kr"

    /// Reads a name as people write it (`UTF8`, `utf-16`, `cp1252`, `latin1`, `sjis`, `GBK`); nil when it is none of ours.
    /// `utf-16` alone means little-endian, as every exporter of it writes. Where a code page of Windows contains a standard,
    /// the standard's name means the code page: that is what files carry.
    package init?(name: String) {
        let folded = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " && $0 != "." }
        guard let encoding = Self.aliases[folded] else { return nil }
        self = encoding
    }

    private static let aliases: [String: TextEncoding] = {
        let names: [(TextEncoding, String)] = [
            (.utf8, "utf8 utf8sig ascii usascii"), (.utf16LittleEndian, "utf16 utf16le ucs2"), (.utf16BigEndian, "utf16be"),
            (.windows1252, "windows1252 cp1252 win1252 1252 latin1 iso88591 iso885915 ansi"), (.windows1250, "windows1250 cp1250 win1250 1250"),
            (.windows1251, "windows1251 cp1251 win1251 1251 cyrillic"), (.windows1253, "windows1253 cp1253 win1253 1253 iso88597 greek"),
            (.windows1254, "windows1254 cp1254 win1254 1254 iso88599 latin5 turkish"), (.windows1255, "windows1255 cp1255 win1255 1255 iso88598 hebrew"),
            (.windows1256, "windows1256 cp1256 win1256 1256 arabic"),
            (.windows1257, "windows1257 cp1257 win1257 1257 baltic"), (.windows874, "windows874 cp874 win874 874 tis620 iso885911 thai"),
            (.iso88592, "iso88592 latin2"), (.koi8R, "koi8r koi8"), (.macintosh, "macintosh macroman mac"),
            (.shiftJIS, "shiftjis sjis cp932 windows31j win932 ms932 mskanji 932"), (.eucJP, "eucjp ujis"),
            (.gb18030, "gb18030 gbk gb2312 cp936 win936 936 euccn"), (.big5, "big5 cp950 win950 950"),
            (.eucKR, "euckr cp949 win949 windows949 uhc 949 ksc5601"),
        ]
        return Dictionary(uniqueKeysWithValues: names.flatMap { encoding, names in names.split(separator: " ").map { (String($0), encoding) } })
    }()

    /// The name people use.
    package var title: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16 little-endian"
        case .utf16BigEndian: "UTF-16 big-endian"
        case .windows1252: "Windows-1252"
        case .windows1250: "Windows-1250"
        case .windows1251: "Windows-1251"
        case .windows1253: "Windows-1253"
        case .windows1254: "Windows-1254"
        case .windows1255: "Windows-1255"
        case .windows1256: "Windows-1256"
        case .windows1257: "Windows-1257"
        case .windows874: "Windows-874"
        case .iso88592: "ISO-8859-2"
        case .koi8R: "KOI8-R"
        case .macintosh: "Macintosh"
        case .shiftJIS: "Shift JIS"
        case .eucJP: "EUC-JP"
        case .gb18030: "GB18030"
        case .big5: "Big5"
        case .eucKR: "EUC-KR"
        }
    }

    /// What the C library calls it; nil for what the transcoder knows itself.
    var converterName: String? {
        switch self {
        case .utf8, .utf16LittleEndian, .utf16BigEndian, .windows1252: nil
        case .windows1250: "CP1250"
        case .windows1251: "CP1251"
        case .windows1253: "CP1253"
        case .windows1254: "CP1254"
        case .windows1255: "CP1255"
        case .windows1256: "CP1256"
        case .windows1257: "CP1257"
        case .windows874: "CP874"
        case .iso88592: "ISO-8859-2"
        case .koi8R: "KOI8-R"
        case .macintosh: "MACINTOSH"
        // The code pages of Windows: they contain the standards and keep `\` where it is.
        case .shiftJIS: "CP932"
        case .eucJP: "EUC-JP"
        case .gb18030: "GB18030"
        case .big5: "CP950"
        case .eucKR: "UHC"
        }
    }
}
