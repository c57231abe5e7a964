import Notation
import Testing

@testable import Wire

/// AWS Signature Version 4 against its published examples.
struct SigningTests {
  private func request(_ vector: SigningVector) -> HTTPRequest {
    let space = vector.request.firstIndex(of: " ") ?? vector.request.endIndex
    let url = WebURL(
      scheme: .https, host: "example.amazonaws.com", target: String(vector.request[space...].dropFirst()))
    return HTTPRequest(
      url, method: String(vector.request[..<space]), headers: vector.headers.map { HTTPHeader($0.0, $0.1) },
      body: Array(vector.body.utf8))
  }

  private func signer(_ vector: SigningVector) -> RequestSigner {
    let credentials = SigningCredentials(
      accessKey: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
      sessionToken: vector.addsTokenLater ? nil : vector.token?.text)
    return RequestSigner(
      credentials: credentials, region: "us-east-1", seconds: 1_440_938_160, service: "service",
      pathRule: .standard(normalizes: vector.normalizes))
  }

  @Test func holdsEveryPublishedExample() {
    #expect(SigningVector.all.count == 38)
  }

  @Test(arguments: SigningVector.all)
  func signsInTheHeader(vector: SigningVector) throws {
    let signed = signer(vector).signed(request(vector), payload: vector.signsBody ? .signed : .implied)
    let authorization = try #require(signed.headers.first("Authorization"))
    #expect(authorization.hasSuffix("Signature=\(vector.headerSignature)"))
  }

  @Test(arguments: SigningVector.all)
  func signsInTheQuery(vector: SigningVector) {
    let signed = signer(vector).presigned(request(vector), expires: 3600, payload: .implied)
    #expect(signed.url.target.hasSuffix("X-Amz-Signature=\(vector.querySignature)"))
  }

  @Test(arguments: [
    ("/a/../b//c", "/a/../b//c"), ("/a%20b/%C3%A4", "/a%20b/%C3%A4"), ("/a+b=c&d", "/a%2Bb%3Dc%26d"),
    ("/%7ea%2Fb", "/~a/b"),
  ])
  func leavesPathsOfS3AsTheyAre(target: String, path: String) {
    let request = HTTPRequest(WebURL(scheme: .https, host: "s3.example", target: target))
    let canonical = CanonicalRequest(request, pathRule: .s3, payloadHash: "UNSIGNED-PAYLOAD")
    #expect(canonical.text.split(separator: "\n").dropFirst().first.map(String.init) == path)
  }

  @Test func showsNoSecret() {
    let credentials = SigningCredentials(accessKey: "visible", secretKey: "hidden", sessionToken: "hidden")
    var dumped = ""
    dump(credentials, to: &dumped)
    #expect(!"\(credentials) \(String(reflecting: credentials)) \(dumped)".contains("hidden"))
  }
}
