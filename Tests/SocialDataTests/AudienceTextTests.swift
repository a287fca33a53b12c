import Testing

@testable import SocialData

@Suite("Audience shares as text")
struct AudienceTextTests {
    private func shares(_ text: String) -> [String]? {
        AudienceText.shares(Array(text.utf8).span)?.map {
            "\(String(decoding: $0.dimension, as: UTF8.self)) \(String(decoding: $0.value, as: UTF8.self)) \($0.share)"
        }
    }

    @Test("Dimension, value, share; folded, blanks dropped", arguments: [
        ("country:de=0.6|country:at=0.2|gender:f=0.7", ["country de 0.6", "country at 0.2", "gender f 0.7"]),
        (" Country : DE = 0.6 | age:18-24=1 ", ["country de 0.6", "age 18-24 1.0"]),
        ("interest:diy:home=0.25", ["interest diy:home 0.25"]), ("", []), ("|country:de=1|", ["country de 1.0"]),
    ])
    func read(text: String, wanted: [String]) {
        #expect(shares(text) == wanted)
    }

    @Test("Anything else is no audience at all", arguments: [
        "country", "country:de", "country=0.5", "country:de=", "country:=0.5", ":de=0.5", "country:de=60%", "country:de=-0.1",
        "country:de=0.6|country:DE=0.1", "country:de=0,6", "country:de=nan", "a=1:b",
    ])
    func refused(text: String) {
        #expect(shares(text) == nil)
    }
}
