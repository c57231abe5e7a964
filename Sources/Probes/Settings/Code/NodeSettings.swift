import Linux
import SystemPackage

/// What a Node service's own files say of uploads and static files: literals, `path.join(__dirname, …)` and
/// `process.env.NAME || …`.
struct NodeSettings {
  let folder: CodeFolder
  /// The script that was started, as its command line has it.
  let script: String?

  /// Where uploads are put: multer's `dest`, its disk storage's `destination`, formidable's `uploadDir`.
  private static let places = ["dest:", "destination:", "uploadDir:", "uploadDir =", "tempFileDir:"]

  func settings() -> [Setting] {
    var settings: [Setting] = []
    var served: [(prefix: String, setting: Setting)] = []
    for file in files() {
      let place = folder.place(file)
      let lines = folder.lines(file)
      let isUploading = lines.contains {
        $0.contains("multer") || $0.contains("formidable") || $0.contains("fileupload")
      }
      for (number, line) in lines.enumerated() where !line.trimmed.hasPrefix("//") {
        if isUploading, let path = target(line, below: place), !Self.isStage(path) {
          settings.append(Setting(name: "UPLOAD_PATH", value: path, file: place, line: number + 1))
        }
        if let argument = line.argument(of: ".static"), let path = self.path(argument, below: place) {
          let setting = Setting(name: "express.static", value: path, file: place, line: number + 1)
          settings.append(setting)
          if let prefix = line.argument(of: ".use")?.trimmed, prefix.hasPrefix("'") || prefix.hasPrefix("\"") {
            served.append((prefix.quoted.first ?? "/", setting))
          }
        }
      }
    }
    guard let uploads = settings.first(where: { $0.name == "UPLOAD_PATH" }) else { return settings }
    let own = served.first { absolute($0.setting.value) == absolute(uploads.value) }
    return settings
      + (own.map {
        [
          Setting(
            name: "UPLOAD_URL", value: "\($0.prefix)/", source: $0.setting.source, file: $0.setting.file,
            line: $0.setting.line)
        ]
      } ?? [])
  }

  /// A directory in which an upload waits for its place.
  private static func isStage(_ path: String) -> Bool {
    let words = path.lowercased().split(separator: "/")
    return words.contains { ["tmp", "temp", ".tmp", "incoming", "chunks"].contains($0) }
  }

  private func absolute(_ path: String) -> FilePath { folder.path.pushing(FilePath(path)).lexicallyNormalized() }

  /// The started script, the customary ones, and those in the directories where services keep their parts.
  private func files() -> [String] {
    let names = [
      script ?? "", "server.js", "app.js", "index.js", "main.js", "dist/main.js", "src/index.js", "src/app.js",
      "src/server.js",
    ]
    var files = names.filter { !$0.isEmpty && !$0.hasPrefix("/") && folder.has($0) }
    for part in ["routes", "src", "src/routes", "lib", "middleware", "src/middleware", "config", "api"] {
      let found = folder.machine.entries(of: folder.place(part), limit: 60) ?? []
      files += found.filter { ["js", "mjs", "cjs", "ts"].contains($0.extension ?? "") }.map { "\(part)/\($0.string)" }
        .sorted()
    }
    var seen: Set<String> = []
    return Array(files.filter { seen.insert($0).inserted }.prefix(40))
  }

  private func target(_ line: Substring, below place: Place) -> String? {
    for word in Self.places {
      guard let range = line.firstRange(of: word) else { continue }
      let rest = line[range.upperBound...].trimmed
      if let path = path(rest, below: place) { return path }
    }
    if line.contains("cb(null,"), let argument = line.argument(of: "cb") {
      let second = argument.drop { $0 != "," }.dropFirst().trimmed
      let isFolder = second.quoted.last.map { !$0.contains(".") || $0.hasPrefix(".") } ?? false
      return isFolder && !second.contains("file") ? path(second, below: place) : nil
    }
    return nil
  }

  /// The path that an expression begins with; nil where it is no literal.
  private func path(_ text: Substring, below place: Place) -> String? {
    var text = text.trimmed
    if text.hasPrefix("process.env.") {
      let name = text.dropFirst(12).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      if let value = folder.variable(String(name)), !value.isEmpty { return value }
      guard let or = text.firstRange(of: "||") ?? text.firstRange(of: "??") else { return nil }
      text = text[or.upperBound...].trimmed
    }
    let isJoined = text.hasPrefix("path.join(") || text.hasPrefix("path.resolve(")
    let isHere = text.hasPrefix("__dirname")
    guard isJoined || isHere || text.first.map({ "'\"`".contains($0) }) == true else { return nil }
    guard !text.contains("${"), let first = text.quoted.first else { return nil }
    if !isJoined, !isHere { return first }
    let parts = isHere ? [first] : (text.argument(of: "path.join") ?? text.argument(of: "path.resolve") ?? "").quoted
    let base =
      text.contains("__dirname")
      ? place.path.removingLastComponent()
      : parts.first?.hasPrefix("/") == true ? FilePath("/") : folder.path
    return parts.reduce(base) { $0.appending(FilePath($1).components) }.lexicallyNormalized().string
  }
}
