import Diagnostics
import Linux
import Notation
import SystemPackage

/// What makes an application's next uploads readable, where its umask takes that from them.
struct LastingUmask {
  let application: Application
  let root: Place
  let reader: Identity
  let scene: Scene

  /// The umask in its unit and a restart; where nobody here can start the writer with another one, a default list on
  /// the directories, which overrules the umask until the writer sets modes itself.
  ///
  /// None where its umask leaves others their rights.
  var commands: [String] {
    guard let umask = application.lead.umask, umask & 0o005 != 0 else { return [] }
    let wanted = umask & ~0o055
    let manager = ServiceManager.of(application, in: scene)
    var restart: [String] = []
    switch manager {
    case .none where application.program == "php-fpm": break
    case .systemd, .none: restart = Restart(application: application, scene: scene, umask: wanted).commands()
    case .supervisor, .pm2, .supervised, .container: break
    }
    guard restart.isEmpty else { return declared(wanted, manager) + restart }
    return ["find \(root.reachable.shellQuoted) -type d -exec setfacl -m d:u:\(reader.uid):r-x {} +"]
  }

  /// The unit's own line changed, or a drop-in where it has none.
  private func declared(_ umask: UInt32, _ manager: ServiceManager) -> [String] {
    if let setting = scene.service(of: application.lead)?.setting("UMask") {
      return [SedScript.substitute("^UMask=.*", by: "UMask=\(umask.octal)").command(on: setting.file)]
    }
    guard case .systemd(let unit) = manager else { return [] }
    let folder = "/etc/systemd/system/\(unit).d"
    let file = "\(folder)/zz-umask.conf".shellQuoted
    return ["mkdir -p \(folder.shellQuoted) && printf '%s\\n' '[Service]' UMask=\(umask.octal) > \(file)"]
  }
}
