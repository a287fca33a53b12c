import Foundation
import Testing

@testable import Commands

/// Many pipelines in one call.
struct BrandTests {
    private func brands() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        for name in ["anna", "bert", "carl"] {
            let text = Workdir.pipeline.replacing("name: small", with: "name: \(name)").replacing("files: exports", with: "files: ../exports")
                .replacing("output: report", with: "output: ../reports/\(name)")
            try workdir.write("brands/\(name).yml", text)
        }
        return workdir
    }

    @Test func eachIsAsAlone() throws {
        let workdir = try brands()
        defer { workdir.remove() }
        // No pipeline, but the mapping of one.
        try workdir.write("brands/payouts.yml", "format: payouts\ntitle: Payouts\n")
        let result = try Programs.tierwise("run", "brands", "--jobs", "2", in: workdir)
        #expect(result.code == 0 && result.out.isEmpty && result.err.isEmpty, "\(result)")
        for name in ["anna", "bert", "carl"] {
            let alone = try Programs.tierwise("run", "brands/\(name).yml", "--workspace", "w-\(name)", "--output", "alone/\(name)", in: workdir)
            #expect(alone.code == 0, "\(alone)")
            #expect(contents("\(workdir.path)/reports/\(name)") == contents("\(workdir.path)/alone/\(name)"))
        }
        let watched = try Programs.tierwise("run", "brands/bert.yml", "brands/anna.yml", "--verbose", in: workdir)
        let lines = watched.err.split(separator: "\n").filter { $0.hasSuffix(": done") }
        #expect(watched.code == 0 && lines == ["run: brands/bert.yml: done", "run: brands/anna.yml: done"], "\(watched)")
    }

    @Test func oneThatFailsStopsNoOther() throws {
        let workdir = try brands()
        defer { workdir.remove() }
        try workdir.write("brands/anna.yml", "name: anna\nwrong: 1\n")
        try workdir.write("brands/bert.yml", Workdir.pipeline.replacing("name: small", with: "name: bert").replacing("files: exports/*", with: "files: nowhere/*"))
        let result = try Programs.tierwise("run", "brands", in: workdir)
        #expect(result.code == 78, "\(result)")
        #expect(result.err.contains("run: brands/anna.yml: ended with 78") && result.err.contains("run: brands/bert.yml: ended with 66"), "\(result)")
        #expect(result.err.contains("unknown") && workdir.exists("reports/carl/report.html") && !workdir.exists("reports/anna"))
    }

    @Test func eachHasItsMetrics() throws {
        let workdir = try brands()
        defer { workdir.remove() }
        try workdir.write("brands/anna.yml", "name: anna\nwrong: 1\n")
        try workdir.write("metrics/other.prom", "")
        let result = try Programs.tierwise("run", "brands", "--metrics", "metrics", in: workdir)
        #expect(result.code == 78, "\(result)")
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: "\(workdir.path)/metrics")) == [
            "other.prom", "tierwise-anna.prom", "tierwise-bert.prom", "tierwise-carl.prom",
        ])
        #expect(try workdir.read("metrics/tierwise-carl.prom").contains("tierwise_run_exit_code{pipeline=\"carl\"} 0\n"))
        #expect(try workdir.read("metrics/tierwise-anna.prom").contains("} 78\n"))
        // As alone.
        #expect(try Programs.tierwise("run", "brands/carl.yml", "--metrics", "metrics/", in: workdir).code == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(workdir.path)/metrics").count == 4)
    }

    @Test func metricsOfTwoInOneFileAreRefused() throws {
        let workdir = try brands()
        defer { workdir.remove() }
        let file = try Programs.tierwise("run", "brands", "--metrics", "all.prom", in: workdir)
        #expect(file.code == 64 && file.err.contains("a folder that is there"), "\(file)")
        try workdir.write("more/anna.yml", "name: anna\n")
        try workdir.write("metrics/other.prom", "")
        let names = try Programs.tierwise("run", "brands", "more", "--metrics", "metrics", in: workdir)
        #expect(names.code == 64 && names.err.contains("brands/anna.yml and more/anna.yml") && names.err.contains("tierwise-anna.prom"), "\(names)")
        #expect(!workdir.exists("reports/carl"))
    }

    /// `init` calls every pipeline PIPELINE.yml.
    @Test func metricsAreNamedAfterTheBrand() throws {
        let workdir = try brands()
        defer { workdir.remove() }
        for (folder, name) in [("x", "anna"), ("y", "bert"), ("z/x", "carl")] {
            try workdir.write("\(folder)/PIPELINE.yml", try workdir.read("brands/\(name).yml").replacing("../", with: folder == "z/x" ? "../../" : "../"))
        }
        try workdir.write("metrics/other.prom", "")
        #expect(try Programs.tierwise("run", "x/PIPELINE.yml", "y/PIPELINE.yml", "--metrics", "metrics", in: workdir).code == 0)
        #expect(try workdir.read("metrics/tierwise-x.prom").contains("{pipeline=\"anna\"}") && workdir.read("metrics/tierwise-y.prom").contains("{pipeline=\"bert\"}"))
        // Another brand's is not taken, and that is said.
        let other = try Programs.tierwise("run", "z/x/PIPELINE.yml", "--metrics", "metrics", in: workdir)
        #expect(other.code == 1 && other.err.contains("holds the metrics of the pipeline `anna`"), "\(other)")
        #expect(try workdir.read("metrics/tierwise-x.prom").contains("{pipeline=\"anna\"}"))
    }

    @Test func whatCannotBeMeantIsRefused() throws {
        let workdir = try brands()
        defer { workdir.remove() }
        let output = try Programs.tierwise("run", "brands", "--output", "one", in: workdir)
        #expect(output.code == 64 && output.err.contains("for a single pipeline"), "\(output)")
        try workdir.write("empty/readme.txt", "")
        let empty = try Programs.tierwise("run", "empty", in: workdir)
        #expect(empty.code == 66 && empty.err.contains("without a pipeline file"), "\(empty)")
    }

    @Test func theGravestCode() {
        #expect(ExitStatus.graver(0, 2) == 2 && ExitStatus.graver(2, 1) == 2 && ExitStatus.graver(66, 78) == 78 && ExitStatus.graver(74, 75) == 74)
        #expect(ExitStatus.graver(143, 74) == 143 && ExitStatus.graver(0, 139) == 139)
    }
}
