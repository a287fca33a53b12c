/// Where a record's names and ids stand.
struct RowLabels: Sendable {
    /// Fields, the keys before what only describes.
    var fields: [Int] = []
    /// What is named can be called anything: a promo code is a word that somebody made up.
    var areFreeWords = false
    /// Every row is an amount spent on ads.
    var areOfAds = false
    /// The field that says which network a row is on.
    var platform: Int?
}
