import Diagnostics
import Notation

extension IdentitySummary {
  /// As the contract has it.
  var value: Value {
    ["uid": .int(uid), "gid": .int(gid), "groups": .list(groups.map { .int($0) }), "name": Value(name)]
  }
}
