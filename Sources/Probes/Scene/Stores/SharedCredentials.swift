import Linux
import SystemPackage

/// The credentials and config files that the command line tools and SDKs share, as the application's account has them.
///
/// Format: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
struct SharedCredentials {
  let scene: Scene
  let application: Int?
  let view: Viewpoint

  func settings() -> [StoreRole: Setting] {
    guard let home else { return [:] }
    let profile = variable("AWS_PROFILE", "AWS_DEFAULT_PROFILE") ?? "default"
    let folder = home.appending(".aws")
    let credentials = variable("AWS_SHARED_CREDENTIALS_FILE").map { FilePath($0) } ?? folder.appending("credentials")
    let config = variable("AWS_CONFIG_FILE").map { FilePath($0) } ?? folder.appending("config")
    var found = section(profile, of: credentials)
    found.merge(section(profile == "default" ? profile : "profile \(profile)", of: config)) { own, _ in own }
    let names: [(String, StoreRole)] = [
      ("aws_access_key_id", .accessKey), ("aws_secret_access_key", .secretKey), ("aws_session_token", .sessionToken),
      ("region", .region), ("endpoint_url", .endpoint),
    ]
    var settings: [StoreRole: Setting] = [:]
    for (name, role) in names { settings[role] = found[name] }
    return settings
  }

  /// The variable of the application, else of servedoctor itself, that stands first among those which are set.
  private func variable(_ names: String...) -> String? {
    if let application { return scene.applications[application].layers.winner(of: names)?.setting.value }
    return names.lazy.compactMap { scene.options.environment[$0] }.first { !$0.isEmpty }
  }

  private var home: FilePath? {
    guard let application else { return FilePath(scene.options.environment["HOME"] ?? "/root") }
    let running = scene.applications[application]
    if let home = running.environment?["HOME"], home.hasPrefix("/") { return FilePath(home) }
    return scene.accounts(view).users.first { $0.uid == running.identity.uid }.map { FilePath($0.home) }
  }

  private func section(_ name: String, of path: FilePath) -> [String: Setting] {
    let place = Place(path, in: view)
    let machine = application.map { scene.applications[$0].reading(scene.machine) } ?? scene.machine
    guard let text = machine.text(place) else { return [:] }
    var settings: [String: Setting] = [:]
    var isInside = false
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.trimmed
      if line.hasPrefix("[") {
        isInside = line.dropFirst().prefix { $0 != "]" }.trimmed == name
      } else if isInside, let equals = line.firstIndex(of: "="), !line.hasPrefix("#") {
        let key = String(line[..<equals].trimmed)
        settings[key] = Setting(
          name: key, value: String(line[line.index(after: equals)...].trimmed), file: place, line: number + 1)
      }
    }
    return settings
  }
}
