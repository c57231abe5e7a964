public import Diagnostics
import Notation

extension RefusedFile {
  /// The file as a JSON object on one line, without its end.
  public var json: String {
    var text = JSONText()
    text.object { members(&$0) }
    return text.text
  }

  func members(_ json: inout JSONText) {
    json.member(path, "path")
    json.member("mode", mode)
    json.member("uid", uid)
    json.member("gid", gid)
    json.member("reason", reason)
  }
}

extension JSONText {
  /// A path, and its bytes as `…_base64` where its text does not say them.
  mutating func member(_ path: ToldPath, _ name: String) {
    member(name, path.shown)
    if let bytes = path.bytes { member("\(name)_base64", Base64.encode(bytes)) }
  }
}
