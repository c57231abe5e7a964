import Testing

@testable import Wire

/// The response decoder, byte by byte.
struct ResponseDecoderTests {
  private func decode(_ text: String, method: String = "GET", by size: Int) -> ResponseDecoder {
    var decoder = ResponseDecoder(method: method, bodyLimit: 1000, readLimit: 100_000)
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      decoder.consume(Array(bytes[start..<min(start + size, bytes.count)]))
    }
    decoder.endOfStream(nil)
    return decoder
  }

  static let answers = [
    "HTTP/1.1 200 OK\r\nA: 1\r\nB:2\r\na:  3 \r\nContent-Length: 3\r\n\r\nabc",
    "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3;x=y\nabc\n2\r\nde\r\n0\r\nT: v\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 404 Not Found\r\n\r\nbody",
    "\r\nHTTP/1.0 200\r\nX: a\r\n b\r\nY : c\r\n\r\nuntil close",
    "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "HTTP/1.1 200 OK\r\nA: 1", "HTTP/1.1 20 OK\r\n\r\n",
    "not http at all",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcX",
    "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
  ]

  @Test(arguments: answers, [1, 2, 3, 7])
  func doesNotMindHowBytesAreSplit(answer: String, size: Int) {
    let whole = decode(answer, by: answer.utf8.count)
    let split = decode(answer, by: size)
    #expect(split.response() == whole.response())
    // How much of a garbled beginning is quoted depends on how much had come when it was noticed.
    if answer.hasPrefix("HTTP/") { #expect(split.problem == whole.problem) }
  }

  @Test func keepsWhatOthersDrop() throws {
    let response = try #require(decode(ResponseDecoderTests.answers[0], by: 1000).response())
    #expect(
      response.headers == [
        HTTPHeader("A", "1"), HTTPHeader("B", "2"), HTTPHeader("a", "3"), HTTPHeader("Content-Length", "3"),
      ])
    let interim = try #require(decode(ResponseDecoderTests.answers[2], by: 1000).response())
    #expect(interim.interimStatuses == [100, 103])
    #expect(interim.framing == .untilClose)
    let chunked = try #require(decode(ResponseDecoderTests.answers[1], by: 1000).response())
    #expect(chunked.trailers == [HTTPHeader("T", "v")])
    #expect(chunked.body == Array("abcde".utf8))
  }

  @Test(arguments: [
    (1, [ResponseDeviation.bareLineFeed]), (3, [.blankLinesFirst, .foldedHeader, .blankBeforeColon]),
    (4, [.lengthBesideTransferCoding]),
  ])
  func notesDeviations(index: Int, deviations: [ResponseDeviation]) throws {
    let response = try #require(decode(ResponseDecoderTests.answers[index], by: 1000).response())
    #expect(response.deviations == deviations)
  }

  @Test func notesBytesAfterTheBody() throws {
    let decoder = decode("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nabc", by: 1000)
    #expect(decoder.response()?.deviations == [.bytesAfterBody])
    #expect(decoder.problem == nil)
  }

  @Test func readsHeadersThatAreNotUTF8() throws {
    var decoder = ResponseDecoder(method: "GET", bodyLimit: 10, readLimit: 10)
    decoder.consume(Array("HTTP/1.1 200 OK\r\nX: ".utf8) + [0xe4] + Array("\r\nContent-Length: 0\r\n\r\n".utf8))
    #expect(decoder.response()?.headers.first("X") == "ä")
    #expect(decoder.response()?.deviations == [.headerNotUTF8])
  }

  @Test func survivesRandomChanges() {
    var generator = SystemRandomNumberGenerator()
    for answer in ResponseDecoderTests.answers {
      for _ in 0..<300 {
        var bytes = Array(answer.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        var decoder = ResponseDecoder(method: "GET", bodyLimit: 100, readLimit: 1000)
        decoder.consume(bytes)
        decoder.endOfStream(nil)
        #expect(decoder.isFinished)
        #expect(decoder.problem != nil || decoder.response() != nil)
      }
    }
  }
}
