import SocialData
import TestSupport
import Testing

@Suite struct PostIdTimeTests {
    @Test func timesInIds() {
        // 7527623000473079054 >> 32 = 1752661308 = 2025-07-16T10:21:48Z
        #expect(reading("7527623000473079054") { PostIdTime.tiktok($0) } == 1_752_661_308)
        #expect(reading(" 7527623000473079054 ") { PostIdTime.tiktok($0) } == 1_752_661_308)
        #expect(reading("123456789") { PostIdTime.tiktok($0) } == nil)
        #expect(reading("abc") { PostIdTime.tiktok($0) } == nil)
        #expect(reading("7.52762E+18") { PostIdTime.tiktok($0) } == nil)
        // The worked example of X's documentation of ids: 1050118621198921728 is of 2018-10-10T20:19:24Z.
        #expect(reading("1050118621198921728") { PostIdTime.x($0) } == 1_539_202_764)
        #expect(reading("20") { PostIdTime.x($0) } == nil)
        #expect(reading("") { PostIdTime.x($0) } == nil)
    }

    @Test(arguments: [
        "170141183460469231731687303715884105728", "-9223372036854775808", "18446744073709551615", "1.78E+16", "75276230004730790\u{0}54", "7\u{301}",
    ])
    func whateverElseStandsThereIsNone(text: String) {
        #expect(reading(text) { PostIdTime.tiktok($0) } == nil)
        #expect(reading(text) { PostIdTime.x($0) } == nil)
    }
}
