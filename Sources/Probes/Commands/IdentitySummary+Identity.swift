import Diagnostics
import Linux

extension IdentitySummary {
  init(_ identity: Identity) {
    self.init(
      uid: Int(identity.uid), gid: Int(identity.gid), groups: identity.groups.map { Int($0) }, name: identity.name,
      isForeign: identity.reach != nil)
  }
}

extension FileOwner {
  init(_ status: FileStatus, named accounts: Accounts) { self.init(uid: status.uid, gid: status.gid, named: accounts) }

  init(uid: UInt32, gid: UInt32, named accounts: Accounts) {
    self.init(
      uid: Int(uid), gid: Int(gid), user: accounts.name(ofUser: uid), group: accounts.name(ofGroup: gid))
  }
}
