import Diagnostics
import Linux
import Notation
import SystemPackage

/// The membership in a group that would let a container's web server in, where the files themselves cannot be changed from here.
struct GroupMembership {
  /// Edit the container's group file and let nginx take it up; the server's groups are read when its workers start.
  let commands: [String]
  let gid: UInt32

  /// Nil where the group does not help or is one of the system's own, below 100, whose members may do more than read files, or where no nginx of this viewpoint runs as the identity.
  init?(_ walk: Walk, in scene: Scene) {
    guard walk.place.view == .own, let denied = walk.denied, let gid = denied.status?.gid, gid >= 100,
      let name = walk.identity.name, !walk.identity.isMember(of: gid),
      let instance = scene.nginx.first(where: { $0.view == .own && $0.isRunning && $0.worker.uid == walk.identity.uid }
      ),
      scene.mounts(.own).mount(of: "/etc/group")?.isReadOnly == false
    else { return nil }
    var member = walk.identity
    member.groups.append(gid)
    guard scene.walk(walk.place, as: member, for: walk.purpose).isAllowed == true else { return nil }
    self.gid = gid
    let edit =
      if scene.accounts(.own).name(ofGroup: gid) != nil {
        SedScript.all([
          .substitute(#"^\([^:]*:[^:]*:\#(gid):..*\)$"#, by: #"\1,\#(name)"#),
          .substitute(#"^\([^:]*:[^:]*:\#(gid):\)$"#, by: #"\1\#(name)"#),
        ]).command(on: "/etc/group")
      } else { "echo \("files\(gid):x:\(gid):\(name)".shellQuoted) >> /etc/group" }
    commands = [edit, instance.reloadCommand]
  }
}
