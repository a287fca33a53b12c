import Foundation
import Testing

/// `tierwise records` at the edges: what looks like JSON, what holds nothing, what ends too early.
struct RecordsTests {
    private func records(_ text: String, _ options: String...) throws -> ProgramResult {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("x", text)
        return try Programs.run("tierwise", ["records", "x"] + options, in: workdir)
    }

    /// Broken JSON is an error of JSON and not a strange CSV.
    @Test(arguments: ["{bad: 1}", "{'a': 1}\n{'a': 2}\n", "[a, b]\n", "[,1]", "[", "{", "  [unquoted]", "{a", "[\u{2014}]", "[nul]\n\n"])
    func fault52_brokenJSONIsNotCSV(text: String) throws {
        let result = try records(text)
        #expect(result.code == 1 || result.code == 2, "\(result)")
        #expect(result.out.isEmpty && result.err.hasPrefix("records: x:"), "\(result)")
        #expect(try records(text, "--dialect").out.contains("JSON"))
        #expect(try records(text, "--input", "csv", "--no-header").code <= 1)
    }

    /// A header in brackets, as database tools write it, is no JSON: said, with the way to force it.
    @Test(arguments: [("[id],name\n1,2\n", "[\"1\",\"2\"]\n"), ("{id};{name}\r\n1;2\r\n", "[\"1\",\"2\"]\n"), ("[id]\tx\n1\t2", "[\"1\",\"2\"]\n")])
    func aHeaderInBracketsIsCSV(text: String, out: String) throws {
        let result = try records(text)
        #expect(result.code == 0 && result.out == out, "\(result)")
        #expect(result.err.contains("is read as CSV") && result.err.contains("--input json"), "\(result)")
        #expect(try records(text, "--input", "json").code == 2)
        let forced = try records(text, "--input", "csv")
        #expect(forced.code == 0 && forced.out == out && forced.err.isEmpty, "\(forced)")
    }

    @Test func wholeJSONStaysJSON() throws {
        for (text, out) in [("[{\"a\":1},{\"a\":2}]", "{\"a\":1}\n{\"a\":2}\n"), ("{\"a\":1}\n{\"a\":2}\n", "{\"a\":1}\n{\"a\":2}\n"), ("[]", "")] {
            let result = try records(text)
            #expect(result.code == 0 && result.out == out && result.err.isEmpty, "\(result)")
        }
    }

    /// No bytes are no records: said, and no mistake. The last one is the smallest gzip file of nothing.
    @Test(arguments: [[], [0xEF, 0xBB, 0xBF], [0x0A, 0x20, 0x0A], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]] as [[UInt8]])
    func anEmptyFileHasNoRecords(bytes: [UInt8]) throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("x", Data(bytes))
        let result = try Programs.tierwise("records", "x", in: workdir)
        #expect(result.code == 0 && result.out.isEmpty && result.err == "records: x: is empty: no records\n", "\(result)")
        // A pipeline refuses it: nothing is not a day without rows.
        try workdir.makeSmall()
        try workdir.write("exports/none.csv", Data(bytes))
        let run = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(run.code == 2 && run.err.contains("none.csv: refused"), "\(run)")
    }

    /// In a pipeline the message is JSON's too, with the line.
    @Test func aBrokenDocumentInAPipeline() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        try workdir.write("exports/broken.json", "{bad: 1}\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 2, "\(result)")
        #expect(result.err.contains("broken.json: refused, nothing of it was used: line 1: "), "\(result)")
        #expect(result.err.contains("`input: csv`"), "\(result)")
    }

    @Test func aFileWithoutAHeaderSaysSo() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        try workdir.write("exports/bare.csv", "17,2025-01-01,3.5\n18,2025-01-02,4.5\n19,2025-01-03,5.5\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 2, "\(result)")
        #expect(result.err.contains("bare.csv: refused, nothing of it was used: no header row was found"), "\(result)")
        #expect(result.err.contains("`header_lines: 1`") && !result.err.contains("2025-01-01"), "\(result)")
    }

    /// Without a header the first row is a row: set aside where it is broken, by its line.
    @Test(arguments: ["1,\"one\"x,10", "1,\"one,10", "1,one"])
    func aBrokenFirstRow(line: String) throws {
        let result = try records(line + "\n2,two,20\n3,three,30\n4,four,40\n", "--no-header")
        #expect(result.code == 1 && result.err.hasPrefix("records: x:1: "), "\(result)")
        #expect(result.out == "[\"2\",\"two\",\"20\"]\n[\"3\",\"three\",\"30\"]\n[\"4\",\"four\",\"40\"]\n", "\(result)")
    }

    /// Names that fit no column are told once; the rows are shown.
    @Test func widthsThatDiffer() throws {
        let wide = try records("creator,likes\n" + (1...5).map { "\($0),h\($0),9\n" }.joined())
        #expect(wide.code == 1 && wide.out.hasPrefix("[\"1\",\"h1\",\"9\"]\n"), "\(wide)")
        #expect(wide.err.split(separator: "\n").count == 1 && wide.err.contains("2 names") && wide.err.contains("3 fields"), "\(wide)")
        let tail = try records("creator,likes\n" + (1...5).map { "h\($0),9,\n" }.joined())
        #expect(tail.code == 0 && tail.out.hasPrefix("[\"h1\",\"9\"]\n"), "\(tail)")
        #expect(tail.err.split(separator: "\n").count == 1 && tail.err.contains("5 of 5 records"), "\(tail)")
        let one = try records("creator,note\n" + (1...5).map { "h\($0),\n" }.joined() + "h6,,\n")
        #expect(one.code == 0 && one.err.contains("1 record ends in empty cells"), "\(one)")
    }

    @Test func delimitersByName() throws {
        #expect(try records("a, b\n1, \"x, y\"\n", "--delimiter", ", ").out == "[\"1\",\"x, y\"]\n")
        #expect(try records("a b\n1 \"x y\"\n", "--delimiter", "space").out == "[\"1\",\"x y\"]\n")
        #expect(try records("a b\n1 \"x y\"\n", "--delimiter", " ").out == "[\"1\",\"x y\"]\n")
        let wrong = try records("a b\n", "--delimiter", ",;")
        #expect(wrong.code == 64 && wrong.err.contains("is no delimiter"), "\(wrong)")
        // Two header records that somebody names give one line of names.
        #expect(try records("Post,Post\nid,likes\n1,2\n", "--header-lines", "2", "--as", "csv").out == "Post id,Post likes\n1,2\n")
    }

    /// Help and versions are results: a full disk must not look like success.
    @Test(arguments: ["tierwise --help", "tierwise --version", "tierwise run --help", "ingest --version", "tierwise formats list", "tierwise help lint"])
    func fault62_helpToAFullDisk(command: String) throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        let result = try Programs.shell("'\(Programs.folder)'/\(command) > /dev/full", in: workdir)
        #expect(result.code == 74, "\(result)")
        #expect(result.err.split(separator: "\n").count == 1 && result.err.contains("standard output: cannot be written"), "\(result)")
    }

    /// A closed pipe ends the program by its signal, in silence; 141 as shells count.
    @Test func fault61_aClosedPipe() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("big.csv", Workdir.posts(20_000))
        let result = try Programs.shell("'\(Programs.path("tierwise"))' records big.csv | head -1 > first; echo ${PIPESTATUS[0]}", in: workdir)
        #expect(result.out == "141\n" && result.err.isEmpty, "\(result)")
        #expect(try workdir.read("first").hasPrefix("[\"p0\","))
    }
}
