internal import TextValues

/// A link to an account or a post on one of the networks we know: whose it is, and the post's id.
///
/// People keep links where a handle is asked for, and scrapers write a post's id only into its link.
package struct PlatformLink: Sendable {
    /// Which network the link belongs to.
    package let platform: Platform
    /// Bytes of the account's handle, without `@`; nil where the link names none.
    package private(set) var handle: Range<Int>?
    /// Bytes of the post's id, or of its short code; nil where the link is no post's.
    package private(set) var post: Range<Int>?
    /// What stands in the handle's place is the account's id: the link names no handle.
    package private(set) var isIdentifier = false

    /// Names of hosts as numbers (`Ending`).
    private static let hosts: [(name: Ending, platform: Platform)] = [
        ("instagram.com", Platform.instagram), ("instagr.am", .instagram), ("tiktok.com", .tiktok), ("youtube.com", .youtube),
        ("youtu.be", .youtube), ("twitter.com", .x), ("x.com", .x), ("facebook.com", .facebook), ("fb.com", .facebook), ("fb.me", .facebook),
        ("threads.net", .threads), ("threads.com", .threads), ("linkedin.com", .linkedin), ("reddit.com", .reddit),
        ("snapchat.com", .snapchat), ("pinterest.com", .pinterest), ("twitch.tv", .twitch), ("bsky.app", .bluesky),
    ].map(host) + [
        "de", "at", "ch", "fr", "es", "it", "pt", "se", "dk", "ie", "ca", "cl", "jp", "ph", "nz", "co.uk", "co.kr", "com.au", "com.mx",
    ].map { host("pinterest.\($0)", .pinterest) }

    /// Where YouTube's videos are embedded without cookies.
    private static let withoutCookies = host("-nocookie.com", .youtube)

    private static func host(_ name: String, _ platform: Platform) -> (name: Ending, platform: Platform) { (Ending(Array(name.utf8).span), platform) }

    /// Nil where the text is no link, or none to a network we know. `https://` and `www.` may be left out.
    package init?(_ text: Span<UInt8>) {
        guard let hostRange = Self.host(text), let platform = Self.platform(text, hostRange) else { return nil }
        self.platform = platform
        var parts = PathParts(text, from: hostRange.upperBound)
        let isShort = text.extracting(hostRange).endsIn("youtu.be")
        read(&parts, text, isShort: isShort)
        if let range = handle {
            var start = range.lowerBound
            while start < range.upperBound, text[start] == UInt8(ascii: "@") { start += 1 }
            handle = start < range.upperBound ? start..<range.upperBound : nil
        }
    }

    /// Whether a text holds a second link behind a blank or a sign.
    package static func isSeveral(_ text: Span<UInt8>) -> Bool {
        var links = 0
        for index in text.indices where text[index] == UInt8(ascii: "h") && index + 7 < text.count {
            let rest = text.extracting(index..<min(index + 8, text.count))
            guard rest.begins(with: "https://") || rest.begins(with: "http://") else { continue }
            // A link can stand in another's parameters.
            if index == 0 || text[index - 1] <= 0x20 || text[index - 1] == UInt8(ascii: ",") || text[index - 1] == UInt8(ascii: ";")
                || text[index - 1] == UInt8(ascii: "|") || text[index - 1] == UInt8(ascii: "+") { links += 1 }
        }
        return links > 1
    }

    /// Hosts of links that lead elsewhere, whose text does not say where.
    private static let forwarding = ["bit.ly", "t.co", "lnkd.in", "pin.it", "fb.watch", "redd.it", "tinyurl.com", "goo.gl", "ow.ly", "buff.ly"].map { Ending(Array($0.utf8).span) }

    /// Whether a link leads to a post without naming it, as a short one does: only who opens it knows which.
    package static func isShort(_ text: Span<UInt8>) -> Bool {
        guard let hostRange = host(text) else { return false }
        if let link = PlatformLink(text) { return link.post == nil && link.handle == nil }
        let host = Ending(text.extracting(hostRange))
        return forwarding.contains { $0.count == host.count && $0.bytes == host.bytes }
    }

    /// Whether a text is a link to whatever site.
    package static func isAddress(_ text: Span<UInt8>) -> Bool { text.begins(with: "https://") || text.begins(with: "http://") }

    /// Whether it leads to an account and to no post, for sure: a name alone behind `youtube.com` can be anything.
    package func isProfile(_ text: Span<UInt8>) -> Bool {
        guard let handle, post == nil else { return false }
        return platform != .youtube || isIdentifier || text[handle.lowerBound - 1] == UInt8(ascii: "@")
    }

    private mutating func read(_ parts: inout PathParts, _ text: Span<UInt8>, isShort: Bool) {
        guard let first = parts.next(text) else { return }
        let word = Self.word(text, first)
        switch platform {
        case .instagram:
            if ["p", "reel", "reels", "tv"].contains(word) {
                post = parts.next(text)
            } else if ["stories", "_u", "_n"].contains(word) {
                // `_u` is what apps put before the name.
                handle = parts.next(text)
            } else if !["explore", "accounts", "direct", "share"].contains(word) {
                handle = first
                if let kind = parts.next(text), ["p", "reel", "reels", "tv"].contains(Self.word(text, kind)) { post = parts.next(text) }
            }
        case .tiktok, .threads:
            guard text[first.lowerBound] == UInt8(ascii: "@") else {
                if platform == .threads, word == "t" { post = parts.next(text) }
                if platform == .tiktok, ["v", "embed", "player", "share"].contains(word) { post = Self.number(&parts, text) }
                return
            }
            handle = first
            if let kind = parts.next(text), ["video", "photo", "post"].contains(Self.word(text, kind)) { post = parts.next(text) }
        case .youtube:
            if isShort {
                post = first
            } else if ["shorts", "live", "embed", "v", "e"].contains(word) {
                post = parts.next(text)
            } else if word == "watch" {
                post = parts.parameter("v", text)
            } else if ["c", "user", "channel"].contains(word) {
                handle = parts.next(text)
                isIdentifier = word == "channel"
            } else if !["playlist", "results", "feed", "hashtag"].contains(word) {
                handle = first
            }
        case .x:
            // `i/web/status/1` and `i/status/1` lead to a post without saying whose.
            guard !["search", "hashtag", "intent", "home"].contains(word) else { return }
            if word != "i" { handle = first }
            var kind = parts.next(text)
            if word == "i", let web = kind, Self.word(text, web) == "web" { kind = parts.next(text) }
            if let kind, ["status", "statuses"].contains(Self.word(text, kind)) { post = parts.next(text) }
        case .facebook: readFacebook(first, word, &parts, text)
        case .linkedin:
            if ["in", "company", "school", "showcase"].contains(word) {
                handle = parts.next(text)
            } else {
                post = Self.digits(behind: ["urn:li:activity:", "urn:li:share:", "urn:li:ugcpost:", "-activity-", "-share-", "-ugcpost-"], text)
            }
        case .reddit:
            if ["user", "u"].contains(word) { handle = parts.next(text) }
        case .snapchat:
            if word == "add" { handle = parts.next(text) } else if text[first.lowerBound] == UInt8(ascii: "@") { handle = first }
        case .pinterest:
            if word == "pin" { post = parts.next(text) } else { handle = first }
        case .bluesky:
            guard word == "profile" else { return }
            handle = parts.next(text)
            if let kind = parts.next(text), Self.word(text, kind) == "post" { post = parts.next(text) }
        case .twitch:
            if word == "videos" { post = parts.next(text) } else { handle = first }
        case .mastodon, .xiaohongshu: break
        }
    }

    private mutating func readFacebook(_ first: Range<Int>, _ word: String, _ parts: inout PathParts, _ text: Span<UInt8>) {
        switch word {
        case "profile.php": (handle, isIdentifier) = (parts.parameter("id", text), true)
        case "reel", "reels": post = parts.next(text)
        case "watch", "video.php": post = parts.parameter("v", text)
        case "permalink.php", "story.php": (post, handle) = (parts.parameter("story_fbid", text), parts.parameter("id", text))
        case "photo", "photo.php": post = parts.parameter("fbid", text)
        case "groups", "events", "share", "hashtag", "sharer": break
        case "people", "pages":
            // `people/Anna-Lindt/100012345678901`: the name comes first, the id is what is told apart by.
            _ = parts.next(text)
            (handle, isIdentifier) = (parts.next(text), true)
        default:
            handle = first
            guard let kind = parts.next(text) else { return }
            if ["posts", "videos", "photos"].contains(Self.word(text, kind)) {
                // `photos/a.123/456`, `videos/title/456`: the last part is the post's.
                while let part = parts.next(text) { post = part }
            }
        }
    }

    // MARK: parts

    /// The host's bytes behind `https://`, which may be missing; nil where a blank or nothing like a host stands there.
    private static func host(_ text: Span<UInt8>) -> Range<Int>? {
        var start = 0
        for scheme in ["https://", "http://", "//"] where text.begins(with: scheme) {
            start = scheme.utf8.count
            break
        }
        var end = start
        while end < text.count, text[end] != UInt8(ascii: "/"), text[end] != UInt8(ascii: "?"), text[end] != UInt8(ascii: "#") {
            guard text[end] > 0x20, text[end] < 0x7F, text[end] != UInt8(ascii: "@") else { return nil }
            end += 1
        }
        return end - start >= 4 ? start..<end : nil
    }

    private static func platform(_ text: Span<UInt8>, _ range: Range<Int>) -> Platform? {
        let host = text.extracting(range)
        let ending = Ending(host)
        for (name, platform) in hosts where host.count >= name.count && ending.last(name.count) == name.bytes {
            if host.count == name.count || host[host.count - name.count - 1] == UInt8(ascii: ".") { return platform }
        }
        if host.count > withoutCookies.name.count, ending.last(withoutCookies.name.count) == withoutCookies.name.bytes, host.endsIn("youtube-nocookie.com") { return withoutCookies.platform }
        return nil
    }

    /// The last 16 letters of a host, lower-cased: but for one no host that is known has more.
    private struct Ending: Sendable {
        let count: Int
        let bytes: UInt128

        init(_ host: Span<UInt8>) {
            var bytes: UInt128 = 0
            for index in max(0, host.count - 16)..<host.count { bytes = bytes << 8 | UInt128(Ascii.lowercased(host[index])) }
            self.bytes = bytes
            count = host.count
        }

        func last(_ letters: Int) -> UInt128 { letters >= 16 ? bytes : bytes & (1 << UInt128(8 * letters) - 1) }
    }

    private static func word(_ text: Span<UInt8>, _ range: Range<Int>) -> String {
        var word = ""
        for index in range.prefix(16) { word.unicodeScalars.append(Unicode.Scalar(Ascii.lowercased(text[index]))) }
        return word
    }

    /// The first part that is a number: of `v/1.html`, `embed/v2/1`, `player/v1/1`, `share/video/1`.
    private static func number(_ parts: inout PathParts, _ text: Span<UInt8>) -> Range<Int>? {
        while let part = parts.next(text) {
            let digits = part.prefix { Ascii.isDigit(text[$0]) }
            if !digits.isEmpty, digits.endIndex == part.upperBound || text[digits.endIndex] == UInt8(ascii: ".") { return part.lowerBound..<digits.endIndex }
        }
        return nil
    }

    /// The digits behind the first of these texts that occurs.
    private static func digits(behind marks: [String], _ text: Span<UInt8>) -> Range<Int>? {
        for mark in marks {
            let bytes = Array(mark.utf8)
            guard text.count > bytes.count else { continue }
            for start in 0..<(text.count - bytes.count)
            where bytes.indices.allSatisfy({ Ascii.lowercased(text[start + $0]) == bytes[$0] }) {
                var end = start + bytes.count
                while end < text.count, Ascii.isDigit(text[end]) { end += 1 }
                if end > start + bytes.count { return (start + bytes.count)..<end }
            }
        }
        return nil
    }
}

/// The parts of a link between slashes, up to its question.
private struct PathParts {
    private var position: Int

    init(_ text: Span<UInt8>, from start: Int) { position = start }

    mutating func next(_ text: Span<UInt8>) -> Range<Int>? {
        while position < text.count, text[position] == UInt8(ascii: "/") { position += 1 }
        let start = position
        while position < text.count, !Self.isStop(text[position]) { position += 1 }
        return position > start ? start..<position : nil
    }

    /// The value of `name=` in the link's question.
    func parameter(_ name: String, _ text: Span<UInt8>) -> Range<Int>? {
        let key = Array(name.utf8) + [UInt8(ascii: "=")]
        guard text.count > key.count else { return nil }
        for index in position..<max(position, text.count - key.count)
        where (text[index] == UInt8(ascii: "?") || text[index] == UInt8(ascii: "&")) && key.indices.allSatisfy({ text[index + 1 + $0] == key[$0] }) {
            let start = index + 1 + key.count
            var end = start
            while end < text.count, text[end] != UInt8(ascii: "&"), text[end] != UInt8(ascii: "#") { end += 1 }
            return end > start ? start..<end : nil
        }
        return nil
    }

    private static func isStop(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "&") || byte <= 0x20
    }
}

extension Span<UInt8> {
    fileprivate func begins(with text: String) -> Bool {
        guard count >= text.utf8.count else { return false }
        var index = 0
        for byte in text.utf8 {
            guard Ascii.lowercased(self[index]) == byte else { return false }
            index += 1
        }
        return true
    }

    fileprivate func endsIn(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return count >= bytes.count && bytes.indices.allSatisfy { Ascii.lowercased(self[count - bytes.count + $0]) == bytes[$0] }
    }
}
