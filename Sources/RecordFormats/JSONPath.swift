/// Where a value stands in a JSON record: keys parted by full stops, `[]` after a key whose value is an array.
///
/// `stats.diggCount` is one value; `hashtags[]` and `data.textExtra[].hashtagName` are lists. A key that itself holds a
/// full stop cannot be addressed. In records that lie in a page, `$page.` starts a path at the page instead of the
/// record, and the name of a `JSONJoin` starts it at the joined element.
package struct JSONPath: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The first key of paths that start at the page around a record.
    package static let page = "$page"

    /// As it was given.
    package let text: String

    /// Nil when `text` has an empty key, brackets anywhere but as `[]` after a key, or a NUL.
    package init?(_ text: String) {
        guard !text.utf8.contains(0) else { return nil }
        for key in text.split(separator: ".", omittingEmptySubsequences: false) {
            var name = key[...]
            while name.hasSuffix("[]") { name.removeLast(2) }
            guard !name.isEmpty, !name.contains("["), !name.contains("]") else { return nil }
        }
        self.text = text
    }

    /// Whether the path can find several values.
    package var isList: Bool { text.hasSuffix("[]") || text.contains("[].") }

    package var description: String { text }

    package static func < (left: JSONPath, right: JSONPath) -> Bool { left.text < right.text }

    /// The rest of the path where its first key is `key`; nil where it is another, or nothing follows.
    func after(_ key: String) -> String? {
        text.hasPrefix(key + ".") ? String(text.dropFirst(key.count + 1)) : nil
    }

    /// The keys up to the array, where the path is keys and one `[]` at its end; nil otherwise.
    var keysOfOuterArray: [String]? {
        guard text.hasSuffix("[]") else { return nil }
        let keys = text.dropLast(2).split(separator: ".").map(String.init)
        return keys.contains { $0.hasSuffix("[]") } ? nil : keys
    }
}

/// Elements of another array of the page that belong to its records, one each: the users to their posts.
///
/// A record belongs to that element of `from` whose `key` has the same text as the record's `equals`. Paths whose first
/// key is `name` then start at the element: with `name` "user", `user.public_metrics.followers_count`.
package struct JSONJoin: Sendable, Hashable {
    /// Path of the array of elements, in the page.
    package let from: JSONPath
    /// Path within an element.
    package let key: JSONPath
    /// Path within a record.
    package let equals: JSONPath
    /// First key of paths that start at the element.
    package let name: String

    /// Of several elements with the same key the first is taken; a record without an element has no such fields.
    package init(from: JSONPath, key: JSONPath, equals: JSONPath, as name: String) {
        self.from = from
        self.key = key
        self.equals = equals
        self.name = name
    }
}
