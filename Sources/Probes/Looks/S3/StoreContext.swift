import Diagnostics
import Linux
import Nginx
import Notation
import SystemPackage
import Wire

/// What the looks at one store share: the store, how it is asked, and how observations are recorded.
struct StoreContext: Sendable {
  let store: ObjectStore
  let scene: Scene
  let recorder: Recorder
  let client: StoreClient

  init(store: ObjectStore, scene: Scene, recorder: Recorder) {
    self.store = store
    self.scene = scene
    self.recorder = recorder
    client = StoreClient(store: store, scene: scene)
  }

  var bucket: String { store.bucket.value }
  var endpoint: String { store.base?.origin ?? "" }
  var application: Application? { store.application.map { scene.applications[$0] } }
  var program: String { application.map { "\($0.program) (pid \($0.lead.pid))" } ?? "the settings" }

  /// Who has to do with the bucket, before its name.
  var who: String {
    application != nil
      ? "\(program) keeps files in" : store.file != nil ? "The settings name" : "The command line names"
  }

  /// The key of the object that a URL leads to, through nginx too; nil where it leads elsewhere.
  func key(of url: WebURL) -> String? {
    let known = StoreURL(store: store)
    if let key = known.key(of: url) { return key }
    for examined in scene.cases where examined.url == url.description {
      guard let upstream = scene.resolved(examined)?.answer.upstream, let uri = upstream.uri else { continue }
      let pass = URLReference(upstream.url)
      for authority in [pass.hostAndPort].compactMap(\.self) + upstream.addresses {
        let scheme = pass.scheme == "https" ? "https" : "http"
        if let behind = try? WebURL(parsing: "\(scheme)://\(authority)\(uri)"), let key = known.key(of: behind) {
          return key
        }
      }
    }
    return nil
  }

  func record(_ value: some FactValue, key: String? = nil, url: String? = nil, _ summary: String) {
    recorder.record(value, of: store.subject(key: key, url: url), summary)
  }

  /// The commands that give a setting another value and let the application take it.
  func change(_ role: StoreRole, to value: String) -> [String] {
    guard let setting = store[role] else { return adding(role.names[0], value) }
    let value = asWritten(value, in: setting, role)
    guard let edit = SettingEdit(setting: setting, value: value).command(on: scene.machine) else { return [] }
    return [edit] + restart(setting.name, value)
  }

  /// An address without its scheme, where the setting has none and the scheme stays.
  private func asWritten(_ value: String, in setting: Setting, _ role: StoreRole) -> String {
    let present = role == .endpoint ? store.base : role == .publicBase ? store.publicBase : nil
    guard let present, !setting.value.contains("//"), let mark = value.firstRange(of: "://"),
      value[..<mark.lowerBound] == present.scheme.rawValue
    else { return value }
    return String(value[mark.upperBound...])
  }

  private func adding(_ name: String, _ value: String) -> [String] {
    guard let file = store.file else { return [] }
    return ["echo \("\(name)=\(value)".shellQuoted) >> \(file.reachable.shellQuoted)"] + restart(name, value)
  }

  private func restart(_ name: String, _ value: String) -> [String] {
    guard let application else { return [] }
    var restart = Restart(application: application, scene: scene)
    if application.environment?[name] != nil { restart.entries = [(name, value)] }
    return restart.commands()
  }

  /// The store for the aws tool: its address option.
  var tool: String {
    store.isAmazon ? "aws" : "aws --endpoint-url \(endpoint.shellQuoted)"
  }
}
