import Testing

@testable import Wire

/// Content-Encoding against what the body is.
struct ContentCodingTests {
  private static let gzip: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]
  private static let text = Array("<!doctype html><title>x</title>".utf8)

  @Test(
    arguments: [
      ("gzip", gzip, .consistent(.gzip)), ("x-gzip", gzip, .consistent(.gzip)), ("br, gzip", gzip, .consistent(.gzip)),
      ("gzip", text, .notEncoded(declared: "gzip", found: nil)), (nil, gzip, .undeclared(.gzip)), (nil, text, .plain),
      ("identity", text, .plain), ("br", text, .notEncoded(declared: "br", found: nil)),
      ("br", gzip, .notEncoded(declared: "br", found: .gzip)), ("br", [0x8b, 0x02, 0x80, 0x01], .unverifiable("br")),
      ("zstd", [0x28, 0xb5, 0x2f, 0xfd, 0], .consistent(.zstd)),
      ("zstd", gzip, .notEncoded(declared: "zstd", found: .gzip)),
      ("deflate", [0x78, 0x9c, 0, 0], .consistent(.deflate)),
      ("deflate", [0x4b, 0x4c, 0x84, 0], .unverifiable("deflate")),
      ("gzip", [], .noBody),
    ] as [(String?, [UInt8], HTTPResponse.CodingVerdict)])
  func comparesHeaderAndBody(declared: String?, body: [UInt8], verdict: HTTPResponse.CodingVerdict) throws {
    var decoder = ResponseDecoder(method: "GET", bodyLimit: 1000, readLimit: 1000)
    let header = declared.map { "Content-Encoding: \($0)\r\n" } ?? ""
    decoder.consume(Array("HTTP/1.1 200 OK\r\n\(header)Content-Length: \(body.count)\r\n\r\n".utf8) + body)
    #expect(try #require(decoder.response()).codingVerdict == verdict)
  }
}
