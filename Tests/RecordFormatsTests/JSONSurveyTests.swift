import RecordFormats
import Testing

@Suite("JSON survey")
struct JSONSurveyTests {
    private func survey(_ text: String, _ container: Container, isWhole: Bool = true) -> [String] {
        surveyJSON(sample: Array(text.utf8), container: container, isWhole: isWhole)
    }

    @Test("Paths of lines")
    func lines() {
        let text =
            "\u{FEFF}{\"id\":1,\"a\":{\"b\":null,\"c\":[]},\"t\":[\"x\"],\"u\":[{\"n\":[{\"m\":1}]}],\"o\":{}}\n"
            + "\nnonsense\n[1]\r\n{\"\\u00e9\\n\":\"}\\\"\",\"bad.key\":1,\"x[0]\":{\"y\":1},\"\":3,\"late\":[[1]]}\n"
            + "{\"id\":2,\"broken\":1,"
        #expect(
            survey(text, .ndjson) == [
                "a.b", "a.c[]", "broken", "id", "late[]", "late[][]", "t[]", "u[]", "u[].n[]", "u[].n[].m", "é\n",
            ])
        #expect(!survey(text, .ndjson, isWhole: false).contains("broken"))
    }

    @Test("Paths of a document start at the element, or at the object around it")
    func documents() {
        #expect(survey("[{\"a\":1},\n{\"b\":[{\"c\":\"\"}]}]", .jsonArray) == ["a", "b[]", "b[].c"])
        #expect(survey("{\"kind\":\"x\",\"items\":[{\"a\":1}]}", .jsonArray) == ["items[]", "items[].a", "kind"])
        #expect(survey("", .jsonArray) == [])
        #expect(survey("5", .jsonArray) == [])
    }

    @Test("A sample that ends anywhere gives the paths before its end")
    func cuts() {
        let text = Array("[{\"a\":{\"b\":[1,{\"c\":\"x\\\"y\"}]},\"d\":true}]".utf8)
        let whole = surveyJSON(sample: text, container: .jsonArray, isWhole: true)
        #expect(whole == ["a.b[]", "a.b[].c", "d"])
        var before: Set<String> = []
        for end in 0...text.count {
            let paths = Set(surveyJSON(sample: Array(text[..<end]), container: .jsonArray, isWhole: false))
            #expect(paths.isSuperset(of: before))
            #expect(paths.isSubset(of: whole))
            before = paths
        }
    }

    @Test("Surveyed paths find values")
    func paths() {
        let text = "{\"a\":{\"b\":[1,{\"c\":\"x\"}]},\"d\":true,\"e\":[[2]]}"
        for path in survey(text, .ndjson) {
            #expect(readJSON(text, .ndjson, paths: [path]).records.first?.fields[0].kind != .absent, "\(path)")
        }
    }
}
