import Linux
import Notation
import Wire

/// Keys as objects of a bucket, known from its listing; what lies beyond the pages that are read is asked for one by one.
actor BucketStore: ReferenceStore {
  /// Pages of a thousand keys that are read at most.
  static let pages = 200

  nonisolated let name: String
  private let client: StoreClient
  private let prefix: String
  private let end: ContinuousClock.Instant
  private var sizes: [String: Int] = [:]
  private var listed: Result<Bool, Problem>?

  /// Why the bucket cannot be listed.
  private struct Problem: Error { let words: String }

  /// - Parameter end: until when requests may be sent.
  init(_ store: ObjectStore, scene: Scene, until end: ContinuousClock.Instant) {
    client = StoreClient(store: store, scene: scene)
    var prefix = store[.prefix]?.value ?? ""
    if !prefix.isEmpty, !prefix.hasSuffix("/") { prefix += "/" }
    self.prefix = prefix
    self.end = end
    name = "s3://\(store.bucket.value)/\(prefix)"
  }

  func states(of keys: [[UInt8]]) async -> [ReferenceState] {
    let isWhole: Bool
    switch await list() {
    case .success(let whole): isWhole = whole
    case .failure(let problem): return keys.map { _ in .unknown(problem.words) }
    }
    var states: [ReferenceState] = []
    for key in keys {
      let wanted = object(key)
      if let size = sizes[wanted] {
        states.append(.present(size: size, status: nil))
      } else {
        states.append(isWhole ? .absent : await ask(wanted))
      }
    }
    return states
  }

  func nearKey(to key: [UInt8]) async -> NearKey? {
    guard case .success = await list() else { return nil }
    let wanted = String(decoding: key, as: UTF8.self)
    let decoded = String(decoding: PercentEncoding.decode(wanted), as: UTF8.self)
    let shorter = wanted.firstIndex(of: "/").map { String(wanted[wanted.index(after: $0)...]) }
    let candidates: [(String?, NearKey.Kind)] = [
      (String(wanted.map { $0 == "+" ? " " : $0 }), .plusForSpace), (decoded, .encoding), (shorter, .prefix),
      (String(wanted.map { $0 == "\\" ? "/" : $0 }), .backslash),
    ]
    for case (let other?, let kind) in candidates where other != wanted && sizes[prefix + other] != nil {
      return NearKey(key: Array(other.utf8), kind: kind)
    }
    return nil
  }

  func contents(of key: [UInt8], limit: Int) async -> [UInt8]? {
    guard ContinuousClock.now < end, let reply = await client.send(.init(key: object(key))), reply.isSuccess,
      let response = reply.exchange.response, response.body.count == response.bodyLength
    else { return nil }
    return response.body
  }

  private func object(_ key: [UInt8]) -> String { prefix + String(decoding: key, as: UTF8.self) }

  /// Reads the listing once; says whether it is whole.
  private func list() async -> Result<Bool, Problem> {
    if let listed { return listed }
    let result = await pages()
    listed = result
    return result
  }

  private func pages() async -> Result<Bool, Problem> {
    var token: String?
    for _ in 0..<Self.pages {
      guard ContinuousClock.now < end else { return .success(false) }
      let query =
        [("list-type", "2"), ("max-keys", "1000"), ("prefix", prefix)]
        + (token.map { [("continuation-token", $0)] } ?? [])
      guard let reply = await client.send(.init(query: query)) else {
        return .failure(Problem(words: "no key for the bucket is at hand"))
      }
      guard let listing = reply.listing else {
        return token == nil ? .failure(Problem(words: "listing \(name) is answered \(reply.told)")) : .success(false)
      }
      for object in listing.objects { sizes[object.key] = object.size ?? 0 }
      token = listing.next
      if token == nil { return .success(true) }
    }
    return .success(false)
  }

  private func ask(_ key: String) async -> ReferenceState {
    guard ContinuousClock.now < end else { return .unknown("time was up") }
    guard let head = await client.send(.init(method: "HEAD", key: key)) else { return .unknown("no key is at hand") }
    if head.isSuccess {
      return .present(size: head.header("Content-Length").flatMap { Int($0) } ?? 0, status: nil)
    }
    return head.status == 404 ? .absent : .unknown("\(key) is answered \(head.told)")
  }
}
