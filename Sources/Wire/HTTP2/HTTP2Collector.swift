/// Gathers the response of one HTTP/2 stream.
final class HTTP2Collector {
  private let method: String
  private var body: BodyCollector
  private var status: Int?
  private var headers: [HTTPHeader] = []
  private var trailers: [HTTPHeader] = []
  private var interimStatuses: [Int] = []
  private var hasEnded = false

  init(plan: ConnectionPlan) {
    method = plan.request.method
    body = BodyCollector(keep: plan.bodyLimit, readLimit: plan.readLimit)
  }

  /// Takes a header block: an interim answer, the answer, or trailers.
  func take(_ block: [HTTPHeader]) {
    let regular = block.filter { !$0.name.hasPrefix(":") }
    guard let code = block.first(":status").flatMap({ Int($0) }) else {
      trailers += regular
      return
    }
    if (100..<200).contains(code) {
      if interimStatuses.count < 16 { interimStatuses.append(code) }
    } else {
      status = code
      headers = regular
    }
  }

  /// Takes body bytes; false when no more are wanted.
  func take(_ bytes: [UInt8]) -> Bool {
    body.append(bytes[...])
    return !body.limitReached
  }

  /// Notes the orderly end of the stream.
  func end() {
    hasEnded = true
  }

  /// The response as far as it came, and what is wrong with it.
  func finish(_ problem: ExchangeProblem?) -> (HTTPResponse?, ExchangeProblem?) {
    guard let status else { return (nil, problem ?? .closedWithoutAnswer) }
    let announced = headers.first("content-length").flatMap { Int($0) }
    let outcome = completeness(problem, announced)
    let isBodyless = method == "HEAD" || status == 204 || status == 304
    var response = HTTPResponse(status: status, headers: headers, body: body.kept)
    response.version = .http2
    response.interimStatuses = interimStatuses
    response.framing = isBodyless ? .none : .stream(length: announced)
    response.bodyLength = body.length
    response.sha256 = outcome == .complete ? body.sha256() : nil
    response.completeness = outcome
    response.trailers = trailers
    switch outcome {
    case .complete, .stopped: return (response, nil)
    default: return (response, problem ?? .truncatedBody)
    }
  }

  private func completeness(_ problem: ExchangeProblem?, _ announced: Int?) -> BodyCompleteness {
    if hasEnded { return .complete }
    if body.limitReached { return .stopped(atLimit: body.length) }
    switch problem {
    case nil, .malformedResponse: return .truncated(expected: announced, received: body.length)
    case .reset: return .reset
    default: return .timedOut
    }
  }
}
