// swift-tools-version: 6.2
// Tierwise: staged batch analytics over exported social data.
//
// The targets below are listed floor by floor, lowest first; an arrow in the architecture only ever points to a lower
// floor. Tests/ArchitectureTests reads the sources and fails where one does not.

import PackageDescription

/// Every Swift target of ours: Swift 6, strict memory safety, no warning left standing, imports stated and visible.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [], plugins: [Target.PluginUsage] = []
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict, plugins: plugins)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tool(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: "Sources/Tools/\(name)", swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: strict)
}

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let numerics: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")
let subprocess: [Target.Dependency] = [
    .product(name: "Subprocess", package: "swift-subprocess"), .product(name: "SystemPackage", package: "swift-system"),
]
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")

let package = Package(
    name: "tierwise",
    products: [
        .executable(name: "tierwise", targets: ["tierwise"]),
        .executable(name: "ingest", targets: ["ingest"]),
        .executable(name: "normalize", targets: ["normalize"]),
        .executable(name: "aggregate", targets: ["aggregate"]),
        .executable(name: "report", targets: ["report"]),
    ],
    traits: [
        .default(enabledTraits: ["FastGzip"]),
        .trait(name: "FastGzip", description: "Inflate and deflate with ISA-L (libisal-dev); without it zlib does the same, slower."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // System: one module per C library.
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(name: "CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
        .target(
            name: "CSIMDJSON",
            linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("stdc++")]),

        // Bytes: files, columns, records, jobs.
        module("ByteStreams", ["CZlib", "CZstd", "CZip", .target(name: "CISAL", condition: .when(traits: ["FastGzip"])), crypto]),
        module("ColumnFiles", ["ByteStreams", "CZstd"]),
        module("DatabaseFiles", ["ByteStreams", "CSQLite"]),
        module("RecordFormats", ["CLibCSV", "CSIMDJSON", "CExpat"]),
        module("Jobs"),

        // Words: the field's vocabulary.
        module("TextValues", ["CUTF8Proc"]),
        module("SocialData", ["TextValues"]),
        module(
            "ExportFormats", ["TextValues", "SocialData", "RecordFormats", yaml], resources: [.embedInCode("Catalogue")],
            plugins: ["ListCatalogue"]),
        module("StageFiles", ["ByteStreams", "ColumnFiles", "TextValues", "SocialData"]),
        module("Statistics", [numerics]),
        module("Findings", ["SocialData"]),

        // Stages: four engines, none knows another.
        module("Ingestion", ["ByteStreams", "StageFiles", "RecordFormats", "Jobs", "TextValues", "SocialData", "ExportFormats", "Findings"]),
        module("Normalization", ["StageFiles", "Jobs", "TextValues", "SocialData", "Findings"]),
        module("Aggregation", ["ByteStreams", "StageFiles", "Jobs", "TextValues", "SocialData", "Statistics", "Findings"]),
        module(
            "Reporting", ["RecordFormats", "TextValues", "SocialData", "Findings", crypto, mustache, yaml],
            resources: [.embedInCode("Templates"), .embedInCode("Glossary"), .embedInCode("Languages")]),

        // Pipelines and commands.
        module("Pipelines", [
            "ByteStreams", "StageFiles", "Jobs", "TextValues", "SocialData", "ExportFormats", "Findings",
            "Ingestion", "Normalization", "Aggregation", "Reporting", "RecordFormats", "DatabaseFiles",
        ]),
        module(
            "FormatDrafting", ["ByteStreams", "RecordFormats", "TextValues", "SocialData", "ExportFormats", "Ingestion"], resources: [.embedInCode("Words")]),
        module("PipelineDrafting", [
            "ByteStreams", "Jobs", "RecordFormats", "TextValues", "SocialData", "ExportFormats", "Ingestion", "Normalization", "Pipelines",
            "FormatDrafting",
        ]),
        module(
            "Commands",
            [
                "ByteStreams", "StageFiles", "RecordFormats", "Jobs", "SocialData", "ExportFormats", "Findings", "Ingestion", "Reporting",
                "Pipelines", "FormatDrafting", "PipelineDrafting", "CMalloc", arguments, logging,
            ] + subprocess, resources: [.embedInCode("Schemas")]),

        // Executables: one short file each.
        program("tierwise", ["Commands"]),
        program("ingest", ["Commands"]),
        program("normalize", ["Commands"]),
        program("aggregate", ["Commands"]),
        program("report", ["Commands"]),

        // Samples: the seeded generator of samples/ and of files of any size for Benchmarks/.
        .plugin(name: "ListCatalogue", capability: .buildTool(), path: "Sources/Tools/ListCatalogue", exclude: ["list-catalogue"]),
        tool("MakeSamples", ["ByteStreams", "RecordFormats", "TextValues", "SocialData", "Statistics", arguments]),

        // Simulation: how often intervals and verdicts are right about brands whose truth is known.
        tool("SimulateBrands", ["Jobs", "Statistics", arguments, numerics]),

        .target(name: "TestSupport", dependencies: ["StageFiles", "TextValues", "SocialData", "CSQLite"], path: "Tests/TestSupport", swiftSettings: strict),

        // Tests: one target per module, one for the programs as people run them, one for the house itself.
        tests("ByteStreamsTests", ["ByteStreams", "CZstd"]),
        tests("ColumnFilesTests", ["ColumnFiles", "ByteStreams"], exclude: ["Foreign"]),
        tests("DatabaseFilesTests", ["DatabaseFiles", "ByteStreams"]),
        tests("JobsTests", ["Jobs"]),
        tests("RecordFormatsTests", ["RecordFormats", "TextValues", "SocialData"]),
        tests("TextValuesTests", ["TextValues"]),
        tests("SocialDataTests", ["TextValues", "SocialData"]),
        tests("ExportFormatsTests", ["ExportFormats", "TextValues", "SocialData", "RecordFormats"]),
        tests("StageFilesTests", ["StageFiles", "ByteStreams", "SocialData"]),
        tests("StatisticsTests", ["Statistics", numerics]),
        tests("FindingsTests", ["Findings", "SocialData"]),
        tests(
            "IngestionTests", ["Ingestion", "ByteStreams", "StageFiles", "RecordFormats", "TextValues", "SocialData", "ExportFormats", "Findings"],
            exclude: ["Workbooks"]),
        tests("NormalizationTests", ["Normalization", "ByteStreams", "StageFiles", "RecordFormats", "TextValues", "SocialData", "Findings"]),
        tests("AggregationTests", [
            "Aggregation", "Normalization", "Jobs", "ByteStreams", "StageFiles", "RecordFormats", "TextValues", "SocialData", "Statistics", "Findings",
        ]),
        tests("ReportingTests", ["Reporting", "Findings", "RecordFormats", "SocialData"]),
        tests("PipelinesTests", ["Pipelines", "ExportFormats", "RecordFormats", "TextValues", "SocialData", "Findings"]),
        tests("FormatDraftingTests", ["FormatDrafting", "ExportFormats", "Ingestion", "ByteStreams", "RecordFormats", "TextValues", "SocialData"]),
        tests("CommandsTests", ["Commands", "Pipelines", "ExportFormats", "Findings", "SocialData"]),
        tests("SamplesTests", ["ByteStreams", "StageFiles", "RecordFormats", "SocialData", "Findings"]),
        tests("ArchitectureTests", []),
    ],
    cxxLanguageStandard: .cxx17
)
