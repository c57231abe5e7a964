import Foundation
import PackagePlugin

/// Embeds the cause files into the target Checks, linted and packed, and makes the fact files the types of the target Facts.
@main
struct EmbedChecks: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let isFacts = target.name == "Facts"
    let checks = context.package.directoryURL.appending(path: "checks")
    let facts = checks.appending(path: "facts")
    let output = context.pluginWorkDirectoryURL.appending(path: isFacts ? "FactTypes.swift" : "EmbeddedChecks.swift")
    let paths =
      FileManager.default.enumerator(at: checks, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    let inputs = paths.filter { $0.pathExtension == "yml" && $0.path.hasPrefix(facts.path + "/") == isFacts }
      .sorted { $0.path < $1.path }
    return [
      .buildCommand(
        displayName: "Embedding \(inputs.count) \(isFacts ? "files of facts" : "causes")",
        executable: try context.tool(named: "embed-checks").url,
        arguments: [isFacts ? "facts" : "causes", output.path] + inputs.map(\.path), inputFiles: inputs,
        outputFiles: [output])
    ]
  }
}
