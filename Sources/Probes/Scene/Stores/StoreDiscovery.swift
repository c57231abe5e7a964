import Linux
import Notation
import SystemPackage
import Wire

/// Finds the buckets that applications and the user name.
struct StoreDiscovery {
  let scene: Scene

  func stores() -> [ObjectStore] {
    var stores = scene.applications.indices.compactMap { store(of: $0) }
    if stores.isEmpty, let loose = looseStore() { stores = [loose] }
    if stores.isEmpty, let named = optionStore() { stores = [named] }
    var seen: Set<String> = []
    return stores.filter { seen.insert("\($0.base?.description ?? "") \($0.bucket.value)").inserted }
  }

  /// The names of buckets in targets and options, the option first.
  private var named: Setting? {
    if let bucket = scene.options.s3Bucket { return Setting(name: "--s3-bucket", value: bucket, source: "--s3-bucket") }
    let objects = scene.options.targets.compactMap { if case .object(let name) = $0 { name } else { nil } }
    return objects.first.map {
      Setting(name: "target", value: String($0.dropFirst(5).prefix { $0 != "/" }), source: "the target \($0)")
    }
  }

  private func store(of number: Int) -> ObjectStore? {
    let application = scene.applications[number]
    let running = "environment of \(application.program) (pid \(application.lead.pid))"
    func setting(_ role: StoreRole) -> Setting? {
      for name in role.names {
        if let code = application.code.first(where: { ($0.meaning ?? $0.name) == name && !$0.value.isEmpty }) {
          return code
        }
        if let value = application.environment?[name], !value.isEmpty {
          let written = application.files.flatMap(\.settings).last { $0.name == name && $0.value == value }
          return written ?? Setting(name: name, value: value, source: running)
        }
      }
      guard application.environment == nil || application.readsFiles else { return nil }
      return Self.last(role, in: application.files)
    }
    return assembled(setting, application: number, files: application.files, view: application.view)
  }

  private func looseStore() -> ObjectStore? {
    let files = scene.looseFiles
    return assembled({ Self.last($0, in: files) }, application: nil, files: files, view: .own)
  }

  private func optionStore() -> ObjectStore? { assembled({ _ in nil }, application: nil, files: [], view: .own) }

  /// A setting of the examiner's own environment, which speaks for a bucket that the user names.
  private func own(_ role: StoreRole) -> Setting? {
    let environment = scene.options.environment
    guard role != .bucket, let name = role.names.first(where: { environment[$0]?.isEmpty == false }) else { return nil }
    return Setting(name: name, value: environment[name] ?? "", source: "environment of servedoctor")
  }

  private static func last(_ role: StoreRole, in files: [EnvironmentFile]) -> Setting? {
    for name in role.names {
      if let found = files.lazy.flatMap(\.settings).last(where: { $0.name == name && !$0.value.isEmpty }) {
        return found
      }
    }
    return nil
  }

  private func assembled(
    _ setting: (StoreRole) -> Setting?, application: Int?, files: [EnvironmentFile], view: Viewpoint
  ) -> ObjectStore? {
    var settings: [StoreRole: Setting] = [:]
    for role in StoreRole.allCases { settings[role] = option(role) ?? setting(role) }
    let isNamed = scene.options.s3Bucket != nil || settings[.bucket] == nil
    guard let bucket = settings[.bucket] ?? named else { return nil }
    if isNamed { for role in StoreRole.allCases where settings[role] == nil { settings[role] = own(role) } }
    if settings[.accessKey] == nil {
      let shared = SharedCredentials(scene: scene, application: application, view: view)
      settings.merge(shared.settings()) { own, _ in own }
    }
    if let secret = settings[.secretKey]?.value { scene.redactor.learn(secret, from: "SECRET_KEY") }
    if let token = settings[.sessionToken]?.value { scene.redactor.learn(token, from: "SESSION_TOKEN") }
    if let key = settings[.accessKey]?.value { scene.redactor.learn(key, from: "ACCESS_KEY") }
    let file = bucket.file ?? settings.values.lazy.compactMap(\.file).first ?? files.last?.place
    return ObjectStore(bucket: bucket, settings: settings, application: application, file: file, view: view)
  }

  private func option(_ role: StoreRole) -> Setting? {
    let options = scene.options
    let value: String? =
      switch role {
      case .bucket: options.s3Bucket
      case .region: options.s3Region
      case .endpoint: options.s3Endpoint
      case .publicBase: options.s3PublicBase
      case .style: options.isS3PathStyle ? "path" : nil
      default: nil
      }
    guard let value, let name = role.option else { return nil }
    return Setting(name: name, value: value, source: name)
  }
}
