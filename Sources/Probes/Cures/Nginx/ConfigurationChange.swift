import Nginx

/// A change of nginx's configuration: where, by which commands, and how it looks as a patch.
struct ConfigurationChange {
  /// The directive that is changed or beside which the change stands.
  var position: Position?
  /// Shell commands, the reload included.
  var commands: [String] = []
  var patch: String?
}
