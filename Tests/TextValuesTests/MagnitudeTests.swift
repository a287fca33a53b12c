import Testing
import TextValues

/// What `B`, `mil.` and `T` mean is said by the file's other words and values, or by its source.
@Suite struct MagnitudeTests {
    private func decide(
        _ cells: [String], style: String = "1234,5", people: Bool = true, header: [String] = [], answer: MagnitudeWords? = nil
    ) throws -> MagnitudeDecision {
        var evidence = MagnitudeEvidence()
        for name in header { evidence.observe(columnName: name) }
        for cell in cells { evidence.observe(Array(cell.utf8).span, countsPeople: people) }
        return evidence.decide(style: try #require(NumberStyle(name: style)), answer: answer)
    }

    private func value(_ text: String, _ decision: MagnitudeDecision, style: String = "1234,5") throws -> Int64? {
        let style = try #require(NumberStyle(name: style))
        return CountText.parse(Array(text.utf8).span, style: style, words: decision.words).value?.value
    }

    @Test func otherWordsDecide() throws {
        #expect(try value("12,3 B", decide(["12,3 B", "1,2 Mn"], people: false)) == 12_300)
        #expect(try value("12,3 B", decide(["12,3 B", "12,3 bin"], people: false)) == 12_300)
        #expect(try value("1.2B", decide(["1.2B", "300K"], style: "plain", people: false), style: "plain") == 1_200_000_000)
        #expect(try value("12,3 mil.", decide(["12,3 mil.", "45 tis."], people: false)) == 12_300_000)
        #expect(try value("12,3 T", decide(["12,3 T", "3 Tr"], people: false)) == 12_300_000_000)
        #expect(try value("12,3 T", decide(["12,3 T", "3 Mio."], people: false)) == 12_300)
    }

    @Test func decimalMarksDecide() throws {
        // Turkish has a comma: with a point B is a billion.
        #expect(try value("1.2B", decide(["1.2B"], style: "plain", people: false), style: "plain") == 1_200_000_000)
        let open = try decide(["1,2 B"], people: false)
        #expect(open.doubt?.example == "1,2 B" && open.doubt?.word == "B" && open.doubt?.powers == [3, 9])
        #expect(try decide(["2 B"], style: "plain", people: false).doubt?.powers == [3, 9])
    }

    @Test func nobodyHasMoreFollowersThanThereArePeople() throws {
        let decision = try decide(["1,2 B", "45 B"])
        #expect(decision.doubt == nil)
        #expect(try value("1,2 B", decision) == 1200)
        // Views may be more.
        #expect(try decide(["1,2 B", "45 B"], people: false).doubt != nil)
        // 8.3 billion people there are.
        #expect(try decide(["8,3 B"]).doubt != nil)
        #expect(try decide(["8,4 B"]).doubt == nil)
    }

    @Test func columnNamesDecide() throws {
        #expect(try value("1,2 B", decide(["1,2 B"], people: false, header: ["Hesap", "İzlenme", "Takipçi Sayısı"])) == 1200)
    }

    @Test func usualWordsStayAsTheyAre() throws {
        let decision = try decide(["12,3 mil", "1,2 M"], people: false)
        #expect(decision.doubt == nil && decision.unusual.isEmpty)
        #expect(try value("12,3 mil", decision) == 12_300)
        #expect(try value("1,2 M", decision) == 1_200_000)
        // In Indonesia M is a thousand million.
        #expect(try decide(["12,3 rb", "1,2 M"], people: false).doubt?.powers == [6, 9] || value("1,2 M", decide(["12,3 rb", "1,2 M"], people: false)) == 1_200_000_000)
        // In English mil is a million: with K beside it nobody knows.
        #expect(try decide(["12.3K", "1.2mil"], style: "plain", people: false).doubt?.powers == [3, 6])
    }

    @Test func anAnswerEndsTheDoubt() throws {
        let answer = try #require(MagnitudeWords(answer: "B=1000", otherwise: .careful))
        let decision = try decide(["1,2 B"], people: false, answer: answer)
        #expect(decision.doubt == nil)
        #expect(try value("1,2 B", decision) == 1200)
    }
}
