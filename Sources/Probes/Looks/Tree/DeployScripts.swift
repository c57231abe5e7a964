import Diagnostics
import Linux
import SystemPackage

/// Scripts that deploy an application, read for what they delete.
struct DeployScripts {
  let scene: Scene
  let application: Int?

  struct Deletion {
    let script: String
    let line: Int
    let text: String
  }

  /// Lines that empty or replace a directory which holds the given one.
  func deletions(of media: Place) -> [Deletion] {
    scripts().flatMap { script -> [Deletion] in
      guard let text = scene.machine.text(script, limit: 1 << 16) else { return [] }
      return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { number, line in
        guard deletes(line, media.path) else { return nil }
        return Deletion(
          script: script.path.shown, line: number + 1, text: String(line.drop { $0 == " " || $0 == "\t" }))
      }
    }
  }

  private func scripts() -> [Place] {
    var folders: [Place] = scene.options.project.map { [Place($0)] } ?? []
    if let application, let folder = scene.applications[application].workingDirectory {
      folders.append(Place(folder, in: scene.applications[application].view))
    }
    return folders.filter { $0.path != "/" }.flatMap { folder in
      [folder, folder.appending("bin"), folder.appending("scripts"), folder.appending("deploy")].flatMap { directory in
        ((try? scene.machine.names(in: directory, limit: 300)) ?? []).filter { name in
          let text = name.string.lowercased()
          return text.hasSuffix(".sh") || text.hasPrefix("deploy") || text == "makefile" || text == "fabfile.py"
            || text.hasPrefix("release")
        }.map { directory.appending($0.string) }
      }
    }
  }

  /// `rsync --delete … DIR` or `rm -r DIR` where the directory is the media root or one above it.
  private func deletes(_ line: Substring, _ media: FilePath) -> Bool {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map { $0.filter { $0 != "\"" && $0 != "'" } }
    guard !line.drop(while: { $0 == " " }).hasPrefix("#") else { return false }
    func covers(_ word: String?) -> Bool {
      guard let word, word.hasPrefix("/") else { return false }
      let path = FilePath(word.hasSuffix("/*") ? String(word.dropLast(2)) : word)
      return path.components.count > 1 && media.starts(with: path)
    }
    if words.contains("rsync"), words.contains(where: { $0.hasPrefix("--delete") }) {
      let excluded = words.contains { $0.hasPrefix("--exclude") && $0.contains(media.lastComponent?.string ?? "/") }
      return covers(words.last) && !excluded
    }
    if let index = words.firstIndex(of: "rm"),
      words.dropFirst(index + 1).contains(where: { $0.hasPrefix("-") && $0.lowercased().contains("r") })
    {
      return words.dropFirst(index + 1).contains { covers($0) }
    }
    return false
  }
}
