import Foundation
import Testing

/// What nobody watches says of itself: the history of runs, metrics, what is new, the command that hears of a report, what is kept.
struct UnattendedTests {
    private func small(_ more: String = "") throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        try workdir.write("p.yml", Workdir.pipeline + "\n" + more)
        return workdir
    }

    private func runs(_ workdir: Workdir) throws -> [[String: Any]] {
        try workdir.read(".tierwise/small/runs.ndjson").split(separator: "\n").compactMap { line in
            (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["entry"] as? [String: Any]
        }
    }

    private func metrics(_ workdir: Workdir) throws -> [String: String] {
        let lines = try workdir.read("m.prom").split(separator: "\n").filter { !$0.hasPrefix("#") }
        return Dictionary(uniqueKeysWithValues: try lines.map { line in
            let parts = try #require(line.wholeMatch(of: /([a-z_]+\{[^}]*\}) (-?[0-9.e+]+)/), "\(line)")
            return (String(parts.1), String(parts.2))
        })
    }

    /// 40 posts, 2 deals, 2 codes and 3 orders; then one order more.
    @Test func everyRunLeavesALineAndMetrics() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", "--metrics", "m.prom", in: workdir).code == 0)
        try workdir.write("exports/orders2.csv", "order_id,ordered_at,promo_code,revenue,refund\n9,2025-03-14T00:00:00Z,ANNA,50.00,0\n")
        #expect(try Programs.tierwise("run", "p.yml", "--metrics", "m.prom", in: workdir).code == 0)
        let second = try metrics(workdir)
        #expect(second["tierwise_rows{pipeline=\"small\",entity=\"orders\"}"] == "4" && second["tierwise_rows{pipeline=\"small\",entity=\"posts\"}"] == "40")
        #expect(second["tierwise_files{pipeline=\"small\",state=\"new\"}"] == "1" && second["tierwise_files{pipeline=\"small\",state=\"known\"}"] == "4")
        // 2025-06-01T00:00:00Z.
        #expect(second["tierwise_newest_data_timestamp_seconds{pipeline=\"small\",entity=\"posts\"}"] == "1748736000")
        #expect(second["tierwise_verdict{pipeline=\"small\",metric=\"roas\",a=\"micro\",b=\"macro\"}"] == "3")
        let success = "tierwise_last_success_timestamp_seconds{pipeline=\"small\"}"
        let exit = "tierwise_run_exit_code{pipeline=\"small\"}"
        #expect(second[exit] == "0" && second[success] != nil)
        for stage in ["ingest", "normalize", "aggregate", "report"] {
            #expect(second["tierwise_stage_duration_seconds{pipeline=\"small\",stage=\"\(stage)\"}"] != nil)
        }

        // A night that fails keeps the time of the last success, whether or not its pipeline can be read.
        #expect(try Programs.shell("mkdir away && mv exports/* away/", in: workdir).code == 0)
        let failed = try Programs.tierwise("run", "p.yml", "--metrics", "m.prom", in: workdir)
        #expect(failed.code == 66)
        #expect(try metrics(workdir)[exit] == "66" && metrics(workdir)[success] == second[success])
        try workdir.write("bad.yml", "nonsense: 1\n")
        #expect(try Programs.tierwise("run", "bad.yml", "--metrics", "m.prom", in: workdir).code == 78)
        #expect(try metrics(workdir)[exit] == "78" && metrics(workdir)[success] == second[success])

        let runs = try runs(workdir)
        #expect(runs.map { $0["exit"] as? Int } == [0, 0, 66])
        #expect(runs.map { ($0["files"] as? [String: Any])?["new"] as? Int } == [4, 1, 0])
        #expect((runs[2]["message"] as? String)?.contains("exports") == true && runs[1]["report"] is String)
        #expect(try Programs.tierwise("run", "p.yml", "--metrics", "m.txt", in: workdir).code == 64)
    }

    /// 250.00 of one micro deal that cost 100.00 is 2.50; with an order of 50.00 more it is 3.00.
    @Test func thePageSaysWhatIsNew() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        #expect(try !workdir.read("report/report.md").contains("Since the last report"))
        try workdir.write("exports/orders2.csv", "order_id,ordered_at,promo_code,revenue,refund\n9,2025-03-14T00:00:00Z,ANNA,50.00,0\n")
        #expect(try Programs.shell("cp -r .tierwise before", in: workdir).code == 0)
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let page = try workdir.read("report/report.md")
        #expect(page.contains("No verdict changed."))
        #expect(page.contains("Net revenue per euro of micro deals: €2.50 then, €3.00 now (+€0.50); of the files that are new or gone, these bear on it: orders2\\.csv."))
        #expect(page.contains("orders2\\.csv is new: 1 row of orders."))
        #expect(!page.contains("of macro deals: "))
        // The same again, whatever of this run is made anew: by its last stage, and after one that was killed before it noted itself.
        let report = contents("\(workdir.path)/report")
        #expect(try Programs.run("report", ["p.yml"], in: workdir).code == 0)
        #expect(contents("\(workdir.path)/report") == report)
        #expect(try Programs.shell("cp before/small/last-run.json .tierwise/small/", in: workdir).code == 0)
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        #expect(contents("\(workdir.path)/report") == report)
    }

    @Test func aCommandHearsOfEachNewReport() throws {
        let workdir = try small("on_publish: [./hook.sh, one word]\n")
        defer { workdir.remove() }
        try workdir.write("hook.sh", "#!/bin/sh\ntest -f \"$2/report.html\" && printf '%s|' \"$@\" > args && cat > message\n")
        #expect(try Programs.shell("chmod +x hook.sh", in: workdir).code == 0)
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        #expect(try workdir.read("args") == "one word|report|")
        let message = try #require(try JSONSerialization.jsonObject(with: Data(workdir.read("message").utf8)) as? [String: Any])
        #expect(message["pipeline"] as? String == "small" && message["report"] as? String == "report")
        #expect((message["run"] as? [String: Any])?["exit"] as? Int == 0)
        // One that does not listen is none of our trouble, however much there is to say.
        try workdir.write("hook.sh", "#!/bin/sh\nexec <&-\nexit 0\n")
        for night in 0..<3 {
            try workdir.write("exports/more\(night).csv", Workdir.posts(1).replacing(/\np/) { _ in "\nn\(night)-" })
            let result = try Programs.tierwise("run", "p.yml", in: workdir)
            #expect(result.code == 0 && result.err.isEmpty, "\(result)")
        }
        // Not where nothing is new.
        #expect(try Programs.shell("printf '#!/bin/sh\\ntouch again' > hook.sh && '\(Programs.path("tierwise"))' run p.yml && test ! -e again", in: workdir).code == 0)
    }

    @Test(arguments: [("exit 3", "ended with exit code 3"), ("kill -9 $$", "was ended by signal 9"), ("sleep 47111 & sleep 47111", "took longer than 1 seconds")])
    func aCommandThatFailsIsAWarning(script: String, said: String) throws {
        let workdir = try small("on_publish: {run: ./hook.sh, timeout: 1s}\n")
        defer { workdir.remove() }
        try workdir.write("hook.sh", "#!/bin/sh\n\(script)\n")
        #expect(try Programs.shell("chmod +x hook.sh", in: workdir).code == 0)
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 1 && result.err.contains(said) && workdir.exists("report/report.html"), "\(result)")
        // With what it started; another case's may still run.
        if script.contains("sleep") { #expect(try Programs.shell("pgrep -f 'sleep 47111'", in: workdir).code != 0) }
        #expect(try runs(workdir).last?["exit"] as? Int == 1)
    }

    @Test func aCommandThatIsNotThereIsAWarning() throws {
        let workdir = try small("on_publish: [no-such-program-anywhere]\n")
        defer { workdir.remove() }
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 1 && result.err.contains("could not be run") && workdir.exists("report/report.html"), "\(result)")
    }

    @Test func oldReportsStayForAsLongAsAsked() throws {
        let workdir = try small("keep: {reports: 3}\n")
        defer { workdir.remove() }
        var reports: [[String: Data]] = []
        for night in 0..<5 {
            try workdir.write("exports/more\(night).csv", Workdir.posts(1 + night).replacing(/\np/) { _ in "\nn\(night)-" })
            #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
            reports.append(contents("\(workdir.path)/report"))
            // Names are times of a second: as if nights lay between.
            #expect(try Programs.shell("touch -d '2025-01-0\(night + 1)T04:15:00Z' report/manifest.json", in: workdir).code == 0)
        }
        #expect(workdir.names("report.history") == ["2025-01-02T041500Z", "2025-01-03T041500Z"])
        #expect(contents("\(workdir.path)/report.history/2025-01-02T041500Z") == reports[1])
        #expect(contents("\(workdir.path)/.report.tierwise-old") == reports[3])
        try workdir.write("p.yml", Workdir.pipeline + "\nkeep: {reports: 1}\n")
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        #expect(!workdir.exists("report.history"))
    }

    @Test func whatWasSetAsideGoesWhenItIsOld() throws {
        let workdir = try small("keep: {quarantine: 2d}\n")
        defer { workdir.remove() }
        try workdir.write("exports/odd.csv", Workdir.posts(30).replacing(/\np/) { _ in "\no" } + "odd,c1,instagram,image,2025-03-10T10:00:00Z,2025-06-01T00:00:00Z,6000,3.5,2\n")
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        let report = contents("\(workdir.path)/report")
        let count = "zcat .tierwise/small/quarantine/*.gz | wc -l | tr -d ' '"
        #expect(try Programs.shell(count, in: workdir).out != "0\n")
        #expect(try Programs.shell("touch -d '3 days ago' .tierwise/small/quarantine/*.gz", in: workdir).code == 0)
        for _ in 0..<2 {
            let again = try Programs.tierwise("run", "p.yml", "--verbose", in: workdir)
            #expect(again.code <= 1 && again.err.contains("nothing is new"), "\(again)")
            #expect(try Programs.shell(count, in: workdir).out == "0\n")
        }
        #expect(contents("\(workdir.path)/report") == report)
        #expect(try Programs.tierwise("verify", "report", "--workspace", ".tierwise/small", in: workdir).code == 0)
    }

    /// A ledger of the next layout, its last line with the checksum that such a program would write.
    @Test func aNewerWorkspaceIsRefused() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let script = """
            cd .tierwise/small && sed '$d' ledger.ndjson > body && lines=$(wc -l < body | tr -d ' ')
            sum=$( (printf 'ledger 99 %s\\n' "$lines"; cat body) | sha256sum | cut -d' ' -f1)
            (cat body; printf '{"kind":"ledger","layout":99,"lines":%s,"sha256":"%s"}\\n' "$lines" "$sum") > ledger.ndjson && rm body && md5sum ledger.ndjson
            """
        let written = try Programs.shell(script, in: workdir).out
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 73 && result.err.contains("was written by a newer version of tierwise (layout 99"), "\(result)")
        #expect(try Programs.shell("cd .tierwise/small && md5sum ledger.ndjson", in: workdir).out == written)
        // A damaged digit is no newer version.
        #expect(try Programs.shell("sed -i 's/\"layout\":99/\"layout\":98/' .tierwise/small/ledger.ndjson", in: workdir).code == 0)
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
    }

    /// The line of the crontab, with this machine's paths in the place of its own, in cron's environment.
    @Test func theCrontabLineWorks() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let lines = try String(contentsOf: root.appending(path: "pipelines/unattended/tierwise.cron"), encoding: .utf8).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("15 4 * * *") })
        let command = try #require(line.split(separator: " ", maxSplits: 6, omittingEmptySubsequences: true).last)
            .replacing("/srv/tierwise", with: workdir.path).replacing("/usr/local/bin/tierwise", with: Programs.path("tierwise"))
            .replacing("brand.yml", with: "p.yml").replacing("/var/lib/prometheus/node-exporter", with: workdir.path)
        let result = try Programs.shell("env -i PATH=/usr/bin:/bin /bin/sh -c '\(command)'", in: workdir)
        #expect(result.code == 0 && result.out.isEmpty && result.err.isEmpty && workdir.exists("report/report.html"), "\(result)")
        #expect(workdir.exists("tierwise-brand.prom"))
    }
}
