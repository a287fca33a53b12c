internal import RecordFormats
internal import SocialData
internal import TextValues

/// Where a record's names and ids stand.
struct RowLabels: Sendable {
    /// Fields, the keys before what only describes.
    var fields: [Int] = []
    /// What is named can be called anything: a promo code is a word that somebody made up.
    var areFreeWords = false
    /// Some rows are deals: one that sums up others doubles what was paid.
    var areOfDeals = false
    /// Every row is an amount spent on ads.
    var areOfAds = false
    /// The field that says which network a row is on.
    var platform: Int?

    /// Whether a record sums up others: a word for that stands in the place of what names it.
    func isTotal(_ record: RecordSpan, _ batch: borrowing FieldBatch, _ fieldReader: borrowing FieldReader) -> Bool {
        if areOfAds { return isTotalOfAds(record, batch, fieldReader) }
        let fields = fields.span
        for index in fields.indices {
            guard let range = fieldReader.value(fields[index], as: .text, record, batch) else { continue }
            let text = batch.bytes.span.extracting(range)
            if !TotalWord.isNamed(text, isBare: true) { return false }
            let isBare = !(index + 1..<fields.count).contains { fieldReader.value(fields[$0], as: .text, record, batch) != nil }
                && platform.map { fieldReader.value($0, as: .text, record, batch) == nil } ?? true
            return isBare || !areFreeWords && TotalWord.isNamed(text, isBare: false)
        }
        return false
    }

    /// Whether a record of a deal could sum up others, or be somebody's who is called so: `Total Spring`, `Total Gaming`.
    func mayBeTotal(_ record: RecordSpan, _ batch: borrowing FieldBatch, _ fieldReader: borrowing FieldReader) -> Bool {
        guard areOfDeals else { return false }
        let fields = fields.span
        for index in fields.indices {
            guard let range = fieldReader.value(fields[index], as: .text, record, batch) else { continue }
            return TotalWord.isNamedInWords(batch.bytes.span.extracting(range))
        }
        return false
    }

    /// The same of a report of ads: all that names the row says so, since a campaign can be called `Total` and still have ad sets.
    private func isTotalOfAds(_ record: RecordSpan, _ batch: borrowing FieldBatch, _ fieldReader: borrowing FieldReader) -> Bool {
        let fields = fields.span
        let isBare = platform.map { fieldReader.value($0, as: .text, record, batch) == nil } ?? true
        var isTotal = false
        for index in fields.indices {
            guard let range = fieldReader.value(fields[index], as: .text, record, batch) else { continue }
            guard TotalWord.isNamedInAds(batch.bytes.span.extracting(range), isBare: isBare) else { return false }
            isTotal = true
        }
        return isTotal
    }
}
