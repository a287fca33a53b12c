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
}
