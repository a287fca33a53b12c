extension DatePattern {
    /// The parts found so far.
    private struct Parts {
        var year: Int?
        var month = 0
        var day = 0
        var hour: Int?
        var minute = 0
        var second = 0
        var isAfternoon: Bool?
        var utcOffset: Int32?
        /// The text has the shape of the pattern, and its zone is one we do not know.
        var hasUnknownZone = false
        /// An abbreviation that names no zone, or several.
        var zoneWord: UInt64 = 0
        /// Such an abbreviation is the caller's business.
        var takesZoneWords: Bool
    }

    /// Reads one cell. All of it must fit the pattern, but for blanks around it.
    ///
    /// - Parameter takesZoneWords: an abbreviation that is unknown or shared is handed on in `DateValue.zoneWord`, and any may
    ///   stand where the pattern has an offset; else an unknown one is a bad cell.
    package func parse(_ text: Span<UInt8>, takesZoneWords: Bool = false) -> Parsed<DateValue> {
        let range = Blanks.trimmed(text)
        guard !range.isEmpty else { return .missing }
        if let folded = DigitFolding.folded(text) { return parse(folded.span, takesZoneWords: takesZoneWords) }
        var parts = Parts(takesZoneWords: takesZoneWords)
        var position = range.lowerBound
        guard match(0..<tokens.count, text, &position, range.upperBound, &parts), position == range.upperBound else {
            return .bad(parts.hasUnknownZone ? .unknownZone : .notADate)
        }
        return value(of: parts)
    }

    /// Runs some tokens; `false` where the text does not fit them.
    private func match(
        _ range: Range<Int>, _ text: Span<UInt8>, _ position: inout Int, _ limit: Int, _ parts: inout Parts
    ) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let token = tokens[index]
            index += 1
            if case .optional(let end) = token {
                let before = (position, parts)
                if !match(index..<end, text, &position, limit, &parts) {
                    let hasUnknownZone = parts.hasUnknownZone
                    (position, parts) = before
                    parts.hasUnknownZone = hasUnknownZone
                }
                index = end
                continue
            }
            let next = index < tokens.count ? tokens[index] : nil
            guard take(token, before: next, text, &position, limit, &parts) else { return false }
        }
        return true
    }

    private func take(
        _ token: Token, before next: Token?, _ text: Span<UInt8>, _ position: inout Int, _ limit: Int,
        _ parts: inout Parts
    ) -> Bool {
        switch token {
        case .literal(let byte):
            guard position < limit, text[position] == byte else { return false }
            position += 1
        case .blank:
            let start = position
            while position < limit, case let length = Blanks.leadingLength(text, at: position, end: limit), length > 0 {
                position += length
            }
            return position > start
        case .timeMark:
            guard position < limit else { return false }
            let byte = text[position]
            guard byte | 0x20 == UInt8(ascii: "t") || byte == Ascii.space else { return false }
            position += 1
        case .year4:
            guard let year = number(text, &position, limit, digits: 4...4) else { return false }
            parts.year = year
        case .year2:
            guard let year = number(text, &position, limit, digits: 2...2) else { return false }
            parts.year = year < 70 ? 2000 + year : 1900 + year
        case .month(let isPadded):
            guard let month = number(text, &position, limit, digits: isPadded ? 2...2 : 1...2) else { return false }
            parts.month = month
        case .monthFraction:
            let start = position
            guard let month = number(text, &position, limit, digits: 1...2) else { return false }
            // 22.10 became the number 22.1: one digit is a month that ended in 0, and only October does.
            parts.month = position - start == 1 ? month * 10 : month
        case .monthName:
            let letters = letters(text, from: position, limit)
            guard let month = monthNames.month(text, in: letters) else { return false }
            parts.month = month
            position = letters.upperBound
            skipPoint(text, &position, limit, before: next)
        case .weekday:
            let letters = letters(text, from: position, limit)
            guard letters.count >= 2 else { return false }
            position = letters.upperBound
            skipPoint(text, &position, limit, before: next)
        case .day(let isPadded):
            guard let day = number(text, &position, limit, digits: isPadded ? 2...2 : 1...2) else { return false }
            parts.day = day
        case .hour24(let isPadded), .hour12(let isPadded):
            guard let hour = number(text, &position, limit, digits: isPadded ? 2...2 : 1...2) else { return false }
            parts.hour = hour
        case .minute:
            guard let minute = number(text, &position, limit, digits: 2...2) else { return false }
            parts.minute = minute
        case .second:
            guard let second = number(text, &position, limit, digits: 2...2) else { return false }
            parts.second = second
        case .fraction:
            let start = position
            while position < limit, Ascii.isDigit(text[position]) { position += 1 }
            return position > start
        case .meridiem:
            return meridiem(text, &position, limit, &parts)
        case .offset, .zone:
            return zone(text, &position, limit, &parts, allowsAbbreviations: token == .zone)
        case .optional:
            return false
        }
        return true
    }

    private func number(_ text: Span<UInt8>, _ position: inout Int, _ limit: Int, digits: ClosedRange<Int>) -> Int? {
        var number = 0
        var count = 0
        while count < digits.upperBound, position + count < limit, Ascii.isDigit(text[position + count]) {
            number = number * 10 + Int(text[position + count] - Ascii.zero)
            count += 1
        }
        guard count >= digits.lowerBound else { return nil }
        position += count
        return number
    }

    /// The letters from a position on, of any script; blanks of more than one byte are no letters.
    private func letters(_ text: Span<UInt8>, from start: Int, _ limit: Int) -> Range<Int> {
        var end = start
        while end < limit, Ascii.isLetter(text[end]) || (text[end] >= 0x80 && Blanks.leadingLength(text, at: end, end: limit) == 0) {
            end += 1
        }
        return start..<end
    }

    /// A point behind a short name (`févr.`) belongs to it, unless the pattern has it.
    private func skipPoint(_ text: Span<UInt8>, _ position: inout Int, _ limit: Int, before next: Token?) {
        if position < limit, text[position] == Ascii.point, next != .literal(Ascii.point) { position += 1 }
    }

    /// `AM`, `pm`, `a.m.`, `p. m.`.
    private func meridiem(_ text: Span<UInt8>, _ position: inout Int, _ limit: Int, _ parts: inout Parts) -> Bool {
        guard position < limit else { return false }
        switch text[position] | 0x20 {
        case UInt8(ascii: "a"): parts.isAfternoon = false
        case UInt8(ascii: "p"): parts.isAfternoon = true
        default: return false
        }
        position += 1
        let hasPoint = position < limit && text[position] == Ascii.point
        if hasPoint {
            position += 1
            while position < limit, case let length = Blanks.leadingLength(text, at: position, end: limit), length > 0 {
                position += length
            }
        }
        guard position < limit, text[position] | 0x20 == UInt8(ascii: "m") else { return false }
        position += 1
        if hasPoint, position < limit, text[position] == Ascii.point { position += 1 }
        return true
    }

    private func zone(
        _ text: Span<UInt8>, _ position: inout Int, _ limit: Int, _ parts: inout Parts, allowsAbbreviations: Bool
    ) -> Bool {
        guard position < limit else { return false }
        let hasWord = Ascii.isLetter(text[position])
        if hasWord {
            var end = position
            while end < limit, Ascii.isLetter(text[end]) { end += 1 }
            // Where only offsets are wanted, `WET` is none although it is 0, and `UTC` is one.
            let known = ZoneAbbreviations.offset(text, in: position..<end)
            if parts.takesZoneWords {
                guard known != nil || isZoneWord(text, position..<end) else { return false }
                let word = ZoneAbbreviations.packed(text, in: position..<end)
                parts.zoneWord = known == nil || ZoneAbbreviations.isShared(word) ? word : 0
            } else if known == nil || !(allowsAbbreviations || ZoneAbbreviations.namesUTC(text, in: position..<end)) {
                parts.hasUnknownZone = true
                return false
            }
            position = end
            parts.utcOffset = known
            // `GMT+0100` says its offset behind the word.
            guard known ?? 0 == 0, position < limit, text[position] == Ascii.plus || text[position] == Ascii.minus else {
                return true
            }
        }
        let sign = text[position]
        guard sign == Ascii.plus || sign == Ascii.minus else { return false }
        position += 1
        // `GMT+3` has one digit; without a word before it that is no zone.
        guard let hours = number(text, &position, limit, digits: hasWord ? 1...2 : 2...2) else { return false }
        var minutes = 0
        if position < limit, text[position] == Ascii.colon {
            position += 1
            guard let read = number(text, &position, limit, digits: 2...2) else { return false }
            minutes = read
        } else if let read = number(text, &position, limit, digits: 2...2) {
            minutes = read
        }
        guard hours <= 18, minutes < 60 else { return false }
        parts.zoneWord = 0
        let seconds = Int32(hours * 3600 + minutes * 60)
        parts.utcOffset = sign == Ascii.minus ? -seconds : seconds
        return true
    }

    /// Three to five capitals: neither `PM` nor a word of a sentence.
    private func isZoneWord(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard (3...5).contains(range.count) else { return false }
        return range.allSatisfy { text[$0] &- UInt8(ascii: "A") <= 25 }
    }

    private func value(of parts: Parts) -> Parsed<DateValue> {
        let hasDate = parts.month != 0 || parts.day != 0 || parts.year != nil
        var seconds: Int64 = 0
        if hasDate {
            let year = parts.year ?? DateValue.placeholderYear
            guard CivilTime.isValid(year: year, month: parts.month, day: parts.day) else { return .bad(.impossibleDate) }
            seconds = Int64(CivilTime.days(year: year, month: parts.month, day: parts.day)) * CivilTime.secondsPerDay
        } else if parts.hour == nil {
            return .bad(.impossibleDate)
        }
        if var hour = parts.hour {
            if let isAfternoon = parts.isAfternoon {
                guard (1...12).contains(hour) else { return .bad(.impossibleDate) }
                hour = hour % 12 + (isAfternoon ? 12 : 0)
            }
            guard hour < 24, parts.minute < 60, parts.second <= 60 else { return .bad(.impossibleDate) }
            seconds += Int64(hour * 3600 + parts.minute * 60 + parts.second)
            if parts.second == 60 {
                // A leap second ends a UTC day; it counts as the second after it, as POSIX time does. Zones differ from
                // UTC by whole quarters of an hour.
                let boundary: Int64 = parts.utcOffset == nil ? 900 : CivilTime.secondsPerDay
                guard (seconds - Int64(parts.utcOffset ?? 0)) % boundary == 0 else { return .bad(.impossibleDate) }
            }
        }
        return .value(
            DateValue(
                local: seconds, utcOffset: parts.utcOffset, hasDate: hasDate, hasYear: parts.year != nil,
                hasTime: parts.hour != nil, zoneWord: parts.zoneWord))
    }
}
