import Diagnostics
import Linux
import Notation
import SystemPackage
import Wire

/// Credentials that a role lends to a pod, a container or a machine for a while; fetched only where the user allows it.
///
/// Protocols: https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html and the pages it leads to.
struct RoleCredentials {
  /// Who lends them, as the environment says.
  enum Lender: String {
    case identity = "web identity"
    case container
    case machine
  }

  enum Answer {
    case lent([StoreRole: Setting])
    /// None came; why not.
    case refused(String)
  }

  let store: ObjectStore
  let client: StoreClient
  /// The environment of the program that would ask.
  let environment: [String: String]

  /// The first lender that the environment names, in the order of the SDKs; nil where it names none.
  var named: Lender? {
    if environment["AWS_WEB_IDENTITY_TOKEN_FILE"] != nil, environment["AWS_ROLE_ARN"] != nil { return .identity }
    let names = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"]
    return names.contains { environment[$0] != nil } ? .container : nil
  }

  /// Asks the named lender, else the machine's own metadata address.
  func ask() async -> Answer {
    switch named ?? .machine {
    case .identity: await askIdentity()
    case .container: await askContainer()
    case .machine: await askMachine()
    }
  }

  // MARK: lenders

  private func askIdentity() async -> Answer {
    let path = environment["AWS_WEB_IDENTITY_TOKEN_FILE"] ?? ""
    guard let token = text(of: path) else { return .refused("the token file \(path) cannot be read") }
    let address =
      environment["AWS_ENDPOINT_URL_STS"] ?? environment["AWS_ENDPOINT_URL"]
      ?? "https://sts.\(store.region).amazonaws.com"
    guard let url = try? WebURL(parsing: address) else { return .refused("\(address) is no address") }
    let fields = [
      ("Action", "AssumeRoleWithWebIdentity"), ("Version", "2011-06-15"),
      ("RoleArn", environment["AWS_ROLE_ARN"] ?? ""),
      ("RoleSessionName", environment["AWS_ROLE_SESSION_NAME"] ?? "servedoctor"), ("WebIdentityToken", token),
    ]
    let body = fields.map { "\($0)=\(PercentEncoding.encode($1.utf8))" }.joined(separator: "&")
    let reply = await client.fetch(
      url, method: "POST", headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded")],
      body: Array(body.utf8))
    guard case .document(let root) = reply.answer,
      let lent = root.first("AssumeRoleWithWebIdentityResult")?.first("Credentials")
    else { return .refused("\(address) answers \(reply.told)") }
    return settings(
      lent.text(of: "AccessKeyId"), lent.text(of: "SecretAccessKey"), lent.text(of: "SessionToken"), from: address)
  }

  private func askContainer() async -> Answer {
    let address =
      environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"].map { "http://169.254.170.2\($0)" }
      ?? environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] ?? ""
    guard let url = try? WebURL(parsing: address), url.scheme == .https || Self.mayHear(url.host) else {
      return .refused("\(address) is no address of a credentials service")
    }
    let token =
      environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"].flatMap { text(of: $0) }
      ?? environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
    return await document(at: url, [token.map { HTTPHeader("Authorization", $0) }].compactMap(\.self))
  }

  private func askMachine() async -> Answer {
    let address = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? "http://169.254.169.254"
    guard var url = try? WebURL(parsing: address) else { return .refused("\(address) is no address") }
    func path(_ rest: String) -> WebURL {
      url.target = "/latest/\(rest)"
      return url
    }
    // A container one hop further away gets no token; older machines answer without one.
    let pass = await client.fetch(
      path("api/token"), method: "PUT", headers: [HTTPHeader("X-aws-ec2-metadata-token-ttl-seconds", "60")])
    let headers = pass.isSuccess ? [HTTPHeader("X-aws-ec2-metadata-token", pass.text)] : []
    let roles = await client.fetch(path("meta-data/iam/security-credentials/"), headers: headers)
    guard roles.isSuccess, let role = roles.text.split(separator: "\n").first else {
      return .refused("\(address) answers \(roles.told)")
    }
    return await document(at: path("meta-data/iam/security-credentials/\(role)"), headers)
  }

  // MARK: answers

  private func document(at url: WebURL, _ headers: [HTTPHeader]) async -> Answer {
    let reply = await client.fetch(url, headers: headers)
    guard reply.isSuccess, let body = reply.exchange.response?.body, let lent = try? JSONReader.value(body).members
    else { return .refused("\(url) answers \(reply.told)") }
    return settings(
      lent["AccessKeyId"]?.text, lent["SecretAccessKey"]?.text, lent["Token"]?.text, from: url.description)
  }

  private func settings(_ key: String?, _ secret: String?, _ token: String?, from source: String) -> Answer {
    guard let key, let secret else { return .refused("\(source) answers without a key") }
    var lent = [
      StoreRole.accessKey: Setting(name: "AccessKeyId", value: key, source: source),
      .secretKey: Setting(name: "SecretAccessKey", value: secret, source: source),
    ]
    lent[.sessionToken] = token.map { Setting(name: "Token", value: $0, source: source) }
    return .lent(lent)
  }

  private func text(of path: String) -> String? {
    let scene = client.scene
    let machine = store.application.map { scene.applications[$0].reading(scene.machine) } ?? scene.machine
    return machine.text(Place(FilePath(path), in: store.view), limit: 65_536).map { String($0[...].trimmed) }
  }

  /// Without TLS the SDKs hand the container's token to these addresses only.
  private static func mayHear(_ host: String) -> Bool {
    ["localhost", "127.0.0.1", "::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"].contains(host)
  }
}
