/// What the number of a cell stands for, by the format that its style names.
enum CellFormat: Sendable, Equatable {
    case plain
    /// `0.05` is shown as `5 %`.
    case percent
    case day
    case dayAndTime
    /// A time of day.
    case time
    /// Hours that do not end at 24.
    case elapsed
    /// Zeros before the number, up to so many digits: `00000`.
    case padded(Int)
    /// An amount, with the sign of its currency.
    case money(symbol: String)

    /// A format by its number, as those that programs know without being told.
    init(builtIn number: Int) {
        switch number {
        case 9, 10: self = .percent
        case 14...17, 27...31, 36, 50...54, 57, 58: self = .day
        case 18...21, 32...35, 45, 47, 55, 56: self = .time
        case 22: self = .dayAndTime
        case 46: self = .elapsed
        default: self = .plain
        }
    }

    /// A format by its code; what it says for numbers that are not negative counts.
    init(code: String) {
        var parts = FormatCode(code)
        parts.read()
        if parts.isElapsed {
            self = .elapsed
        } else if parts.isPercent {
            self = .percent
        } else if parts.hasDay, !parts.hasDigits {
            self = parts.hasTime ? .dayAndTime : .day
        } else if parts.hasTime, !parts.hasDigits {
            self = .time
        } else if let symbol = parts.symbol, parts.hasDigits {
            self = .money(symbol: symbol)
        } else if let digits = parts.onlyZeros, digits > 1 {
            self = .padded(digits)
        } else {
            self = .plain
        }
    }
}

/// The code of a number format, such as `[$-407]dd.mm.yyyy;@`, read for what it makes of a number.
private struct FormatCode {
    private let code: [Character]
    private(set) var isElapsed = false
    private(set) var isPercent = false
    private(set) var hasDigits = false
    private(set) var symbol: String?
    /// Zeros of a code that is nothing else.
    private(set) var onlyZeros: Int?
    private var hasYearOrDay = false
    private var hasMonthOrMinute = false
    private var hasHourOrSecond = false

    private static let most = 1000
    /// Signs of currencies as people type them into a format; others come as `[$CHF]`.
    private static let signs: Set<String> = ["€", "$", "£", "¥", "₹", "₽", "₺", "zł", "kr", "CHF", "EUR", "USD", "GBP"]

    init(_ code: String) { self.code = Array(code.prefix(Self.most)) }

    /// `m` is a month unless it stands with hours or seconds only.
    var hasDay: Bool { hasYearOrDay || hasMonthOrMinute && !hasHourOrSecond }
    var hasTime: Bool { hasHourOrSecond }

    mutating func read() {
        guard String(code).lowercased() != "general", String(code).lowercased() != "standard" else { return }
        if code.allSatisfy({ $0 == "0" }) { onlyZeros = code.count }
        var index = 0
        while index < code.count {
            let character = code[index]
            switch character {
            case ";": return
            case "\"":
                let end = code[(index + 1)...].firstIndex(of: "\"") ?? code.count
                take(sign: String(code[min(index + 1, end)..<end]))
                index = end
            case "\\", "_", "*": index += 1
            case "[":
                let end = code[index...].firstIndex(of: "]") ?? code.count
                take(bracket: String(code[(index + 1)..<max(index + 1, end)]))
                index = end
            case "%": isPercent = true
            case "0", "#", "?":
                // Fractions of seconds are no digits of a number.
                if !hasHourOrSecond { hasDigits = true }
            case "y", "Y", "d", "D": hasYearOrDay = true
            // A year of an era, unless it is an exponent.
            case "e" where code.indices.contains(index + 1) && code[index + 1] != "+" && code[index + 1] != "-": hasYearOrDay = true
            case "m", "M": hasMonthOrMinute = true
            case "h", "H", "s", "S": hasHourOrSecond = true
            case "€", "$", "£", "¥", "₹": symbol = symbol ?? String(character)
            case "G", "g":
                // `General` within a code, else an era.
                if String(code[index...].prefix(7)).lowercased() == "general" {
                    hasDigits = true
                    index += 6
                }
            default: break
            }
            index += 1
        }
    }

    private mutating func take(sign: String) {
        let bare = sign.filter { $0 != " " && $0 != "\u{A0}" }
        if Self.signs.contains(bare) { symbol = symbol ?? bare }
    }

    /// `[$€-407]`, `[h]`, `[Red]`, `[>=100]`.
    private mutating func take(bracket: String) {
        if bracket.hasPrefix("$") {
            let sign = bracket.dropFirst().prefix { $0 != "-" }
            if !sign.isEmpty { symbol = symbol ?? String(sign) }
        } else if let first = bracket.lowercased().first, "hms".contains(first), bracket.lowercased().allSatisfy({ $0 == first }) {
            isElapsed = true
        }
    }
}

/// The formats of a workbook's cells, by the number of their style.
package struct CellStyles: WorkbookPart, Sendable {
    private var codes: [Int: String] = [:]
    private var numbers: [Int] = []
    private var isInCellFormats = false
    /// Of each style.
    private(set) var formats: [CellFormat] = []
    private static let most = 1 << 16

    /// Knows no style; unknown ones are plain.
    package init() {}

    func format(_ style: Int) -> CellFormat { formats.indices.contains(style) ? formats[style] : .plain }

    /// Takes styles in the order of the part; too many are refused.
    package mutating func take(_ events: XMLEvents) throws(WorkbookFault) {
        for event in events.events {
            switch event.kind {
            case .start where event.name == XMLName("numFmt"):
                guard let id = events.text(XMLName("numFmtId"), of: event).flatMap({ Int($0) }) else { continue }
                codes[id] = events.text(XMLName("formatCode"), of: event) ?? ""
            case .start where event.name == XMLName("cellXfs"): isInCellFormats = true
            case .end where event.name == XMLName("cellXfs"):
                isInCellFormats = false
                formats = numbers.map { [codes] number in codes[number].map(CellFormat.init(code:)) ?? CellFormat(builtIn: number) }
            case .start where isInCellFormats && event.name == XMLName("xf"):
                numbers.append(events.text(XMLName("numFmtId"), of: event).flatMap { Int($0) } ?? 0)
            default: break
            }
            guard codes.count <= Self.most, numbers.count <= Self.most else {
                throw WorkbookFault(.tooLarge, "has more than \(Self.most) styles")
            }
        }
    }
}
