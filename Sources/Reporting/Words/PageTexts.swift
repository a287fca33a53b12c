/// The texts of the pages, for whoever puts others in place of some.
package enum PageTexts {
    /// All of them, ascending. German has every one, which a test holds.
    package static let english = Language.german.texts.keys.sorted()

    /// `{1}`, `{2}`, … of a text, however they are to be written.
    package static func places(in text: String) -> Set<String> {
        Set(text.matches(of: /\{([A-Za-z_]+|\d+)[\^*]?\}/).map { "{\($0.1)}" })
    }
}
