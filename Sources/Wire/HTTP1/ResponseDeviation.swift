/// A departure from RFC 9112 that clients forgive, though not all of them alike.
public enum ResponseDeviation: String, Sendable, Hashable {
  /// Lines end in a line feed alone.
  case bareLineFeed
  /// A header goes on in a second line.
  case foldedHeader
  /// Blanks stand between a header's name and its colon.
  case blankBeforeColon
  /// Content-Length stands beside Transfer-Encoding, which wins.
  case lengthBesideTransferCoding
  /// Content-Length comes several times with one value.
  case repeatedLength
  /// A transfer coding other than chunked is the last.
  case unknownTransferCoding
  /// Bytes follow after the announced end of the body.
  case bytesAfterBody
  /// Header bytes that are not UTF-8.
  case headerNotUTF8
  /// Empty lines come before the status line.
  case blankLinesFirst
}
