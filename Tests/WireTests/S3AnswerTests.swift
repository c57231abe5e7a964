import Testing
import Wire

/// Answers of S3-compatible stores, theirs and others'.
struct S3AnswerTests {
  private func answer(_ text: String) -> S3Answer { S3Answer(body: Array(text.utf8)) }

  @Test func readsErrors() throws {
    let text = """
      <?xml version='1.0' encoding='UTF-8'?>
      <Error xmlns="http://s3.amazonaws.com/doc/2006-03-01/" a='>'><Code>AuthorizationHeaderMalformed</Code>
        <Message>the region &apos;a&apos; is wrong &amp; &#x62;&#99;</Message><Region>eu-west-1</Region>
        <!-- > --><HostId/><Resource><![CDATA[/a<b>&c]]></Resource></Error>
      """
    guard case .failure(let failure) = answer(text) else {
      Issue.record("read as \(answer(text))")
      return
    }
    #expect(failure.code == "AuthorizationHeaderMalformed")
    #expect(failure.message == "the region 'a' is wrong & bc")
    #expect(failure.field("Region") == "eu-west-1")
    #expect(failure.field("HostId") == "")
    #expect(failure.field("Resource") == "/a<b>&c")
    #expect(failure.field("Absent") == nil)
  }

  @Test func readsListings() throws {
    let text = """
      <ListBucketResult><Name>shop</Name><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>
      <Contents><Key>a+b/%C3%A4%2B.jpg</Key><Size>12</Size><ETag>&quot;e&quot;</ETag><LastModified>T</LastModified></Contents>
      <Contents><Key>c</Key><Size>x</Size></Contents><CommonPrefixes><Prefix>d/</Prefix></CommonPrefixes>
      <NextContinuationToken>n==</NextContinuationToken></ListBucketResult>
      """
    guard case .listing(let listing) = answer(text) else {
      Issue.record("read as \(answer(text))")
      return
    }
    #expect(listing.objects.map(\.key) == ["a b/ä+.jpg", "c"])
    #expect(listing.objects.map(\.size) == [12, nil])
    #expect(listing.objects.first?.entityTag == "\"e\"")
    #expect(listing.commonPrefixes == ["d/"])
    #expect(listing.next == "n==")
    #expect(listing.isComplete)
    guard case .listing(let partial) = answer(String(text.prefix(300))) else {
      Issue.record("a listing cut short is none")
      return
    }
    #expect(!partial.isComplete)
    #expect(partial.objects.first?.key == "a b/ä+.jpg")
  }

  @Test(arguments: [
    ("<html><body>hello</body></html>", XMLProblem.notXML), ("{\"error\": 1}", .notXML), ("plain", .notXML),
    ("<!DOCTYPE html><html></html>", .documentType), ("<?xml version='1.0'?>", .notXML),
    ("<!DOCTYPE a [<!ENTITY b \"cc\">]><a>&b;</a>", .documentType), ("<a>&b;</a>", .malformed),
    ("<a><b></a></b>", .malformed),
    ("<a></a><b></b>", .malformed), ("<a/>text", .notXML), ("<a>&#xffffffff;</a>", .malformed), ("<>", .malformed),
    (String(repeating: "<a>", count: 100), .tooLarge), ("<a>" + String(repeating: "x", count: 70000), .tooLarge),
    ("<" + String(repeating: "x", count: 70000), .tooLarge),
    ("<a>" + String(repeating: "<b/>", count: 100_000), .tooLarge),
  ])
  func tellsWhatNoStoreSends(text: String, problem: XMLProblem) {
    #expect(answer(text) == .foreign(problem))
  }

  @Test func keepsOtherDocuments() {
    guard
      case .document(let root) = answer(
        "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>")
    else {
      Issue.record("not a document")
      return
    }
    #expect(root.first("CORSRule")?.text(of: "AllowedOrigin") == "*")
    #expect(answer("") == .empty)
  }

  @Test func survivesRandomChanges() {
    let text = Array(
      "<?xml version='1.0'?><Error a=\"b\"><Code>X&amp;Y</Code><!-- c --><M><![CDATA[d]]></M></Error>".utf8)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      var bytes = text
      for _ in 0..<3 {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...127, using: &generator)
      }
      if case .empty = S3Answer(body: bytes) { Issue.record("nothing read from \(bytes)") }
    }
  }
}
