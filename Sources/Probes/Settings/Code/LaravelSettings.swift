import Linux
import SystemPackage

/// What a Laravel project's config/filesystems.php says: laravel.com/docs/filesystem.
struct LaravelSettings {
  let folder: CodeFolder

  private struct Disk {
    var driver = ""
    var root: Setting?
    var url: Setting?
  }

  func settings() -> [Setting] {
    guard folder.has("artisan") else { return [] }
    let place = folder.place("config/filesystems.php")
    var disks: [String: Disk] = [:]
    var chosen: Setting?
    var isInDisks = false
    var name: String?
    for (number, line) in folder.lines("config/filesystems.php").enumerated() {
      let text = line.trimmed
      guard !text.hasPrefix("//"), !text.hasPrefix("*"), !text.hasPrefix("|"), let arrow = text.firstRange(of: "=>"),
        let key = text[..<arrow.lowerBound].quoted.first
      else { continue }
      let rest = text[arrow.upperBound...].trimmed
      func setting(_ name: String) -> Setting? {
        value(rest).map { Setting(name: name, value: $0, file: place, line: number + 1) }
      }
      switch key {
      case "default" where !isInDisks: chosen = setting("FILESYSTEM_DISK")
      case "disks": isInDisks = true
      case "links": isInDisks = false
      case "driver": name.map { disks[$0, default: Disk()].driver = value(rest) ?? "" }
      case "root": name.map { disks[$0, default: Disk()].root = setting("STORAGE_PATH") }
      case "url": name.map { disks[$0, default: Disk()].url = setting("FILES_URL") }
      default: if isInDisks, rest.hasPrefix("[") || rest.hasPrefix("array(") { name = key }
      }
    }
    return settings(disks, chosen)
  }

  /// The disk of uploads: the default one where it has an address, else the public one.
  private func settings(_ disks: [String: Disk], _ chosen: Setting?) -> [Setting] {
    let own = chosen.flatMap { disks[$0.value] }
    let backend = chosen.map { [$0] } ?? []
    if let own, own.driver != "local", !own.driver.isEmpty {
      return chosen.map { [Setting(name: $0.name, value: own.driver, source: $0.source, file: $0.file, line: $0.line)] }
        ?? []
    }
    guard let disk = own?.url != nil ? own : disks["public"] ?? own, let root = disk.root else { return backend }
    let address = disk.url ?? root.named("FILES_URL")
    let path = disk.url.map { URLPath.prefix(of: $0.value) } ?? "/storage/"
    return backend + [
      root, Setting(name: "FILES_URL", value: path, source: address.source, file: address.file, line: address.line),
    ]
  }

  /// Literals, `env('NAME', default)`, Laravel's own directories, and these joined by dots; nil for anything else.
  private func value(_ text: Substring) -> String? {
    joined(text).flatMap { $0.isEmpty ? nil : $0 }
  }

  private func joined(_ text: Substring) -> String? {
    var result = ""
    for part in Self.parts(text) {
      guard let value = single(part) else { return nil }
      result += value
    }
    return result
  }

  private func single(_ part: Substring) -> String? {
    let bases = ["storage_path": "storage", "public_path": "public", "base_path": "", "app_path": "app"]
    for (word, relative) in bases where part.hasPrefix("\(word)(") {
      let inner = (part.argument(of: word) ?? "").quoted.first ?? ""
      return folder.path.appending(FilePath(relative).components).appending(FilePath(inner).components).string
    }
    if let inner = part.argument(of: "env"), part.hasPrefix("env("), let name = inner.quoted.first {
      if let own = folder.variable(name), !own.isEmpty { return own }
      let usual = inner.drop { $0 != "," }.dropFirst().trimmed
      return usual.isEmpty ? "" : joined(usual)
    }
    if part.hasPrefix("rtrim("), let inner = part.argument(of: "rtrim") { return joined(inner.prefix { $0 != "," }) }
    guard let quote = part.first, quote == "'" || quote == "\"" else { return nil }
    return part.quoted.first
  }

  /// The operands of a concatenation, up to the comma that ends it.
  private static func parts(_ text: Substring) -> [Substring] {
    var (parts, depth, quote): ([Substring], Int, Character?) = ([], 0, nil)
    var start = text.startIndex
    var end = text.endIndex
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "(" || character == "[" {
        depth += 1
      } else if character == ")" || character == "]" {
        depth -= 1
      } else if depth == 0, character == "." {
        parts.append(text[start..<index].trimmed)
        start = text.index(after: index)
      } else if depth == 0, character == "," {
        end = index
        break
      }
    }
    return parts + [text[start..<end].trimmed]
  }
}
