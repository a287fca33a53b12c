import TestSupport
import Testing
import TextValues

@Suite struct TextFoldingTests {
    // Folding of letters beyond ASCII: Python, normalize("NFC", normalize("NFC", text).casefold())
    @Test(arguments: [
        ("glow", "glow"), ("@Glow.Studio_1", "glow.studio_1"), ("  @Glow  ", "glow"), ("@@glow", "glow"), ("@ glow", "glow"), ("", ""), ("@", ""), ("a@b", "a@b"), ("\u{A0}glow\u{3000}", "glow"),
        ("crÉ0007", "cré0007"), ("cre\u{301}", "cré"), ("CRE\u{301}", "cré"), ("Straße", "strasse"), ("STRASSE", "strasse"), ("STRAẞE", "strasse"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("σίσυφος", "σίσυφοσ"),
        ("İstanbul", "i\u{307}stanbul"), ("ısı", "ısı"), ("ISI", "isi"), ("ＧＬＯＷ", "ｇｌｏｗ"), ("\u{212A}elvin", "kelvin"), ("\u{212B}", "å"), ("ﬁne", "fine"), ("ᏣᎳᎩ", "ᏣᎳᎩ"), ("ꮳꮃꭹ", "ᏣᎳᎩ"), ("漢字", "漢字"), ("ΐ", "ΐ"), ("ŉ", "ʼn"), ("µ", "μ"),
        // characters nobody sees
        ("gl\u{200B}ow", "glow"), ("\u{FEFF}@glow", "glow"), ("\u{200E}@glow\u{200F}", "glow"), ("\u{202E}glow\u{202C}", "glow"), ("g\u{AD}low", "glow"), ("gl\u{200D}ow", "glow"), ("@\u{200B}@glow", "glow"), ("glow\u{200B} ", "glow"), ("\u{200B}", ""),
    ])
    func handles(text: String, expected: String) {
        #expect(Array(HandleFolding.fold(text).unicodeScalars) == Array(expected.unicodeScalars))
        // Folding twice changes nothing.
        #expect(Array(HandleFolding.fold(expected).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [("glow10", "GLOW10"), (" Glow-10 ", "GLOW-10"), ("été", "ÉTÉ"), ("e\u{301}te\u{301}", "ÉTÉ"), ("Glow\u{200B}10", "GLOW10"), ("", ""), ("straße", "STRASSE"), ("\u{A0}x", "X")])
    func codes(text: String, expected: String) {
        #expect(Array(CodeFolding.fold(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [("Instagram", "instagram"), (" TikTok ", "tiktok"), ("ÜBUNG", "übung"), ("", ""), ("a b", "a b")])
    func words(text: String, expected: String) {
        #expect(String(decoding: reading(text) { WordFolding.fold($0) }, as: UTF8.self) == expected)
    }

    @Test func foldingsAppend() {
        var bytes = Array("x:".utf8)
        for text in ["@Glow", "É"] {
            let handle = Array(text.utf8)
            HandleFolding.append(handle.span, to: &bytes)
        }
        #expect(String(decoding: bytes, as: UTF8.self) == "x:glowé")
    }

    @Test(arguments: [("", 0..<0), (" ", 1..<1), ("a", 0..<1), ("\u{A0}a\u{A0}", 2..<3), ("\u{202F}\u{2003}a b\u{3000}\t", 6..<9), ("\u{FEFF}a", 3..<4), ("à", 0..<2), ("\u{2019}", 0..<3)])
    func blanks(text: String, expected: Range<Int>) {
        #expect(reading(text) { Blanks.trimmed($0) } == expected)
    }
}
