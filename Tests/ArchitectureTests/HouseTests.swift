import Foundation
import Testing

/// Reads the sources as text: the house keeps its rules, or this fails.
struct HouseTests {
    /// Floors of the architecture, lowest first: a module may import modules of its own floor's list or of lower floors.
    static let allowed: [String: Set<String>] = {
        let system: Set<String> = ["CZlib", "CISAL", "CZstd", "CZip", "CSQLite", "CLibCSV", "CSIMDJSON", "CExpat", "CUTF8Proc", "CMalloc"]
        let bytes: Set<String> = ["ByteStreams", "RecordFormats", "Jobs"]
        let words: Set<String> = ["TextValues", "SocialData", "ExportFormats", "Statistics", "Findings"]
        let stages: Set<String> = ["Ingestion", "Normalization", "Aggregation", "Reporting"]
        var allowed: [String: Set<String>] = [
            "ByteStreams": ["CZlib", "CZstd", "CZip", "CISAL", "Crypto"],
            "ColumnFiles": ["ByteStreams", "CZstd"],
            "DatabaseFiles": ["ByteStreams", "CSQLite"],
            "RecordFormats": ["CLibCSV", "CSIMDJSON", "CExpat"],
            "Jobs": ["Dispatch"],
            "TextValues": ["CUTF8Proc"],
            "SocialData": ["TextValues"],
            "ExportFormats": ["TextValues", "SocialData", "RecordFormats", "Yams", "CYaml"],
            "StageFiles": ["ByteStreams", "ColumnFiles", "TextValues", "SocialData"],
            "Statistics": ["RealModule"],
            "Findings": ["SocialData", "Foundation"],
            "Ingestion": bytes.union(["StageFiles", "TextValues", "SocialData", "ExportFormats", "Findings"]),
            "Normalization": bytes.union(["StageFiles", "TextValues", "SocialData", "Findings"]),
            "Aggregation": bytes.union(["StageFiles", "TextValues", "SocialData", "Statistics", "Findings"]),
            "Reporting": ["RecordFormats", "TextValues", "SocialData", "Findings", "Crypto", "Mustache", "Yams"],
            "Pipelines": bytes.union(words).union(stages).union(["StageFiles", "DatabaseFiles", "Foundation"]),
            "FormatDrafting": ["ByteStreams", "RecordFormats", "TextValues", "SocialData", "ExportFormats", "Ingestion"],
            "PipelineDrafting": bytes.union(words).union(["StageFiles", "Ingestion", "Normalization", "Pipelines", "FormatDrafting"]),
            "Commands": bytes.union(words).union(["StageFiles", "Ingestion", "Reporting", "Pipelines", "FormatDrafting", "PipelineDrafting", "ArgumentParser", "Logging", "Foundation", "Subprocess", "SystemPackage", "CMalloc"]),
            "SimulateBrands": ["Jobs", "Statistics", "ArgumentParser", "RealModule"],
            "ListCatalogue": ["PackagePlugin", "Foundation"],
            "MakeSamples": bytes.union(words).union(["ArgumentParser"]),
        ]
        for name in ["tierwise", "ingest", "normalize", "aggregate", "report"] { allowed[name] = ["Commands"] }
        // The C library and atomics are the language's own, on every floor.
        for name in allowed.keys { allowed[name]?.formUnion(["Glibc", "Synchronization"]) }
        for name in system { allowed[name] = [] }
        return allowed
    }()

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Swift sources by module.
    static func sources() throws -> [(module: String, path: String, text: String)] {
        let folder = root.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var sources: [(String, String, String)] = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let path = file.path.replacingOccurrences(of: folder.path + "/", with: "")
            let module = try #require(path.split(separator: "/").first { $0 != "Tools" })
            sources.append((String(module), path, try String(contentsOf: file, encoding: .utf8)))
        }
        return sources
    }

    @Test func arrowsPointDownwards() throws {
        let sources = try Self.sources()
        #expect(sources.count > 40)
        for (module, path, text) in sources {
            let allowed = try #require(Self.allowed[module], "\(module) has no floor in the architecture")
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index <= 2, words.count > index + 1,
                    words[..<index].allSatisfy({ ["internal", "package", "public", "private", "fileprivate"].contains($0) || $0.hasPrefix("@") })
                else { continue }
                let name = String(words[words.endIndex - 1].split(separator: ".")[0])
                if name == "Swift" { continue }
                #expect(allowed.contains(name), "\(path) imports \(name), which is not below \(module)")
            }
        }
    }

    /// Foundation re-exports Dispatch, so imports do not tell.
    @Test func onlyJobsUsesDispatch() throws {
        let names = ["DispatchQueue", "DispatchGroup", "DispatchSemaphore", "DispatchWorkItem", "DispatchSource", "DispatchIO", "OperationQueue"]
        for (module, path, text) in try Self.sources() where module != "Jobs" {
            for name in names { #expect(!text.contains(name), "\(path) uses \(name)") }
        }
    }

    @Test func nothingIsPublicAndNothingIsForced() throws {
        for (_, path, text) in try Self.sources() {
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let code = line.prefix { $0 != "/" }
                #expect(!code.contains("public "), "\(path):\(number + 1): everything shared is `package`")
                #expect(!code.contains("try!") && !code.contains("as!"), "\(path):\(number + 1): forced")
            }
        }
    }

    /// Time comes from the data alone. Only what publishes nothing looks at the clock: the history of runs, `freshness`, progress, `--wait` and the
    /// lock, which says since when it is held.
    @Test func fault71_noStageReadsAClock() throws {
        let clocks = ["Date()", "Date.now", "ContinuousClock", "SuspendingClock", "clock_gettime", "gettimeofday", "time(nil)", "ProcessInfo.processInfo.systemUptime"]
        let readers = ["Commands/RunWatch.swift", "Commands/ProgressBar.swift", "Pipelines/PipelineRun.swift", "ByteStreams/FolderLock.swift"]
        for (module, path, text) in try Self.sources() where module != "SimulateBrands" && !readers.contains(path) {
            for clock in clocks { #expect(!text.contains(clock), "\(path) reads \(clock)") }
        }
    }

    /// Report formats and lays out what aggregate published; where a number needs mathematics, aggregate publishes it.
    @Test func reportingComputesNothing() throws {
        let functions = try Regex(#"\b(exp|expm1|exp2|exp10|log|log1p|log2|log10|pow|sqrt|cbrt|hypot|erf|tgamma|lgamma)\("#)
        let words = ["import Glibc", "import Foundation", "import RealModule", "import Numerics", "squareRoot", "import Statistics"]
        for (_, path, text) in try Self.sources() where path.hasPrefix("Reporting/") {
            // Formulas in examples stand between backticks.
            let code = text.replacing(/`[^`\n]*`/, with: "")
            #expect(!code.contains(functions), "\(path) computes")
            for word in words { #expect(!code.contains(word), "\(path): \(word)") }
        }
    }

    /// A longer file says why in its header.
    @Test func filesFitInTheHead() throws {
        for (_, path, text) in try Self.sources() {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
            guard lines > 401 else { continue }
            let header = text.split(separator: "\n").prefix(12).joined(separator: "\n").lowercased()
            #expect(header.contains("long because"), "\(path) has \(lines) lines and does not say why")
        }
    }

    /// `Findings.Findings` cannot be told from its module.
    @Test func noTypeCarriesItsModulesName() throws {
        for (module, path, text) in try Self.sources() {
            for kind in ["struct", "class", "enum", "actor", "protocol"] {
                #expect(!text.contains("\(kind) \(module) ") && !text.contains("\(kind) \(module):"), "\(path)")
            }
        }
    }

    @Test func executablesAreShort() throws {
        for (module, path, text) in try Self.sources() where module.first?.isLowercase == true {
            #expect(text.split(separator: "\n").count <= 10, "\(path): a program is one short file")
        }
    }

    /// A script that its shell cannot read fails at night, not in review.
    @Test func everyShellScriptParses() throws {
        let scripts = [".ci/run", "Benchmarks/run", "Benchmarks/run-peers", "Benchmarks/formats", "Sources/Tools/ListCatalogue/list-catalogue", "pipelines/unattended/notify.sh"]
            + ["install", "uninstall", "deb", "check-deb"].map { "Packaging/\($0)" }
        for script in scripts {
            let path = Self.root.appending(path: script).path
            let first = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").first ?? ""
            #expect(first.hasPrefix("#!") && first.hasSuffix("sh"), "\(script): \(first)")
            let shell = Process()
            shell.executableURL = URL(filePath: first.hasSuffix("bash") ? "/bin/bash" : "/bin/sh")
            shell.arguments = ["-n", path]
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == 0, "\(script) does not parse")
        }
    }
}
