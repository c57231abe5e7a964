import Nginx

/// One resolver for each nginx, made when first asked for: preparing its servers costs more than an answer.
final class KeptResolvers {
  private var known: [Int: Resolver] = [:]

  /// The resolver of the nginx with this number.
  func resolver(_ number: Int, of instances: [NginxInstance]) -> Resolver {
    if let resolver = known[number] { return resolver }
    let resolver = Resolver(instances[number].configuration)
    known[number] = resolver
    return resolver
  }
}
