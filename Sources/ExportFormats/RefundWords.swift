/// Words by which a row of sales says that it takes back.
package enum RefundWords {
    /// Whether a short value says it.
    package static func isSaid(_ value: String) -> Bool {
        guard value.split(separator: " ").count <= mostWords, value.contains(where: \.isLetter) else { return false }
        return HeaderSpelling.words(value).contains(where: all.contains)
    }

    private static let mostWords = 3

    /// As of `HeaderSpelling.words`.
    private static let all: Set<String> = [
        "refund", "refunded", "return", "returned", "chargeback", "reversal", "reversed", "credit", "erstattung", "ruckerstattung", "gutschrift", "storno", "retoure",
        "rucksendung", "remboursement", "avoir", "retour", "reembolso", "devolucion", "devolucao", "rimborso", "reso", "terugbetaling", "retourzending", "zwrot",
    ]
}
