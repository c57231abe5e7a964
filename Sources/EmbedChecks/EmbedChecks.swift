import Foundation
import PackagePlugin

/// Embeds the cause files of a target's folder into it, linted and packed.
@main
struct EmbedChecks: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = target.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedChecks.swift")
    let paths =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    let inputs = paths.filter { $0.pathExtension == "yml" }.sorted { $0.path < $1.path }
    return [
      .buildCommand(
        displayName: "Embedding \(inputs.count) checks", executable: try context.tool(named: "embed-checks").url,
        arguments: [output.path] + inputs.map(\.path), inputFiles: inputs, outputFiles: [output])
    ]
  }
}
