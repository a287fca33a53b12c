internal import Findings

/// A segment of the findings, `platform=instagram;post_type=short`, taken apart for people.
struct SegmentName: Equatable {
    /// Keys with their values, in order. A segment of another shape has one part with an empty key.
    let parts: [Part]

    struct Part: Equatable {
        let key: String
        let value: String
    }

    /// Niches and campaigns may hold `;` and `=` themselves: a part starts only where a known key does. Read by scalar: a
    /// value that begins with a combining mark would make another `Character` of the sign before it.
    init(_ segment: String, _ definition: Definition) {
        let known = Self.keys.union(definition.by)
        let scalars = segment.unicodeScalars
        var pieces: [Substring.UnicodeScalarView] = []
        for piece in scalars.split(separator: ";", omittingEmptySubsequences: false) {
            let key = piece.firstIndex(of: "=").map { String(piece[..<$0]) }
            if let last = pieces.last, !(key.map(known.contains) ?? false) {
                pieces[pieces.count - 1] = scalars[last.startIndex..<piece.endIndex]
            } else {
                pieces.append(piece)
            }
        }
        parts = pieces.map { piece in
            guard let sign = piece.firstIndex(of: "=") else { return Part(key: "", value: String(piece)) }
            return Part(key: String(piece[..<sign]), value: String(piece[piece.index(after: sign)...]))
        }
    }

    /// `instagram, short`; an empty value is said.
    var values: String { parts.map(Self.said).joined(separator: ", ") }

    /// `platform; post_type`.
    var keys: String { parts.map(\.key).joined(separator: "; ") }

    /// The same in words: `platform; post type`.
    var keyWords: String { parts.map { Wording.word($0.key) }.joined(separator: "; ") }

    /// `platform: instagram, post type: short`.
    var full: String { parts.map { "\(Wording.word($0.key)): \(Self.said($0))" }.joined(separator: ", ") }

    private static func said(_ part: Part) -> String { part.value.isEmpty ? say("(none)") : Visible.text(part.value) }

    private static let keys: Set<String> = [
        "platform", "post_type", "niche", "month", "quarter", "campaign", "campaign_id", "sponsored",
    ]
}
