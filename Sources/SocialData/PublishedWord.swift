/// A word of a fixed vocabulary, as files and findings write it. In a text it stands as it is written, never as Swift names it.
package protocol PublishedWord: RawRepresentable<String>, Codable, Sendable, CaseIterable, CustomStringConvertible {}

extension PublishedWord {
    package var description: String { rawValue }
}
