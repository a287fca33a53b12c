import Foundation
import PackagePlugin

/// Lists the files of a target's `Catalogue` before it is built: an export format is one file, and nobody keeps a list of them.
@main
struct CatalogueList: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = context.pluginWorkDirectoryURL
        let script = context.package.directoryURL.appending(path: "Sources/Tools/ListCatalogue/list-catalogue")
        return [
            .prebuildCommand(
                displayName: "List the catalogue", executable: URL(filePath: "/bin/sh"),
                arguments: [
                    script, target.directoryURL.appending(path: "Catalogue"), folder.appending(path: "CatalogueFiles.swift"),
                ].map { $0.path(percentEncoded: false) },
                outputFilesDirectory: folder)
        ]
    }
}
