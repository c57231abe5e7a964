import Diagnostics
import Linux
import Notation
import SystemPackage

/// What a Rails application says of its files: guides.rubyonrails.org/active_storage_overview.html.
struct RailsSettings {
  let folder: CodeFolder

  func settings() -> [Setting] {
    guard folder.has("config/application.rb") || folder.has("config/storage.yml") else { return [] }
    let environment = folder.variable("RAILS_ENV") ?? folder.variable("RACK_ENV") ?? "development"
    let file = "config/environments/\(environment).rb"
    let assignments = assignments(file)
    var settings: [Setting] = []
    if let served = assignments["config.public_file_server.enabled"] ?? assignments["config.serve_static_files"] {
      settings +=
        value(served.text).map {
          [Setting(name: "RAILS_SERVE_STATIC_FILES", value: $0, file: folder.place(file), line: served.line)]
        } ?? []
    }
    guard let service = assignments["config.active_storage.service"], let name = value(service.text) else {
      return settings
    }
    settings += storage(name)
    if !settings.contains(where: { $0.name == "ACTIVE_STORAGE_SERVICE" }) {
      settings.append(
        Setting(name: "ACTIVE_STORAGE_SERVICE", value: name, file: folder.place(file), line: service.line))
    }
    return settings
  }

  private func assignments(_ file: String) -> [String: (text: Substring, line: Int)] {
    folder.lines(file).enumerated().reduce(into: [:]) { found, element in
      let line = element.element.trimmed
      guard line.hasPrefix("config."), let equals = line.firstIndex(of: "=") else { return }
      found[String(line[..<equals].trimmed)] = (line[line.index(after: equals)...].trimmed, element.offset + 1)
    }
  }

  /// A literal, or a variable of the environment with its default; nil for every other expression.
  private func value(_ text: Substring) -> String? {
    let text = text.prefix { $0 != "#" }.trimmed
    if text == "true" || text == "false" { return String(text) }
    if text.hasPrefix(":") { return String(text.dropFirst()) }
    if text.hasPrefix("ENV"), let name = text.quoted.first {
      let own = folder.variable(name)
      if text.hasSuffix(".present?") { return own.map { $0.isEmpty ? "false" : "true" } ?? "false" }
      let usual =
        text.quoted.dropFirst().first
        ?? text.split(separator: ":").dropFirst().last.map { String($0.prefix { $0.isLetter || $0 == "_" }) }
      return own ?? usual
    }
    return text.quoted.count == 1 && (text.hasPrefix("'") || text.hasPrefix("\"")) ? text.quoted.first : nil
  }

  /// The service that config/storage.yml has by a name.
  private func storage(_ name: String) -> [Setting] {
    let (settings, service) = service(name)
    return settings + (service == "S3" ? bucket(name) : [])
  }

  /// The members of a service that keeps its files in a bucket, by the names that clients know them by.
  private static let members = [
    ("bucket", "S3_BUCKET"), ("region", "S3_REGION"), ("endpoint", "S3_ENDPOINT_URL"),
    ("access_key_id", "S3_ACCESS_KEY_ID"), ("secret_access_key", "S3_SECRET_ACCESS_KEY"),
    ("force_path_style", "S3_FORCE_PATH_STYLE"),
  ]

  /// The settings of the bucket, each where it is written: in an env file that the line takes it from, else here.
  private func bucket(_ service: String) -> [Setting] {
    let place = folder.place("config/storage.yml")
    var settings: [Setting] = []
    var isInside = false
    for (number, line) in folder.lines("config/storage.yml").enumerated() {
      if let first = line.first, first.isLetter { isInside = line.hasPrefix("\(service):") }
      let pair = line.trimmed
      guard isInside, line.first == " ", let colon = pair.firstIndex(of: ":"),
        let meaning = Self.members.first(where: { $0.0 == pair[..<colon] })?.1
      else { continue }
      let text = pair[pair.index(after: colon)...].trimmed
      let isRuby = text.hasPrefix("<%=")
      let ruby = text.dropFirst(3).prefix { $0 != "%" }.trimmed
      let value = isRuby ? value(ruby) : String(text.filter { $0 != "\"" && $0 != "'" })
      guard let value, !value.isEmpty else { continue }
      let variable = isRuby && ruby.hasPrefix("ENV") ? ruby.quoted.first : nil
      var setting =
        variable.flatMap(folder.written)
        ?? Setting(name: variable ?? meaning, value: value, file: place, line: number + 1)
      setting.meaning = meaning
      settings.append(setting)
    }
    return settings
  }

  private func service(_ name: String) -> (settings: [Setting], kind: String) {
    let place = folder.place("config/storage.yml")
    guard let text = folder.machine.text(place, limit: 1 << 16) else { return ([], "") }
    let plain = text.split(separator: "\n", omittingEmptySubsequences: false).map(expanded).joined(separator: "\n")
    guard let document = try? YAMLSource.documents(text: plain, file: place.path.shown).first,
      let members = document.value.members?[name]?.members, let service = members["service"]?.text
    else { return ([], "") }
    var settings = [
      Setting(
        name: "ACTIVE_STORAGE_SERVICE", value: service == "Disk" ? "disk" : service.lowercased(), file: place,
        line: document.line(of: [name, "service"]) ?? 1)
    ]
    if service == "Disk", let root = members["root"]?.text, !root.isEmpty {
      settings.append(
        Setting(name: "STORAGE_PATH", value: root, file: place, line: document.line(of: [name, "root"]) ?? 1))
    }
    return (settings, service)
  }

  /// A line of YAML with its embedded Ruby evaluated, where that is `Rails.root.join` or `ENV`.
  private func expanded(_ line: Substring) -> String {
    guard let open = line.firstRange(of: "<%="), let close = line.firstRange(of: "%>"),
      open.upperBound <= close.lowerBound
    else { return line.contains("<%") ? "" : String(line) }
    let inner = line[open.upperBound..<close.lowerBound].trimmed
    let rest = line[close.upperBound...]
    if inner.hasPrefix("Rails.root") {
      let path = inner.quoted.reduce(folder.path) { $0.appending(FilePath($1).components) }
      return line[..<open.lowerBound] + path.string + rest
    }
    return line[..<open.lowerBound] + (value(inner) ?? "") + rest
  }
}
