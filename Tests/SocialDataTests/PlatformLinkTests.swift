import SocialData
import Testing

/// Links as people copy them from a browser, a phone or a scraper.
struct PlatformLinkTests {
    private func read(_ text: String) -> (platform: Platform?, handle: String?, post: String?) {
        let bytes = Array(text.utf8)
        guard let link = PlatformLink(bytes.span) else { return (nil, nil, nil) }
        let part = { (range: Range<Int>?) in range.map { String(decoding: bytes[$0], as: UTF8.self) } }
        return (link.platform, part(link.handle), part(link.post))
    }

    @Test(arguments: [
        ("https://www.instagram.com/mira.tal/", Platform.instagram, "mira.tal"),
        ("https://www.instagram.com/_u/mira.tal/", .instagram, "mira.tal"),
        ("instagram.com/mira.tal?igsh=abc", .instagram, "mira.tal"),
        ("HTTPS://Instagram.com/Mira_Tal", .instagram, "Mira_Tal"),
        ("https://www.instagram.com/stories/mira.tal/123/", .instagram, "mira.tal"),
        ("https://www.tiktok.com/@mira.tal?lang=de", .tiktok, "mira.tal"),
        ("https://m.youtube.com/@MiraTal/videos", .youtube, "MiraTal"),
        ("youtube.com/c/MiraTal", .youtube, "MiraTal"),
        ("https://x.com/miratal", .x, "miratal"),
        ("https://mobile.twitter.com/miratal/", .x, "miratal"),
        ("https://de-de.facebook.com/miratal", .facebook, "miratal"),
        ("https://www.facebook.com/profile.php?id=100012345678901", .facebook, "100012345678901"),
        ("https://www.facebook.com/people/Mira-Tal/100012345678901/", .facebook, "100012345678901"),
        ("https://www.linkedin.com/in/mira-tal/", .linkedin, "mira-tal"),
        ("https://www.threads.net/@mira.tal", .threads, "mira.tal"),
        ("https://www.snapchat.com/add/miratal", .snapchat, "miratal"),
        ("https://bsky.app/profile/mira.bsky.social", .bluesky, "mira.bsky.social"),
    ])
    func profiles(text: String, platform: Platform, handle: String) {
        let link = read(text)
        #expect(link.platform == platform)
        #expect(link.handle == handle)
        #expect(link.post == nil)
    }

    @Test(arguments: [
        ("https://www.tiktok.com/@mira.tal/video/7620000000000000001?is_copy_url=1", "7620000000000000001", "mira.tal"),
        ("https://www.tiktok.com/@mira.tal/photo/7620000000000000002", "7620000000000000002", "mira.tal"),
        ("https://www.instagram.com/reel/DAbc_-1/", "DAbc_-1", nil),
        ("https://www.instagram.com/mira.tal/p/DAbc_-1/", "DAbc_-1", "mira.tal"),
        ("https://youtu.be/AbCdEfGhI01?t=4", "AbCdEfGhI01", nil),
        ("https://www.youtube.com/watch?list=x&v=AbCdEfGhI01", "AbCdEfGhI01", nil),
        ("https://youtube.com/shorts/AbCdEfGhI01", "AbCdEfGhI01", nil),
        ("https://x.com/miratal/status/1891564128784855141/photo/1", "1891564128784855141", "miratal"),
        ("https://x.com/i/web/status/1891564128784855141", "1891564128784855141", nil), ("https://x.com/i/status/1891564128784855141", "1891564128784855141", nil),
        ("https://m.tiktok.com/v/7620000000000000001.html?u_code=1", "7620000000000000001", nil),
        ("https://www.tiktok.com/embed/v2/7620000000000000001", "7620000000000000001", nil),
        ("https://www.tiktok.com/player/v1/7620000000000000001", "7620000000000000001", nil),
        ("https://www.tiktok.com/share/video/7620000000000000001/", "7620000000000000001", nil),
        ("https://www.youtube-nocookie.com/embed/AbCdEfGhI01", "AbCdEfGhI01", nil), ("https://www.youtube.com/v/AbCdEfGhI01", "AbCdEfGhI01", nil),
        ("https://www.pinterest.de/pin/123456789/", "123456789", nil), ("https://www.threads.net/t/CuAbC1", "CuAbC1", nil),
        ("https://www.facebook.com/video.php?v=12", "12", nil),
        ("https://www.facebook.com/100200300400/posts/11", "11", "100200300400"),
        ("https://www.facebook.com/miratal/videos/soup/12", "12", "miratal"),
        ("https://www.facebook.com/permalink.php?story_fbid=13&id=100", "13", "100"),
        ("https://www.linkedin.com/feed/update/urn:li:activity:7300000000000000001", "7300000000000000001", nil),
        ("https://www.linkedin.com/posts/mira-tal_soup-activity-7300000000000000002-AbCd", "7300000000000000002", nil),
    ] as [(String, String, String?)])
    func posts(text: String, post: String, handle: String?) {
        #expect(read(text).post == post)
        #expect(read(text).handle == handle)
    }

    /// What is no link to these networks, and words that only look like one.
    @Test(arguments: ["mira.tal", "@mira.tal", "a/b", "https://linktr.ee/mira", "notinstagram.com/mira", "https://vm.tiktok.com/ZMabc12/", "notpinterest.de/mira",
        "https://www.instagram.com/share/BAbc1", "https://www.tiktok.com/discover/soup", "https://www.tiktok.com/tag/2024", "https://vimeo-nocookie.com/embed/1", "mira@instagram.com", "", "/", "instagram.com"])
    func noLinks(text: String) {
        #expect(read(text).handle == nil && read(text).post == nil)
    }

    @Test(arguments: [
        ("mira.tal", "mira.tal"), ("@mira.tal", "mira.tal"), ("https://www.instagram.com/mira.tal/", "mira.tal"), ("a/b", "a/b"), ("mira.tal/", "mira.tal"), ("@mira.tal/", "mira.tal"), ("/", nil),
        ("https://linktr.ee/mira", nil), ("https://www.instagram.com/p/DAbc/", nil), ("@", nil),
        ("Mira Tal (@mira.tal)", "mira.tal"), ("Mira Tal @mira.tal", "mira.tal"), ("\u{FF20}mira.tal", "mira.tal"), ("mira@example.org", "mira@example.org"),
        ("Mira @ Home", "Mira @ Home"),
    ] as [(String, String?)])
    func handles(text: String, handle: String?) {
        let bytes = Array(text.utf8)
        #expect(HandleText.range(bytes.span).map { String(decoding: bytes[$0], as: UTF8.self) } == handle)
    }

    @Test(arguments: [
        ("@mira, @noa", true), ("@mira & noa", true), ("@mira/@noa", true), ("@mira\n@noa", true), ("\u{FF20}mira; noa", true), ("@mira,", false), ("@mira", false),
        ("mira & noa", false), ("Salt, Pepper", false), ("https://www.instagram.com/mira/", false), ("", false),
    ])
    func cellsOfSeveral(text: String, isSeveral: Bool) {
        let bytes = Array(text.utf8)
        #expect(HandleText.namesSeveral(bytes.span) == isSeveral)
    }

    @Test(arguments: [
        ("https://www.instagram.com/p/A2/ + https://www.instagram.com/p/A3/", true), ("https://x.com/a/status/1\nhttp://x.com/a/status/2", true),
        ("https://www.instagram.com/p/A2/", false), ("https://l.example.org/?u=https://www.instagram.com/p/A2/", false), ("", false),
    ])
    func cellsOfSeveralLinks(text: String, isSeveral: Bool) {
        let bytes = Array(text.utf8)
        #expect(PlatformLink.isSeveral(bytes.span) == isSeveral)
    }

    @Test(arguments: [
        ("https://www.instagram.com/mira/", true), ("https://www.tiktok.com/@mira", true), ("https://www.youtube.com/@mira", true), ("https://x.com/mira", true),
        ("https://www.youtube.com/channel/UC1", true), ("http://youtube.com/1", false), ("https://www.instagram.com/p/A2/", false),
        ("https://www.tiktok.com/@mira/video/7", false),
    ])
    func linksToProfiles(text: String, isProfile: Bool) {
        let bytes = Array(text.utf8)
        #expect(PlatformLink(bytes.span)?.isProfile(bytes.span) == isProfile)
    }
}
