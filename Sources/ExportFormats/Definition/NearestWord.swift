/// The known word that a misspelt one probably means: smallest edit distance, at most two fifths of its length.
package func nearestWord(to word: String, among known: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased())
    var best: (word: String, distance: Int)?
    for candidate in known.sorted() {
        let distance = editDistance(letters, Array(candidate.lowercased()))
        if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(1, max(letters.count, best.word.count) * 2 / 5) else { return nil }
    return best.word
}

/// Optimal string alignment distance: insertions, deletions, substitutions and swapped neighbours cost 1.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty { return b.count }
    if b.isEmpty { return a.count }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
        var row = [i] + [Int](repeating: 0, count: b.count)
        for j in 1...b.count {
            let cost = a[i - 1] == b[j - 1] ? 0 : 1
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                row[j] = min(row[j], beforeLast[j - 2] + 1)
            }
        }
        beforeLast = last
        last = row
    }
    return last[b.count]
}
