/// A location prepared for matching.
final class LocationNode {
  let scope: Scope
  let pattern: LocationPattern
  let text: [UInt8]
  private(set) lazy var children = LocationLevel(parent: scope)
  private(set) lazy var regex: Result<Pattern, PatternError> = makeRegex()

  init(scope: Scope, pattern: LocationPattern) {
    self.scope = scope
    self.pattern = pattern
    text = pattern.text.byteArray
  }

  /// Whether a request for the name without its final slash is redirected to it.
  var redirectsToSlash: Bool {
    text.last == UInt8(ascii: "/")
      && scope.settings.contains { Scope.redirecting.contains($0.name) }
  }

  var summary: ChosenLocation {
    ChosenLocation(
      modifier: pattern.modifier == .named ? "" : pattern.modifier.rawValue, pattern: pattern.text,
      position: scope.directive.position)
  }

  private func makeRegex() -> Result<Pattern, PatternError> {
    do throws(PatternError) {
      return .success(try Pattern(text, caseless: pattern.modifier == .caselessRegex))
    } catch {
      return .failure(error)
    }
  }
}

extension Scope {
  /// The content handlers that bring the slash redirect of prefix locations with them.
  static let redirecting: Set<String> = [
    "proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass",
  ]
}
