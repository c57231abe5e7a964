import Wire

extension HTTPResponse {
  /// A whole answer with a text for its body and further headers, duplicates among them.
  init(_ status: Int, type: String? = nil, _ text: String = "", headers: KeyValuePairs<String, String> = [:]) {
    let all = (type.map { [("Content-Type", $0)] } ?? []) + headers.map { ($0.key, $0.value) }
    self.init(status: status, headers: all.map { HTTPHeader($0.0, $0.1) }, body: Array(text.utf8))
  }

  /// The same with status 200.
  init(type: String? = nil, _ text: String = "", headers: KeyValuePairs<String, String> = [:]) {
    self.init(200, type: type, text, headers: headers)
  }
}
