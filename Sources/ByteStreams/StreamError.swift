internal import Glibc

/// Why a file could not be read, written or published.
///
/// The one error type of this module: a kind for programs, and for people what happened, why, and what to do.
package struct StreamError: Error, Sendable, Equatable {
    /// Exit codes and remedies follow from it.
    package enum Kind: String, Sendable, CaseIterable {
        // What stands at a path.
        case notFound = "not_found"
        case permissionDenied = "permission_denied"
        case readOnly = "read_only"
        /// Not a regular file, where one is needed.
        case folder, pipe, socket, device
        case notAFolder = "not_a_folder"
        /// A link where none is followed, or links that lead in a circle.
        case symbolicLink = "symbolic_link"
        case nameTooLong = "name_too_long"
        /// Something has the name that a new file was to get.
        case alreadyThere = "already_there"
        /// Of this process or of the system; another try may succeed.
        case tooManyOpenFiles = "too_many_open_files"

        // What an input holds.
        /// No byte, plain or after unpacking.
        case empty
        /// A packed stream that ends early, or whose bytes contradict its format.
        case truncated, corrupt
        case checksumDiffers = "checksum_differs"
        /// Something follows the last complete gzip member or Zstandard frame.
        case trailingData = "trailing_data"
        /// What comes out of the first unpacking is packed again.
        case compressedTwice = "compressed_twice"
        /// Recognised, and not read: other archives, workbooks of old kinds, images and the like.
        case unsupportedFormat = "unsupported_format"
        /// More than `StreamLimits` or memory allow.
        case tooLarge = "too_large"
        /// Size or times are no longer those of the moment it was opened.
        case changedWhileReading = "changed_while_reading"

        // What the system or another run did.
        case readFailed = "read_failed"
        case writeFailed = "write_failed"
        case noSpace = "no_space"
        /// What was to be done is done; something old could not be removed.
        case leftBehind = "left_behind"
        /// Another run holds the folder.
        case locked
        /// A file of ours that is damaged, or that another version wrote.
        case stateDamaged = "state_damaged"
    }

    /// What programs go by.
    package var kind: Kind
    /// The file that people know, also where a temporary one failed.
    package var path: String
    /// Where in the file as it lies on the disk (0-based, packed bytes), where that is known.
    package var offset: Int?
    /// What happened and why, without the path and without advice.
    package var detail: String
    /// The system's `errno`, 0 where the system had no part in it.
    package var code: Int32
    /// What to do, where it depends on more than the kind.
    private var specificRemedy: String?

    /// `remedy` in the imperative replaces the one of the kind.
    package init(
        kind: Kind, path: String, offset: Int? = nil, detail: String, code: Int32 = 0, remedy: String? = nil
    ) {
        self.kind = kind
        self.path = path
        self.offset = offset
        self.detail = detail
        self.code = code
        specificRemedy = remedy
    }

    /// Whether what the input holds is damaged, from some point on or as a whole.
    package var isDamage: Bool {
        switch kind {
        case .truncated, .corrupt, .checksumDiffers, .trailingData: true
        default: false
        }
    }

    /// Whether the system kept a file's content back, which says nothing of what it is: asked again, it may be given.
    package var isWithheld: Bool { [.permissionDenied, .readFailed, .tooManyOpenFiles].contains(kind) }

    /// What a read gives; nil where the file is missing or damaged. What the system keeps back is thrown, for it says nothing of the file.
    package static func unlessDamaged<Content>(_ read: () throws(StreamError) -> Content) throws(StreamError) -> Content? {
        do {
            return try read()
        } catch {
            if error.isWithheld { throw error }
            return nil
        }
    }

    /// What, why, what to do. The path is not in it: messages start with `FILE:`.
    package var message: String { "\(detail); \(remedy)" }

    /// What to do, a clause in the imperative.
    package var remedy: String { specificRemedy ?? kind.remedy }
}

extension StreamError: CustomStringConvertible {
    package var description: String { "\(path): \(message)" }
}

extension StreamError.Kind {
    fileprivate var remedy: String {
        switch self {
        case .notFound: "check the name"
        case .permissionDenied: "change its permissions or run as its owner"
        case .readOnly: "choose a folder that can be written"
        case .folder: "name a file, or a pattern such as folder/*.csv"
        case .pipe, .socket, .device: "save the data as a file first"
        case .notAFolder: "name a folder"
        case .symbolicLink: "name the file itself"
        case .nameTooLong: "use a shorter name"
        case .alreadyThere: "choose another name, or move it away"
        case .tooManyOpenFiles: "raise the limit of open files (ulimit -n)"
        case .empty: "export again, or remove the file if nothing was expected"
        case .truncated, .corrupt, .checksumDiffers: "export again"
        case .trailingData: "export again, or leave out what follows the compressed data with `--accept-trailing-data`"
        case .compressedTwice: "unpack it once"
        case .unsupportedFormat: "save it as CSV UTF-8"
        case .tooLarge: "raise the limit if the file is meant to be this large"
        case .changedWhileReading: "wait until it is complete; the next run reads it"
        case .readFailed: "check the disk and try again"
        case .writeFailed: "check the disk and try again"
        case .noSpace: "free space or choose another disk; nothing was changed"
        case .leftBehind: "remove it by hand"
        case .locked: "wait for it to end, or let `--wait SECONDS` do so"
        case .stateDamaged: "remove the workspace; it is rebuilt from the exports"
        }
    }
}

extension StreamError {
    /// What the system was asked to do.
    enum Operation: Sendable {
        case read, write
    }

    /// The error of a failed system call.
    ///
    /// - Parameters:
    ///   - action: what was tried, such as "cannot be opened".
    ///   - code: the call's `errno`.
    static func system(_ operation: Operation, path: String, _ action: String, code: Int32, offset: Int? = nil) -> StreamError {
        StreamError(
            kind: kind(of: code, in: operation), path: path, offset: offset, detail: "\(action): \(text(of: code))",
            code: code)
    }

    private static func kind(of code: Int32, in operation: Operation) -> Kind {
        switch code {
        case ENOENT: .notFound
        case EACCES, EPERM: .permissionDenied
        case EROFS: .readOnly
        case EISDIR: .folder
        case ENOTDIR: .notAFolder
        case ELOOP: .symbolicLink
        case ENAMETOOLONG: .nameTooLong
        case EMFILE, ENFILE: .tooManyOpenFiles
        case _ where operation == .read: .readFailed
        case ENOSPC, EDQUOT: .noSpace
        default: .writeFailed
        }
    }

    /// The system's words for an `errno`, in English whatever the locale: `strerror` would follow it.
    private static func text(of code: Int32) -> String {
        switch code {
        case ENOENT: "no such file or folder"
        case EACCES: "permission denied"
        case EPERM: "operation not permitted"
        case EROFS: "the file system is read-only"
        case EISDIR: "it is a folder"
        case ENOTDIR: "a part of the path is not a folder"
        case ELOOP: "symbolic links lead in a circle, or a link stands where none may"
        case ENAMETOOLONG: "the name is too long"
        case EMFILE: "this process has too many open files"
        case ENFILE: "the system has too many open files"
        case ENOSPC: "no space left on the disk"
        case EDQUOT: "the disk quota is used up"
        case EIO: "input/output error"
        case EFBIG: "the file would be larger than allowed"
        case EEXIST: "it exists already"
        case ENOTEMPTY: "the folder is not empty"
        case EBUSY: "it is in use"
        case EXDEV: "it lies on another file system"
        default: "system error \(code)"
        }
    }
}
