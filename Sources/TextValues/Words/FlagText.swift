/// Reads yes and no, as the spreadsheets of several countries write them.
package enum FlagText {
    /// Nil for any other word.
    package static func parse(_ text: Span<UInt8>) -> Bool? {
        if text.count == 1 {
            if text[0] == UInt8(ascii: "1") { return true }
            if text[0] == UInt8(ascii: "0") { return false }
        }
        // What tables make of 1 and 0 once a cell of the column is empty.
        if text.count == 3, text[1] == UInt8(ascii: "."), text[2] == UInt8(ascii: "0") { return parse(text.extracting(0..<1)) }
        // What nearly all files say.
        if isWord(text, commonYes) { return true }
        if isWord(text, commonNo) { return false }
        let word = WordFolding.fold(text)
        if yes.contains(word) { return true }
        return no.contains(word) ? false : nil
    }

    /// The same of a `String`.
    package static func parse(_ text: String) -> Bool? {
        let bytes = Array(text.utf8)
        return parse(bytes.span)
    }

    private static let commonYes = Array("true".utf8)
    private static let commonNo = Array("false".utf8)

    /// Whether a text is a word of ASCII, in any case.
    private static func isWord(_ text: Span<UInt8>, _ word: [UInt8]) -> Bool {
        let letters = word.span
        guard text.count == letters.count else { return false }
        for index in text.indices where Ascii.lowercased(text[index]) != letters[index] { return false }
        return true
    }

    private static let yes = words(
        "true yes y on x ✓ ✔ ☑ wahr ja vrai oui verdadero sí si verdadeiro sim vero waar prawda tak pravda ano да истина правда так doğru evet sann sant sand igaz igen adevărat benar ya đúng 是 真 はい 예 참")
    private static let no = words(
        "false no n off falsch nein faux non falso falsos não nao onwaar nee fałsz nie nepravda ne нет ложь ні неправда yanlış hayır usann falskt falsk nej nei hamis nem fals nu salah tidak sai không 否 假 いいえ 아니요 거짓")

    private static func words(_ text: String) -> Set<[UInt8]> { Set(text.split(separator: " ").map { WordFolding.fold(Array($0.utf8).span) }) }
}
