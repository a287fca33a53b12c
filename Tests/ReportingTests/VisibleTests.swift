@testable import Reporting
import Testing

@Suite struct VisibleTests {
    @Test(arguments: [
        ("glow.diary", "glow.diary"), ("", "(empty)"), ("a\u{202E}b", "a\\u{202E}b"),
        ("a\u{0}b\u{1B}[31m\n\t\u{7F}", "a\\u{0}b\\u{1B}[31m\\u{A}\\u{9}\\u{7F}"),
        ("zero\u{200B}width", "zero\\u{200B}width"), ("\u{FEFF}x", "\\u{FEFF}x"), ("soft\u{AD}", "soft\\u{AD}"),
        ("a\u{200D}b", "a\\u{200D}b"),
        ("👩‍👧", "👩‍👧"), ("می‌خواهم", "می‌خواهم"), ("Åse Müller 東京", "Åse Müller 東京"), ("\u{E000}", "\\u{E000}"),
        ("\u{3164}", "\\u{3164}"),
        ("\u{E0041}", "\\u{E0041}"), ("\u{2028}", "\\u{2028}"),
    ])
    func shows(text: String, shown: String) { #expect(Visible.text(text) == shown) }

    @Test func stacksOfAccentsEnd() {
        let zalgo = "a" + String(repeating: "\u{301}", count: 9)
        #expect(Visible.text(zalgo) == "a\u{301}\u{301}\u{301}" + String(repeating: "\\u{301}", count: 6))
    }

    @Test func longTextIsCut() {
        #expect(Visible.text(String(repeating: "x", count: 500)) == String(repeating: "x", count: 120) + "…")
    }

    /// A combining mark makes another `Character` of a sign, but not another byte: it is escaped all the same.
    @Test func htmlIsEscapedByScalar() {
        #expect(HTMLText.escape("<b> & \"x\" 'y'") == "&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;")
        #expect(
            Array(HTMLText.escape("\"\u{301}onload=<\u{301}").unicodeScalars)
                == Array("&quot;\u{301}onload=&lt;\u{301}".unicodeScalars))
    }

    @Test(arguments: [
        ("a|b", "a\\|b"), ("`code`", "\\`code\\`"), ("<img src=x>", "&lt;img src=x&gt;"),
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
        ("![x](y)", "!\\[x\\](y)"), ("**b** _i_ ~~s~~", "\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~"),
        ("https://example.org", "https\\\\u{3A}\\//example\\.org"),
        ("www.example.org", "www\\\\u{2E}example\\.org"), ("mail me@example.org", "mail me\\\\u{40}example\\.org"),
        ("instagram:@glow", "instagram:@glow"), ("# title", "\\# title"),
        ("- item", "\\- item"), ("1. item", "1\\. item"), ("1.5 times", "1.5 times"), ("12.", "12\\."),
        ("AT&T &lt;", "AT&amp;T &amp;lt;"), ("back\\slash", "back\\\\slash"),
        ("a*b", "a\\*b"), ("glow.de", "glow\\.de"), ("3.5 of 4.", "3.5 of 4."), ("a/b", "a/b"), ("$x$", "\\$x\\$"),
        ("+1", "\\+1"), ("=", "\\="),
    ])
    func markdownIsEscaped(text: String, escaped: String) { #expect(MarkdownText.escape(text) == escaped) }

    @Test func backticksOfMessagesQuote() {
        #expect(Visible.message("3 values of `likes` (as `12 or so`)", limit: 400) == "3 values of “likes” (as “12 or so”)")
        #expect(Visible.message("a `b\u{202E}` `", limit: 400) == "a “b\\u{202E}” “")
    }

    @Test(arguments: [
        ("x", "`x`"), ("a`b|c<d", "`a\\u{60}b\\u{7C}c\\u{3C}d`"), ("end\\", "`end\\ `"),
        ("me@example.org", "`me@example.org`"),
    ])
    func codeIsClosed(text: String, code: String) { #expect(MarkdownText.code(text) == code) }
}
