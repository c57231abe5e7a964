import Diagnostics
import Facts
import Linux
import Notation

/// With which key the bucket is opened.
extension StoreLook {
  /// Takes a role's credentials where the settings name none and the user allows to ask; tells where they would come from.
  mutating func askRole() async {
    guard store.credentials == nil else { return }
    let environment = context.application.map { $0.environment ?? [:] } ?? context.scene.options.environment
    let role = RoleCredentials(store: store, client: context.client, environment: environment)
    isLent = role.named != nil
    guard context.scene.options.mayAskMetadata else {
      guard isLent || context.application == nil && store.file == nil else { return }
      let lender = role.named ?? .machine
      return context.record(
        S3Role(lender: .init(lender), outcome: .unasked),
        "No key for the bucket is at hand; a role may lend one (\(lender.rawValue)), which was not asked")
    }
    switch await role.ask() {
    case .lent(let settings):
      var store = store
      store.settings.merge(settings) { _, lent in lent }
      for secret in settings.values { context.scene.redactor.learn(secret.value, from: "SECRET_KEY") }
      context = StoreContext(store: store, scene: context.scene, recorder: context.recorder)
      context.record(
        S3Role(lender: .init(role.named ?? .machine), outcome: .lent),
        "A role lends \(context.program) its key (\((role.named ?? .machine).rawValue))")
    case .refused(let reason):
      context.record(
        S3Role(lender: .init(role.named ?? .machine), outcome: .refused),
        "No role lends \(context.program) a key: \(reason)")
    }
  }

  /// The profile that the application names, where its credentials file has no such section.
  private var profile: String {
    guard let setting = context.application?.setting(named: "AWS_PROFILE") else { return "" }
    return "; AWS_PROFILE is \(setting.value), which that file does not have"
  }

  func recordCredentialsAbsent() {
    let roles = [StoreRole.accessKey, .secretKey].filter { store[$0] == nil }
    let names = roles.map { role in
      store.bucket.name.hasPrefix("AWS")
        ? role == .accessKey ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY" : role.names[0]
    }
    context.record(
      S3CredentialsAbsent(
        cloud: store.isAmazon, file: store.file?.path.shown, name: names.first ?? "", names: names,
        program: context.program, running: context.application != nil),
      "\(names.joined(separator: " and ")) \(names.count == 1 ? "is" : "are") set neither in \(context.program), nor in its env file, nor in a shared credentials file\(profile)"
    )
  }
}

extension S3Role.Lender {
  fileprivate init(_ lender: RoleCredentials.Lender) {
    self =
      switch lender {
      case .identity: .webIdentity
      case .container: .container
      case .machine: .machine
      }
  }
}
