/// Files that lie beside exports and hold none.
package enum FileClutter {
    /// What a file is by its name, if that is nothing to read; nil for all others.
    package static func reason(name: String) -> String? {
        if name.hasPrefix("~$") { return "a lock file of a spreadsheet program that has the table open; close it, or leave the file out" }
        if name.hasPrefix("._") { return "an archive's AppleDouble file and not an export" }
        switch name.lowercased() {
        case "thumbs.db": return "Windows' thumbnails of the folder, no export"
        case "desktop.ini", ".ds_store": return "settings of the folder, no export"
        default: return nil
        }
    }

    /// The same of a member of an archive, where help and media lie beside tables.
    package static func reason(member: String) -> String? {
        let parts = member.split(separator: "/").map(String.init)
        guard let name = parts.last else { return nil }
        if parts.contains("__MACOSX") { return "what macOS adds to archives, no export" }
        if let reason = reason(name: name) { return reason }
        let word = name.lowercased()
        let ending = word.split(separator: ".").last.map(String.init) ?? ""
        if ["readme", "read_me", "read me", "license", "liesmich"].contains(where: word.hasPrefix) { return "words about the archive, no export" }
        if ["md", "htm", "html", "css", "js", "pdf", "docx"].contains(ending) { return "a document, no export" }
        if ["mp4", "mov", "webm", "mp3", "m4a", "wav", "heic", "svg", "ico", "srt", "vtt"].contains(ending) { return "media, no export" }
        return nil
    }
}
