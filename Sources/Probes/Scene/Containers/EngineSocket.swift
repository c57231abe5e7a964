import Diagnostics
import Linux
import Notation
import SystemPackage
import Wire

/// An engine's API behind a unix socket: the Docker Engine API, which Podman's service speaks too.
struct EngineSocket {
  let path: FilePath

  enum Answer: Sendable {
    case containers([Container])
    /// It refused, hung, or spoke something else.
    case problem(String)
  }

  /// The sockets of this machine that are there.
  static func all(on machine: any Machine, environment: String?) -> [EngineSocket] {
    var paths = ["/var/run/docker.sock", "/run/docker.sock", "/run/podman/podman.sock"].map { FilePath($0) }
    if let named = environment, named.hasPrefix("unix://") { paths.insert(FilePath(String(named.dropFirst(7))), at: 0) }
    for user in machine.entries(of: Place("/run/user"), limit: 50) ?? [] {
      paths.append(FilePath("/run/user").appending(user).appending("podman/podman.sock"))
    }
    var seen: Set<UInt64> = []
    return paths.filter { path in
      guard let status = machine.file(at: Place(path)), status.kind == .socket else { return false }
      return seen.insert(UInt64(status.inode)).inserted
    }.map { EngineSocket(path: $0) }
  }

  /// The running containers, at most a hundred, in at most some two seconds.
  func ask() async -> Answer {
    let began = ContinuousClock.now
    let list: Value
    switch await get("/v1.40/containers/json") {
    case .success(let value): list = value
    case .failure(let refusal): return .problem(refusal.words)
    }
    guard case .list(let entries) = list else { return .problem("it does not speak the Engine API") }
    var containers: [Container] = []
    for entry in entries.prefix(100) where began.duration(to: .now) < .seconds(2) {
      guard let id = entry.members?["Id"]?.text, id.allSatisfy({ $0.isHexDigit }) else { continue }
      guard case .success(let value) = await get("/v1.40/containers/\(id)/json") else { continue }
      if let container = Container(engine: path.string.contains("podman") ? "podman" : "docker", value) {
        containers.append(container)
      }
    }
    return .containers(containers)
  }

  private static func words(_ problem: ExchangeProblem?) -> String {
    switch problem {
    case .firstByteTimeout, .totalTimeout, .connectTimeout: "no answer came within a second"
    case .refused: "nobody listens behind it"
    case .connectFailed(let errno) where errno == Errno.permissionDenied.rawValue:
      "it is closed to this user; root and its owner's group may use it"
    case .malformedResponse, .badChunking, .headersTooLarge: "it does not speak HTTP"
    default: "no answer came"
    }
  }

  private struct Refusal: Error {
    let words: String
  }

  private func get(_ target: String) async -> Result<Value, Refusal> {
    guard let url = try? WireURL(parsing: "http://localhost\(target)") else { return .failure(Refusal(words: "")) }
    var options = ExchangeOptions()
    options.connectTo = [ConnectOverride(host: nil, port: nil, destination: .unix(path: path.string))]
    options.bodyLimit = 1 << 20
    options.timeouts = ExchangeTimeouts(
      resolve: .seconds(1), connect: .milliseconds(500), tls: .seconds(1), firstByte: .seconds(1), total: .seconds(2))
    let answer = await exchange(HTTPRequest(url, headers: [HTTPHeader("Accept", "application/json")]), options: options)
    guard let response = answer.response else {
      return .failure(Refusal(words: Self.words(answer.problem)))
    }
    guard response.status == 200 else { return .failure(Refusal(words: "it answered \(response.status)")) }
    let text = String(decoding: response.body, as: UTF8.self)
    guard let value = try? YAMLSource.documents(text: text, file: path.shown).first?.value else {
      return .failure(Refusal(words: "its answer is no JSON"))
    }
    return .success(value)
  }
}
