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
    return assembled(application.layers, application: number, files: application.files, view: application.view)
  }

  private func looseStore() -> ObjectStore? {
    let files = scene.looseFiles
    let layers = SettingLayers([.envFile: files.flatMap(\.settings)])
    return assembled(layers, application: nil, files: files, view: .own)
  }

  private func optionStore() -> ObjectStore? { assembled(SettingLayers([:]), application: nil, files: [], view: .own) }

  private func assembled(
    _ layers: SettingLayers, application: Int?, files: [EnvironmentFile], view: Viewpoint
  ) -> ObjectStore? {
    var layers = layers.adding(StoreRole.allCases.compactMap(option), as: .option)
    let configured = setting(.bucket, in: layers)
    guard let bucket = configured ?? named else { return nil }
    if scene.options.s3Bucket != nil || configured == nil { layers = layers.adding(own, as: .examiner) }
    var settings: [StoreRole: Setting] = [:]
    for role in StoreRole.allCases { settings[role] = setting(role, in: layers) }
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

  /// The setting that wins, told by the line that the process has it from where an env file still says so.
  private func setting(_ role: StoreRole, in layers: SettingLayers) -> Setting? {
    guard let winner = layers.winner(of: role.names) else { return nil }
    return winner.layer == .process ? layers.line(of: winner.setting) ?? winner.setting : winner.setting
  }

  /// Settings of the examiner's own environment, which speak for a bucket that the user names.
  private var own: [Setting] {
    let names = Set(StoreRole.allCases.filter { $0 != .bucket }.flatMap(\.names))
    return scene.options.environment.filter { names.contains($0.key) }.map {
      Setting(name: $0.key, value: $0.value, source: "environment of servedoctor")
    }
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
    var setting = Setting(name: name, value: value, source: name)
    setting.meaning = role.names[0]
    return setting
  }
}
