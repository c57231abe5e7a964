import Diagnostics
import Linux
import Notation
import Wire

/// A bucket that an application keeps files in, or that the user names, with each setting and its source.
struct ObjectStore: Sendable {
  let bucket: Setting
  var settings: [StoreRole: Setting]
  /// The number of the application, in `scene.applications`.
  let application: Int?
  /// The env file that a missing setting would be written to.
  let file: Place?
  /// Where its program runs, and so looks for certificates.
  let view: Viewpoint

  subscript(role: StoreRole) -> Setting? { settings[role] }

  var region: String { self[.region]?.value ?? "us-east-1" }

  /// The store's address; AWS's own where no setting names one.
  var base: WebURL? {
    let text = self[.endpoint]?.value ?? "https://s3.\(region).amazonaws.com"
    return Self.address(text.contains("://") ? text : "\(scheme(of: text))://\(text)")
  }

  /// The scheme of an endpoint that is written without one: as the client is told, else by its port.
  private func scheme(of text: String) -> String {
    if let value = self[.secure]?.value.lowercased() {
      return ["false", "0", "no", "off"].contains(value) ? "http" : "https"
    }
    return text.hasSuffix(":80") ? "http" : "https"
  }

  var isAmazon: Bool { base?.host.hasSuffix(".amazonaws.com") ?? false }

  /// How the client writes the bucket into the URL: as it is set, else as clients do on their own.
  var style: S3Endpoint.Style {
    let value = self[.style]?.value.lowercased() ?? ""
    switch value {
    case "path", "true", "1", "yes", "on": return .path
    case "virtual", "false", "0", "no", "off": return .virtualHost
    default: return isAmazon && !(base?.scheme == .https && bucket.value.contains(".")) ? .virtualHost : .path
    }
  }

  var credentials: SigningCredentials? {
    guard let key = self[.accessKey]?.value, let secret = self[.secretKey]?.value else { return nil }
    return SigningCredentials(accessKey: key, secretKey: secret, sessionToken: self[.sessionToken]?.value)
  }

  /// The URL under which objects are public, without a slash at its end.
  var publicBase: WebURL? {
    guard var text = self[.publicBase]?.value, !text.isEmpty else { return nil }
    if text.hasPrefix("//") { text = "https:" + text }
    if !text.contains("://") {
      let name = self[.protocolName]?.value.filter { $0.isLetter } ?? "https"
      text = "\(name == "http" ? "http" : "https")://" + text
    }
    while text.hasSuffix("/") { text.removeLast() }
    return Self.address(text)
  }

  /// A store is asked with signatures or as by anybody: never with a password that stands in its address.
  private static func address(_ text: String) -> WebURL? {
    var url = try? WebURL(parsing: text)
    url?.credentials = nil
    return url
  }

  func subject(key: String? = nil, url: String? = nil) -> Subject {
    var subject: Subject = [.bucket: bucket.value]
    subject[.key] = key
    subject[.url] = url
    return subject
  }
}
