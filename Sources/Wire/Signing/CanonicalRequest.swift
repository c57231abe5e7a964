import Notation

/// The one form of a request that client and server both sign (AWS Signature Version 4, "Create a canonical request").
struct CanonicalRequest: Sendable, Hashable {
  let text: String
  /// The names of the signed headers, joined by semicolons.
  let signedHeaders: String

  init(_ request: HTTPRequest, pathRule: RequestSigner.PathRule, payloadHash: String) {
    let target = request.url.target
    let path = target.prefix { $0 != "?" }
    let headers = CanonicalRequest.headers(request)
    signedHeaders = headers.map(\.name).joined(separator: ";")
    text = [
      request.method, CanonicalRequest.path(String(path), pathRule),
      CanonicalRequest.query(target[path.endIndex...].dropFirst()),
      headers.map { "\($0.name):\($0.value)\n" }.joined(), signedHeaders, payloadHash,
    ].joined(separator: "\n")
  }

  /// Headers that change on the way or come in only later.
  private static let unsigned: Set<String> = [
    "authorization", "connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id",
  ]

  private static func headers(_ request: HTTPRequest) -> [HTTPHeader] {
    var values: [String: [String]] = [:]
    if request.headers.first("Host") == nil { values["host"] = [request.url.authority] }
    for header in request.headers where !unsigned.contains(header.name.lowercased()) {
      let words = header.value.split { $0 == " " || $0 == "\t" }
      values[header.name.lowercased(), default: []].append(words.joined(separator: " "))
    }
    return values.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
      HTTPHeader($0, (values[$0] ?? []).joined(separator: ","))
    }
  }

  private static func path(_ path: String, _ rule: RequestSigner.PathRule) -> String {
    switch rule {
    case .s3: return PercentEncoding.encode(PercentEncoding.decode(path), keeping: .unreservedAndSlash)
    case .standard(let normalizes):
      return PercentEncoding.encode((normalizes ? normalized(path) : path).utf8, keeping: .unreservedAndSlash)
    }
  }

  private static func normalized(_ path: String) -> String {
    var kept: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    for segment in segments where !segment.isEmpty && segment != "." {
      if segment == ".." { _ = kept.popLast() } else { kept.append(segment) }
    }
    let isDirectory = segments.last?.isEmpty == true && !kept.isEmpty
    return "/" + kept.joined(separator: "/") + (isDirectory ? "/" : "")
  }

  private static func query(_ query: Substring) -> String {
    let pairs = query.split(separator: "&").map { pair in
      let name = pair.prefix { $0 != "=" }
      let value = pair[name.endIndex...].dropFirst()
      return (
        PercentEncoding.encode(PercentEncoding.decode(name)), PercentEncoding.encode(PercentEncoding.decode(value))
      )
    }
    return pairs.sorted { $0 < $1 }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
  }
}
