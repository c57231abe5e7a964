import Linux
import Nginx
import SystemPackage

/// Include patterns that match nothing, beside files that nginx could read if their names ended as the pattern asks.
struct EmptyIncludes {
  let instance: NginxInstance
  let scene: Scene

  /// One file that was passed over.
  struct Missed {
    let include: Include
    let file: String
    /// The name under which the pattern takes it.
    let renamed: String
    /// The configuration that would then be loaded.
    let after: Configuration
  }

  /// The first file that each such pattern passes over. An empty directory, a README and what was set aside under
  /// another name on purpose are no slips.
  func find() -> [Missed] {
    instance.configuration.includes.filter { $0.files.isEmpty }.prefix(8).compactMap { include in
      let path = FilePath(include.pattern)
      let folder = path.removingLastComponent()
      guard !folder.string.contains(where: { "*?[".contains($0) }),
        let pattern = path.lastComponent?.string, let star = pattern.firstIndex(of: "*")
      else { return nil }
      let ending = String(pattern[pattern.index(after: star)...])
      guard star == pattern.startIndex, !ending.isEmpty, !ending.contains(where: { "*?[".contains($0) }) else {
        return nil
      }
      let names = scene.machine.entries(of: place(folder), limit: 200)?.map(\.string).sorted() ?? []
      return names.lazy.filter { isCandidate(folder.appending($0), ending) }.prefix(4).compactMap {
        missed(include, folder, $0, ending)
      }.first
    }
  }

  private func place(_ path: FilePath) -> Place { Place(path, in: instance.view) }

  private func isCandidate(_ path: FilePath, _ ending: String) -> Bool {
    guard let name = path.lastComponent?.string, !name.hasPrefix("."), !name.hasSuffix("~"),
      name.contains(ending + ".") || !SiteFiles.setAside.contains(path.extension ?? ""),
      !["disabled", "off", "example", "sample"].contains(path.extension ?? ""),
      let status = scene.machine.file(at: place(path))
    else { return false }
    return status.kind == .regular && status.size < 1 << 20
  }

  /// What a load with the file under its better name makes of it; nil where nginx would refuse it or it says nothing.
  private func missed(_ include: Include, _ folder: FilePath, _ name: String, _ ending: String) -> Missed? {
    let stem = name.firstRange(of: ending + ".").map { String(name[..<$0.lowerBound]) } ?? name
    let renamed = folder.appending(stem + ending).string
    let file = folder.appending(name).string
    guard scene.machine.file(at: place(FilePath(renamed)), followingLinks: false) == nil else { return nil }
    let base = MachineConfigurationFiles(machine: scene.machine, view: instance.view, reader: instance.master?.identity)
    let after = Configuration.load(
      file: instance.configuration.file, prefix: instance.configuration.prefix,
      files: AlteredFiles(base: base, links: [renamed: file]), build: instance.build)
    guard after.firstEmergency == nil, Self.directives(after.directives, have: renamed) else { return nil }
    return Missed(include: include, file: file, renamed: renamed, after: after)
  }

  private static func directives(_ directives: [Directive], have file: String) -> Bool {
    directives.contains { $0.position.file == file || Self.directives($0.block ?? [], have: file) }
  }
}
