import Nginx

extension [Directive] {
  /// The directives in these blocks, however deep, that hand requests on: `proxy_pass`, `fastcgi_pass` and their kin.
  var passes: [Directive] { flatMap { ($0.name.hasSuffix("_pass") ? [$0] : []) + ($0.block ?? []).passes } }
}
