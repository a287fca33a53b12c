import Glibc
import Testing

@testable import ByteStreams

@Suite struct PublishedFileTests {
    @Test func appearsWholeWithItsMode() throws {
        let folder = TemporaryFolder()
        let path = Folders.join(folder.path, "report.md")
        var file = try PublishedFile(path: path)
        try file.write(Array("first ".utf8))
        let middle = [UInt8](repeating: 0x61, count: 600_000)
        try file.write(middle)
        try file.write(Array(" last".utf8))
        #expect(file.bytesWritten == 600_011)
        #expect(try !Folders.somethingExists(at: path))
        try file.publish()
        #expect(try readWholeFile(path, limit: 1 << 20) == Array("first ".utf8) + middle + Array(" last".utf8))
        #expect(try Folders.list(folder.path) == ["report.md"])
        var status = stat()
        #expect(unsafe stat(path, &status) == 0)
        // The umask can only take away.
        #expect(status.st_mode & 0o777 & ~0o640 == 0)
        #expect(status.st_mode & 0o600 == 0o600)
    }

    @Test func droppedItLeavesNothing() throws {
        let folder = TemporaryFolder()
        let path = try folder.file("report.md", "old")
        do {
            var file = try PublishedFile(path: path)
            try file.write(Array("new".utf8))
        }
        #expect(try Folders.list(folder.path) == ["report.md"])
        #expect(try readWholeFile(path, limit: 10) == Array("old".utf8))
    }

    /// Of killed processes; no process has the number 2^31 - 1.
    @Test func whatIsAbandonedGoes() throws {
        let folder = TemporaryFolder()
        let mine = "\(PublishedFile.temporaryPrefix)\(getpid())-a-1"
        let held = "\(PublishedFile.temporaryPrefix)2147483647-b-1"
        for name in [mine, held, "\(PublishedFile.temporaryPrefix)2147483647-b-2", "\(PublishedFile.temporaryPrefix)x", "notes.txt"] {
            _ = try folder.file(name, "half")
        }
        let holder = try OpenFile.reading(Folders.join(folder.path, held))
        #expect(try holder.tryLock())
        try PublishedFile.write(path: Folders.join(folder.path, "a.prom"), bytes: [0x61], tidies: true)
        #expect(try Set(Folders.list(folder.path)) == [mine, held, "\(PublishedFile.temporaryPrefix)x", "notes.txt", "a.prom"])
        holder.unlock()
        try PublishedFile.write(path: Folders.join(folder.path, "a.prom"), bytes: [0x62], tidies: true)
        #expect(try Set(Folders.list(folder.path)) == [mine, "\(PublishedFile.temporaryPrefix)x", "notes.txt", "a.prom"])
    }

    /// What the disk gives back is compared before the file gets its name: here one byte is changed behind its back.
    @Test(arguments: [10, 700_000]) func fault66_readBackOtherThanWritten(size: Int) throws {
        let folder = TemporaryFolder()
        let path = try folder.file("report.md", "old")
        var file = try PublishedFile(path: path)
        try file.write([UInt8](repeating: 0x61, count: size))
        // All is with the system once as much again follows.
        try file.write([UInt8](repeating: 0x62, count: OpenFile.blockBytes))
        let temporary = try #require(try Folders.list(folder.path).first { $0.hasPrefix(PublishedFile.temporaryPrefix) })
        let changed = unsafe try #require(unsafe fopen(Folders.join(folder.path, temporary), "r+"))
        #expect(unsafe fputc(0x63, changed) == 0x63)
        unsafe fclose(changed)
        do throws(StreamError) {
            try file.publish()
            Issue.record("published")
        } catch {
            #expect(error.kind == .writeFailed && error.detail == "reads back other bytes than were written to it")
        }
        #expect(try Folders.list(folder.path) == ["report.md"])
        #expect(try readWholeFile(path, limit: 10) == Array("old".utf8))
    }

    @Test func fault68_plantedLinksAreNotFollowed() throws {
        let folder = TemporaryFolder()
        let victim = try folder.file("victim", "untouched")
        let path = Folders.join(folder.path, "report.md")
        #expect(unsafe symlink(victim, path) == 0)
        try PublishedFile.write(path: path, bytes: Array("report".utf8))
        #expect(try readWholeFile(victim, limit: 10) == Array("untouched".utf8))
        var status = stat()
        #expect(unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG)
        // At a temporary name too: creating it fails, whatever stands there.
        let temporary = Folders.join(folder.path, "temporary")
        #expect(unsafe symlink(victim, temporary) == 0)
        #expect(throws: StreamError.self) { _ = try OpenFile.creating(temporary, for: path, mode: 0o600) }
    }

    @Test func fault64_folderMissingOrNotAFolder() throws {
        let folder = TemporaryFolder()
        let missing = Folders.join(folder.path, "none/report.md")
        let error = #expect(throws: StreamError.self) { try PublishedFile.write(path: missing, bytes: []) }
        #expect(error?.kind == .notFound)
        #expect(error?.path == missing, "not the temporary name")
        let file = try folder.file("a", "")
        #expect(#expect(throws: StreamError.self) { try PublishedFile.write(path: file + "/b", bytes: []) }?.kind == .notAFolder)
        #expect(#expect(throws: StreamError.self) { try PublishedFile.write(path: folder.path, bytes: []) }?.kind == .folder)
        #expect(try Folders.list(folder.path) == ["a"])
    }

    /// A device that is always full stands in for a disk that is.
    @Test(.enabled(if: try Folders.somethingExists(at: "/dev/full"))) func fault63_noSpace() throws {
        let full = try OpenFile.lockFile("/dev/full")
        let error = #expect(throws: StreamError.self) { try full.write([1, 2, 3].span) }
        #expect(error?.kind == .noSpace)
        #expect(error?.code == ENOSPC)
    }

    @Test func kindsOfSystemErrors() {
        #expect(StreamError.system(.write, path: "a", "cannot be written", code: ENOSPC).kind == .noSpace)
        #expect(StreamError.system(.write, path: "a", "cannot be written", code: EDQUOT).kind == .noSpace)
        #expect(StreamError.system(.write, path: "a", "cannot be written", code: EROFS).kind == .readOnly)
        #expect(StreamError.system(.write, path: "a", "cannot be written", code: EACCES).kind == .permissionDenied)
        #expect(StreamError.system(.write, path: "a", "cannot be written", code: EIO).kind == .writeFailed)
        #expect(StreamError.system(.read, path: "a", "cannot be read", code: EIO).kind == .readFailed)
        // Even to open a file can take space; it says nothing of the file.
        #expect(StreamError.system(.read, path: "a", "cannot be read", code: ENOSPC).isWithheld)
        #expect(
            StreamError.system(.write, path: "a", "cannot be written", code: ENOSPC).description
                == "a: cannot be written: no space left on the disk; free space or choose another disk; nothing was changed")
    }

    @Test func fault69_longNames() throws {
        let folder = TemporaryFolder()
        // 255 bytes is what file systems allow: the temporary name must not be longer.
        let path = Folders.join(folder.path, String(repeating: "n", count: 255))
        try PublishedFile.write(path: path, bytes: [1])
        #expect(try readWholeFile(path, limit: 10) == [1])
    }
}

@Suite struct FoldersTests {
    @Test func createListRemove() throws {
        let folder = TemporaryFolder()
        let deep = Folders.join(folder.path, "a/b/c/")
        try Folders.create(deep)
        try Folders.create(deep)
        #expect(try Folders.exists(deep))
        for name in ["é", "z", "B", "a"] { try overwrite(Folders.join(deep, name), with: []) }
        #expect(try Folders.list(deep) == ["B", "a", "z", "é"])
        let victim = try folder.file("victim", "untouched")
        #expect(unsafe symlink(folder.path, Folders.join(deep, "link")) == 0)
        try Folders.remove(Folders.join(folder.path, "a"))
        try Folders.remove(Folders.join(folder.path, "a"))
        #expect(try Folders.list(folder.path) == ["victim"])
        #expect(#expect(throws: StreamError.self) { try Folders.create(victim) }?.kind == .notAFolder)
        #expect(#expect(throws: StreamError.self) { try Folders.create(victim + "/a") }?.kind == .notAFolder)
        #expect(#expect(throws: StreamError.self) { try Folders.list(deep) }?.kind == .notFound)
    }

    @Test(arguments: [
        ("a", "."), ("/a", "/"), ("a/b", "a"), ("/a/b", "/a"), ("/a/b/", "/a"), ("a//b", "a"), ("/", "/"), ("//a", "/"),
        ("", "."), ("./a", "."), ("../a/b.csv", "../a"),
    ])
    func parents(path: String, folder: String) {
        #expect(Folders.parent(of: path) == folder)
    }

    @Test func joining() {
        #expect(Folders.join("a", "b") == "a/b")
        #expect(Folders.join("a/", "b") == "a/b")
        #expect(Folders.join("a", "/b") == "/b")
        #expect(Folders.join("", "b") == "b")
        #expect(Folders.join("/", "b") == "/b")
    }

    @Test func patterns() throws {
        let folder = TemporaryFolder()
        for name in ["b.csv", "a.csv", "B.csv", "a[1].csv", ".hidden.csv", "a.txt"] { _ = try folder.file(name, "") }
        func expand(_ pattern: String) throws -> [String] {
            try Folders.expand(Folders.join(folder.path, pattern)).map { String($0.dropFirst(folder.path.utf8.count + 1)) }
        }
        #expect(try expand("*.csv") == ["B.csv", "a.csv", "a[1].csv", "b.csv"])
        #expect(try expand("[ab].csv") == ["a.csv", "b.csv"])
        #expect(try expand("a[1].csv") == ["a[1].csv"])
        #expect(try expand("?.txt") == ["a.txt"])
        #expect(try expand("*.json") == [])
        #expect(try expand("none/*.csv") == [])
        #expect(try expand("*/x") == [])
        #expect(try expand("none.csv") == [])
    }

    @Test func publishWhereNothingStands() throws {
        let folder = TemporaryFolder()
        let (staged, target) = try stage(folder.path, text: "new")
        try PublishedFolder.publish(staged + "/", as: target + "/", keeping: Folders.join(folder.path, "old"))
        #expect(try Folders.list(folder.path) == ["report"])
        #expect(try readWholeFile(Folders.join(target, "report.md"), limit: 10) == Array("new".utf8))
    }

    @Test func publishInThePlaceOfAnother() throws {
        let folder = TemporaryFolder()
        let old = Folders.join(folder.path, "old")
        for (text, before) in [("first", nil), ("second", "first"), ("third", "second")] {
            let (staged, target) = try stage(folder.path, text: text)
            try PublishedFolder.publish(staged, as: target, keeping: old)
            #expect(try Folders.list(folder.path) == (before == nil ? ["report"] : ["old", "report"]))
            #expect(try readWholeFile(Folders.join(target, "report.md"), limit: 10) == Array(text.utf8))
            if let before { #expect(try readWholeFile(Folders.join(old, "report.md"), limit: 10) == Array(before.utf8)) }
        }
    }

    /// Who opened the folder of a report before it was replaced reads that report to its end, until the one after the next.
    @Test func whoIsReadingCanFinish() throws {
        let folder = TemporaryFolder()
        let old = Folders.join(folder.path, "old")
        let (first, target) = try stage(folder.path, text: "first")
        try PublishedFolder.publish(first, as: target, keeping: old)
        let descriptor = unsafe open(target, O_RDONLY | O_DIRECTORY)
        defer { close(descriptor) }
        let (second, _) = try stage(folder.path, text: "second")
        try PublishedFolder.publish(second, as: target, keeping: old)
        let page = unsafe openat(descriptor, "report.md", O_RDONLY)
        defer { close(page) }
        var bytes = [UInt8](repeating: 0, count: 10)
        #expect(unsafe read(page, &bytes, 10) == 5)
        #expect(bytes.starts(with: Array("first".utf8)))
    }

    /// The new report stands, and what is said of the old one is true.
    @Test func whatCannotBePutAwayIsSaid() throws {
        let folder = TemporaryFolder()
        let (first, target) = try stage(folder.path, text: "first")
        try PublishedFolder.publish(first, as: target, keeping: Folders.join(folder.path, "old"))
        let (second, _) = try stage(folder.path, text: "second")
        let error = #expect(throws: StreamError.self) {
            try PublishedFolder.publish(second, as: target, keeping: Folders.join(folder.path, "nowhere/old"))
        }
        #expect(error?.kind == .leftBehind)
        #expect(error?.message.contains("\(target) is published; the report before it could not be put away") == true)
        #expect(try readWholeFile(Folders.join(target, "report.md"), limit: 10) == Array("second".utf8))
    }

    @Test func publishByTwoRenames() throws {
        let folder = TemporaryFolder()
        let (first, target) = try stage(folder.path, text: "first")
        let old = Folders.join(folder.path, "old")
        try PublishedFolder.publish(first, as: target, keeping: old)
        let (second, _) = try stage(folder.path, text: "second")
        try PublishedFolder.replaceByTwoRenames(target, with: second, keeping: old)
        #expect(try readWholeFile(Folders.join(target, "report.md"), limit: 10) == Array("second".utf8))
        #expect(try readWholeFile(Folders.join(old, "report.md"), limit: 10) == Array("first".utf8))
        // A staged folder that is not there: the old one comes back.
        #expect(throws: StreamError.self) { try PublishedFolder.replaceByTwoRenames(target, with: second, keeping: old) }
        #expect(try readWholeFile(Folders.join(target, "report.md"), limit: 10) == Array("second".utf8))
        #expect(try Folders.list(folder.path) == ["report"])
        // Killed between the two: the old one is put back by the next run.
        #expect(unsafe rename(target, old) == 0)
        #expect(try PublishedFolder.restore(target, from: old))
        #expect(try !PublishedFolder.restore(target, from: old))
        #expect(try readWholeFile(Folders.join(target, "report.md"), limit: 10) == Array("second".utf8))
    }

    /// A link at the target: neither it nor what it points to is replaced.
    @Test func fault68_publishRefusesALink() throws {
        let folder = TemporaryFolder()
        let (staged, target) = try stage(folder.path, text: "new")
        #expect(unsafe symlink(folder.path, target) == 0)
        #expect(#expect(throws: StreamError.self) { try PublishedFolder.publish(staged, as: target, keeping: target + "-old") }?.kind == .notAFolder)
        #expect(try Folders.list(folder.path) == ["report", "staged"])
    }

    private func stage(_ folder: String, text: String) throws -> (staged: String, target: String) {
        let staged = Folders.join(folder, "staged")
        try Folders.create(staged)
        try PublishedFile.write(path: Folders.join(staged, "report.md"), bytes: Array(text.utf8))
        return (staged, Folders.join(folder, "report"))
    }
}

@Suite struct FolderLockTests {
    @Test func oneAtATime() throws {
        let folder = TemporaryFolder()
        do {
            let lock = try FolderLock(folder: folder.path)
            let error = #expect(throws: StreamError.self) { _ = try FolderLock(folder: folder.path) }
            #expect(error?.kind == .locked)
            #expect(error?.path == folder.path)
            let detail = try #require(error?.detail)
            #expect(detail.hasPrefix("is in use by another run (process \(getpid()), started 2"))
            #expect(detail.hasSuffix("Z)"))
            _ = lock
        }
        _ = try FolderLock(folder: folder.path)
        var status = stat()
        #expect(unsafe stat(Folders.join(folder.path, "lock"), &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    /// The kernel's lock, as another program sees it, and free once its holder was killed.
    @Test(.enabled(if: try Folders.somethingExists(at: "/usr/bin/flock"))) func fault58_heldByAnotherProcessAndFreeAfterAKill() throws {
        let folder = TemporaryFolder()
        let path = try folder.file("lock", "process 1, started then\n")
        let ready = Folders.join(folder.path, "ready")
        let never = Folders.join(folder.path, "never")
        #expect(unsafe mkfifo(ready, 0o600) == 0 && mkfifo(never, 0o600) == 0)
        // Says through a pipe that it holds the lock, then becomes a process that reads one which nobody writes to.
        let script = "exec 9<>'\(path)'; /usr/bin/flock -n 9 || exit 1; echo held > '\(ready)'; exec cat '\(never)'"
        let child = try spawn(["/bin/sh", "-c", script])
        let pipe = unsafe open(ready, O_RDONLY)
        var byte: UInt8 = 0
        #expect(unsafe read(pipe, &byte, 1) == 1)
        close(pipe)

        let error = #expect(throws: StreamError.self) { _ = try FolderLock(folder: folder.path) }
        #expect(error?.detail == "is in use by another run (process 1, started then)")
        kill(child, SIGKILL)
        var status: Int32 = 0
        #expect(unsafe waitpid(child, &status, 0) == child)
        _ = try FolderLock(folder: folder.path)
    }

    @Test func fault68_aLinkAtTheLock() throws {
        let folder = TemporaryFolder()
        let victim = try folder.file("victim", "untouched")
        #expect(unsafe symlink(victim, Folders.join(folder.path, "lock")) == 0)
        #expect(#expect(throws: StreamError.self) { _ = try FolderLock(folder: folder.path) }?.kind == .symbolicLink)
        #expect(try readWholeFile(victim, limit: 20) == Array("untouched".utf8))
    }

    private func spawn(_ arguments: [String]) throws -> pid_t {
        var pointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
        defer { for unsafe pointer in unsafe pointers { unsafe free(pointer) } }
        var child: pid_t = 0
        let status = unsafe posix_spawn(&child, arguments[0], nil, nil, &pointers, nil)
        try #require(status == 0)
        return child
    }
}
