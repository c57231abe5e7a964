/// A configuration with the answers that nginx 1.22.1 and 1.31.5 gave to requests.
struct Vectors {
  let name: String
  let http: String
  let files: [String]
  var modes: [String: Int] = [:]
  let rows: [(request: String, status: Int, detail: String)]

  static let all = mapping + definitions + locations + rewrites + answers + permissions + requests

  /// One server on the port with the root `ROOT/t`.
  static func server(_ text: String) -> String { "server { listen PORT; root ROOT/t; \(text) }" }

  static let files = [
    "/t/index.html", "/t/fb.html", "/t/a.css", "/t/dir/index.html", "/t/bare/", "/t/closed/x.txt",
    "/al/index.html", "/al/x.txt", "/al/sub/f.txt", "/al/in.css", "/alx.txt", "/tfb.html",
  ]
}
