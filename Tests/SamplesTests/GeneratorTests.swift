import Foundation
import Testing

/// `MakeSamples` writes what stands in `samples/`, and bulk files that add up.
struct GeneratorTests {
    /// The contents must be equal. Packed bytes may differ where another library or version of it packs.
    @Test func theSamplesAreWhatTheGeneratorWrites() throws {
        guard let program = Programs.find("MakeSamples") else {
            print("skipped: MakeSamples was not built beside these tests")
            return
        }
        let folder = try Places.temporary()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let result = try Programs.run(program, ["--output", folder])
        #expect(result.code == 0, "\(result)")
        let files = try Places.files(folder)
        #expect(files == (try Places.files(Places.samples)))
        for file in files {
            #expect(try Places.contents("\(folder)/\(file)") == Places.contents("\(Places.samples)/\(file)"), "\(file): run `make samples`")
        }
    }

    @Test func theSamplesAreSmall() throws {
        let bytes = try Places.files(Places.samples).reduce(0) { total, file in
            total + (try FileManager.default.attributesOfItem(atPath: "\(Places.samples)/\(file)")[.size] as? Int ?? 0)
        }
        #expect(bytes < 3_000_000)
    }

    @Test func bulkFilesHoldAsManyPostsAsAskedFor() throws {
        guard let program = Programs.find("MakeSamples") else {
            print("skipped: MakeSamples was not built beside these tests")
            return
        }
        let folder = try Places.temporary()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // Odd numbers: creators and files do not divide the posts.
        let result = try Programs.run(program, ["--output", folder, "--posts", "4321", "--files", "3", "--creators", "97"])
        #expect(result.code == 0, "\(result)")
        var ids: Set<String> = []
        var creators: Set<String> = []
        for file in 1...3 {
            let lines = String(decoding: try Places.contents("\(folder)/posts-\(file).csv.gz"), as: UTF8.self).split(separator: "\n")
            for line in lines.dropFirst() {
                let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                #expect(fields.count == 19)
                ids.insert(String(fields[1]))
                creators.insert(String(fields[2]))
            }
        }
        #expect(ids.count == 4_321)
        #expect(creators.count > 90 && creators.count <= 97)
    }
}
