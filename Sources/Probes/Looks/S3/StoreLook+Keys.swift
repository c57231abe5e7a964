import Diagnostics
import Facts
import Linux
import Notation

/// With which key the bucket is opened.
extension StoreLook {
  /// Takes a role's credentials where the settings name none and the user allows to ask; tells where they would come from.
  mutating func borrow() async {
    guard store.credentials == nil else { return }
    let environment = notes.application.map { $0.environment ?? [:] } ?? notes.scene.options.environment
    let role = RoleCredentials(store: store, client: notes.client, environment: environment)
    isLent = role.named != nil
    guard notes.scene.options.mayAskMetadata else {
      guard isLent || notes.application == nil && store.file == nil else { return }
      let lender = role.named ?? .machine
      return notes.record(
        S3Role(lender: .init(lender), outcome: .unasked),
        "No key for the bucket is at hand; a role may lend one (\(lender.rawValue)), which was not asked")
    }
    switch await role.ask() {
    case .lent(let settings):
      var store = store
      store.settings.merge(settings) { _, lent in lent }
      for secret in settings.values { notes.scene.redactor.learn(secret.value, from: "SECRET_KEY") }
      notes = StoreNotes(store: store, scene: notes.scene, recorder: notes.recorder)
      notes.record(
        S3Role(lender: .init(role.named ?? .machine), outcome: .lent),
        "A role lends \(notes.program) its key (\((role.named ?? .machine).rawValue))")
    case .refused(let reason):
      notes.record(
        S3Role(lender: .init(role.named ?? .machine), outcome: .refused),
        "No role lends \(notes.program) a key: \(reason)")
    }
  }

  /// The profile that the application names, where its credentials file has no such section.
  private var profile: String {
    guard let setting = notes.application?.setting(named: "AWS_PROFILE") else { return "" }
    return "; AWS_PROFILE is \(setting.value), which that file does not have"
  }

  func tellCredentialsAbsent() {
    let roles = [StoreRole.accessKey, .secretKey].filter { store[$0] == nil }
    let names = roles.map { role in
      store.bucket.name.hasPrefix("AWS")
        ? role == .accessKey ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY" : role.names[0]
    }
    notes.record(
      S3CredentialsAbsent(
        cloud: store.isAmazon, file: store.file?.path.shown, name: names.first ?? "", names: names,
        program: notes.program, running: notes.application != nil),
      "\(names.joined(separator: " and ")) \(names.count == 1 ? "is" : "are") set neither in \(notes.program), nor in its env file, nor in a shared credentials file\(profile)"
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
