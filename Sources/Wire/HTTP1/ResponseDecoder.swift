/// Reads one HTTP/1 response from bytes as they come, in bounded memory, and keeps what ordinary parsers drop.
struct ResponseDecoder {
  /// The most bytes of status line, headers and trailers together.
  static let headLimit = 256 * 1024

  private enum State {
    case head
    case body
    case finished
  }

  let method: String
  /// Whether `100 Continue` ends the reading, for a request that has nothing more to send.
  let stopsAtContinue: Bool
  var head = ResponseHead()
  var body: BodyCollector
  private var lines = LineCollector(limit: ResponseDecoder.headLimit)
  private var state = State.head
  private var chunks = ChunkedDecoder()
  private var remaining = 0
  private(set) var completeness: BodyCompleteness?
  private(set) var problem: ExchangeProblem?
  /// True once `100 Continue` has come and a withheld body may go out.
  private(set) var wasToldToContinue = false

  init(method: String, stopsAtContinue: Bool = false, bodyLimit: Int, readLimit: Int) {
    self.method = method
    self.stopsAtContinue = stopsAtContinue
    body = BodyCollector(keep: bodyLimit, readLimit: readLimit)
  }

  var isFinished: Bool { state == .finished }
  var hasHead: Bool { head.isComplete }

  /// Takes the next bytes; those that come after the end are noted and dropped.
  mutating func consume(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      switch state {
      case .head: readHead(&rest)
      case .body: readBody(&rest)
      case .finished:
        if problem == nil, head.isComplete, body.limitReached == false { head.note(.bytesAfterBody) }
        return
      }
    }
  }

  /// Says that nothing more will come, and what ended the stream; nil for an orderly close.
  mutating func endOfStream(_ reason: ExchangeProblem?) {
    guard state != .finished else { return }
    let wasInHead = state == .head
    state = .finished
    guard !wasInHead else {
      problem = reason ?? headEnd
      return
    }
    switch reason {
    case nil where head.framing == .untilClose: completeness = .complete
    case nil: completeness = .truncated(expected: head.framing.announcedLength, received: body.length)
    case .reset: completeness = .reset
    default: completeness = .timedOut
    }
    problem = completeness == .complete ? nil : (reason ?? .truncatedBody)
  }

  private var headEnd: ExchangeProblem {
    if let garbage = lines.notHTTP(atEnd: true), !head.hasStatus { return .malformedResponse(garbage) }
    return lines.count == 0 && !head.hasStatus ? .closedWithoutAnswer : .closedInHeaders
  }

  private mutating func readHead(_ rest: inout ArraySlice<UInt8>) {
    let line = lines.next(from: &rest)
    if !head.hasStatus, let garbage = lines.notHTTP(atEnd: false) { return fail(.malformedResponse(garbage)) }
    guard let line else {
      if lines.isOverLimit { fail(.headersTooLarge) }
      return
    }
    if line.endedBare { head.note(.bareLineFeed) }
    do throws(MalformedResponse) {
      if try head.take(line.bytes) { try startBody() }
    } catch {
      fail(.malformedResponse(error))
    }
  }

  private mutating func startBody() throws(MalformedResponse) {
    if head.isInterim, !(stopsAtContinue && head.status == 100) {
      wasToldToContinue = wasToldToContinue || head.status == 100
      return try head.restartAfterInterim()
    }
    try head.decideFraming(method: method)
    state = .body
    switch head.framing {
    case .none: finish(.complete)
    case .length(let length):
      remaining = length
      if length == 0 { finish(.complete) }
    case .chunked, .untilClose, .stream: break
    }
  }

  private mutating func readBody(_ rest: inout ArraySlice<UInt8>) {
    switch head.framing {
    case .length:
      let part = rest.prefix(remaining)
      rest = rest.dropFirst(part.count)
      remaining -= part.count
      body.append(part)
      if remaining == 0 { finish(.complete) }
    case .chunked:
      readChunked(&rest)
    case .none, .untilClose, .stream:
      body.append(rest)
      rest = []
    }
    if state == .body, body.limitReached { finish(.stopped(atLimit: body.length)) }
  }

  private mutating func readChunked(_ rest: inout ArraySlice<UInt8>) {
    switch chunks.consume(&rest, into: &body) {
    case .more: break
    case .finished:
      finish(.complete)
    case .broken:
      finish(.badChunking)
      problem = .badChunking
    }
  }

  private mutating func finish(_ outcome: BodyCompleteness) {
    state = .finished
    completeness = outcome
  }

  private mutating func fail(_ what: ExchangeProblem) {
    state = .finished
    problem = what
  }

  /// What was read so far as a response; nil before a whole head has come.
  func response() -> HTTPResponse? {
    guard head.hasStatus, head.isComplete || problem != nil else { return nil }
    let outcome = completeness ?? .truncated(expected: nil, received: 0)
    var response = HTTPResponse(status: head.status, reason: head.reason, headers: head.headers, body: body.kept)
    response.version = head.version
    response.interimStatuses = head.interimStatuses
    response.framing = head.framing
    response.bodyLength = body.length
    response.sha256 = outcome == .complete ? body.sha256() : nil
    response.completeness = outcome
    response.trailers = chunks.trailers
    response.deviations = head.deviations
    return response
  }
}
