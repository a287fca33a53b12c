/// Everything that was lost on the way from the files to the numbers, the gravest first: what the terminal, the report and
/// the exit code go by.
package struct LossList: Sendable, Equatable {
    /// The gravest first; equal ones by source, kind, column and sentence.
    package let losses: [Loss]

    /// - Parameters:
    ///   - inputs: with what was lost in each file.
    ///   - later: what was lost after the files were read.
    ///   - warningShare: share of a file's rows above which those set aside are a warning (`rejects: warn`).
    package init(inputs: [InputSummary], later: [Loss], warningShare: Double) {
        let all = inputs.flatMap { $0.losses(warningShare: warningShare) } + later
        // Values decide, never the order of files.
        losses = all.sorted { left, right in
            if left.weight != right.weight { return left.weight > right.weight }
            let (leftMoney, rightMoney) = (left.money?.value.magnitude ?? 0, right.money?.value.magnitude ?? 0)
            if leftMoney != rightMoney { return leftMoney > rightMoney }
            if left.count != right.count { return left.count > right.count }
            return [left.source, left.kind.rawValue, left.column, left.what]
                .lexicographicallyPrecedes([right.source, right.kind.rawValue, right.column, right.what])
        }
    }

    /// Nothing was lost.
    package static let none = LossList(inputs: [], later: [], warningShare: 1)

    /// What could change the answer, and so stands above it.
    package var aboveTheAnswer: [Loss] { losses.filter { $0.weight >= .important } }

    /// The gravest weight; nil where nothing was lost.
    package var weight: Loss.Weight? { losses.first?.weight }
}

extension InputSummary {
    /// What of this file no number counts. A refused file is one loss, whatever else was found in it.
    func losses(warningShare: Double) -> [Loss] {
        if let refused {
            return [
                Loss(
                    .fileRefused, .refusal, source: name, what: "refused, nothing of it was used: \(Loss.cause(refused))", count: 1,
                    unit: .files, remedy: Loss.advice(refused, orElse: "export it again"))
            ]
        }
        let isOften = rows > 0 && Double(quarantined) > warningShare * Double(rows)
        return losses.map { loss in
            guard isOften, loss.kind == .rowsSetAside else { return loss }
            var loss = loss
            loss.weight = max(loss.weight, .warning)
            return loss
        }
    }
}

extension Loss {
    /// The part of a message that says what is wrong: all before the first semicolon.
    package static func cause(_ message: String) -> String { parts(message).cause }

    /// The part that says what to do.
    package static func advice(_ message: String, orElse standard: String) -> String { parts(message).advice ?? standard }

    private static func parts(_ message: String) -> (cause: String, advice: String?) {
        let parts = message.split(separator: "; ", maxSplits: 1)
        guard parts.count == 2 else { return (message, nil) }
        return (String(parts[0]), String(parts[1]))
    }

    /// The loss in one sentence: `orders.csv: 3 of 9 values of revenue … ("1.400,00 €"); 20.00 EUR concerned; say …`.
    package func sentence(currency: String) -> String {
        var text = "\(source): \(what)"
        if let example = shownExample { text += " (as `\(example)`)" }
        if let money, money.value != 0 { text += "; \(money.saidText) \(currency) concerned" }
        return text + "; \(remedy)"
    }

    /// The example where it can only be a number, a date or a unit. Whatever may be a name, an address or a telephone number
    /// stays in the quarantine, which only its owner reads.
    package var shownExample: String? { Self.shown(example) }

    /// The text as people may see it; nil where it may name somebody.
    package static func shown(_ example: String) -> String? {
        var digits = 0
        var letters = 0
        for scalar in example.unicodeScalars {
            if scalar.properties.numericType != nil { digits += 1 } else if scalar.properties.isAlphabetic { letters += 1 }
            if scalar == "@" || scalar.value < 0x20 { return nil }
        }
        return (1...8).contains(digits) && letters <= 10 && example.unicodeScalars.count <= 24 ? example : nil
    }

    /// A word that no vocabulary knows (`shipped`, `Teilweise versandt`), where it can be one: of a file whose values stand a
    /// column off it may be an address, a telephone number, a link or a sentence, which no report shows.
    package static func shownWord(_ word: String) -> String? {
        var digits = 0
        var blanks = 0
        for scalar in word.unicodeScalars {
            if scalar.properties.numericType != nil { digits += 1 }
            if scalar.properties.isWhitespace { blanks += 1 }
            if scalar.value < 0x20 || ["@", ":", "\\", ",", ";"].contains(scalar) { return nil }
        }
        return digits <= 3 && blanks <= 3 && word.unicodeScalars.count <= 32 ? word : nil
    }
}
