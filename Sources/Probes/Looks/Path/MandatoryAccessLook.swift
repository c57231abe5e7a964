import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// Labels and profiles: what a second rule set, SELinux or AppArmor, says of a file and of the process that reads it.
struct MandatoryAccessLook {
  let scene: Scene
  let recorder: Recorder

  /// Types that the web server's domain may read, and those that containers share: the policy's own names.
  static let webTypes: Set<String> = [
    "httpd_sys_content_t", "httpd_sys_rw_content_t", "httpd_sys_script_exec_t", "httpd_user_content_t",
    "httpd_user_rw_content_t", "public_content_t", "public_content_rw_t", "httpd_cache_t", "httpd_tmp_t", "usr_t",
    "cert_t", "httpd_modules_t", "fonts_t", "locale_t",
  ]
  static let containerTypes: Set<String> = [
    "container_file_t", "container_ro_file_t", "container_share_t", "svirt_sandbox_file_t",
  ]

  /// Tells of the label of a file, where it has one or its reader is confined.
  func record(_ place: Place, process: RunningProcess?, of subject: Subject) {
    let label = scene.machine.label(of: place)
    let confinement = process.flatMap { scene.machine.confinement(of: $0.pid) }
    guard label != nil || confinement != nil else { return }
    let fits = label.flatMap { Confinement.type(of: $0) }.flatMap { Self.fits($0, confinement) }
    let who = confinement.map { "\(process?.name ?? "the web server") is confined as \($0.context)" }
    recorder.record(
      PathLabel(
        commands: cure(place, confinement), context: confinement?.context, enforcing: confinement?.isEnforcing ?? false,
        fits: fits.map { $0 ? .yes : .no } ?? .unknown, label: label,
        module: confinement.map { .init($0.module) }, path: place.path.shown), of: subject,
      [label.map { "\(place.path.shown) is labelled \($0)" }, who].compactMap { $0 }.joined(separator: "; ")
        + (fits == false ? ", which that domain may not read" : ""))
  }

  /// Whether a domain may read a type; nil for domains and types that only the policy itself knows.
  static func fits(_ type: String, _ confinement: Confinement?) -> Bool? {
    switch confinement?.type {
    case "httpd_t"?: webTypes.contains(type) ? true : strangers.contains(type) ? false : nil
    case "container_t"?:
      containerTypes.contains(type) ? true : (webTypes.contains(type) || strangers.contains(type)) ? false : nil
    default: nil
    }
  }

  /// Types that neither web servers nor containers may read unless somebody allowed it.
  private static let strangers: Set<String> = [
    "user_home_t", "user_home_dir_t", "admin_home_t", "home_root_t", "default_t", "unlabeled_t", "tmp_t", "user_tmp_t",
    "var_t", "var_lib_t", "mnt_t", "root_t", "etc_t", "samba_share_t", "nfs_t", "container_file_t",
    "svirt_sandbox_file_t",
    "container_var_lib_t", "file_t",
  ]

  private func cure(_ place: Place, _ confinement: Confinement?) -> [String] {
    let folder = place.path.removingLastComponent()
    let path = place.at(folder).reachable
    switch confinement?.module {
    case .selinux?:
      guard confinement?.type != "container_t" else { return ["chcon -Rt container_file_t \(path.shellQuoted)"] }
      return [
        "semanage fcontext -a -t httpd_sys_content_t \("\(path.string)(/.*)?".shellQuoted)",
        "restorecon -Rv \(path.shellQuoted)",
      ]
    case .apparmor?:
      guard let profile = confinement?.context.split(separator: "/").last, !profile.isEmpty else { return [] }
      let local = "/etc/apparmor.d/local/\(confinement?.context.split(separator: "/").joined(separator: ".") ?? "")"
      return [
        "echo \("\(folder.string)/** r,".shellQuoted) >> \(local.shellQuoted)",
        "systemctl reload apparmor",
      ]
    case nil: return []
    }
  }

  /// Refusals of this file that the kernel told of: audit records of SELinux and AppArmor.
  func recordRefusals(of place: Place, subject: Subject) {
    let name = place.path.lastComponent?.string ?? ""
    for file in ["/var/log/audit/audit.log", "/var/log/kern.log"] {
      guard let bytes = scene.machine.bytes(of: Place(FilePath(file)), limit: 1 << 18, fromEnd: true) else {
        continue
      }
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      let refusals = lines.reversed().lazy.compactMap { AuditRefusal(String($0)) }
      guard let refusal = refusals.first(where: { $0.isWebServer && [place.path.string, name].contains($0.name) })
      else {
        continue
      }
      recorder.record(
        LogMACDenied(
          context: refusal.context, file: file, label: refusal.label,
          module: refusal.module, name: refusal.name, operation: refusal.operation,
          path: place.path.shown, program: refusal.program), of: subject,
        "\(file): \(refusal.module.rawValue) refused \(refusal.program) to \(refusal.operation) \(refusal.name)"
          + (refusal.label.map { " (\($0))" } ?? ""))
    }
  }
}

extension PathLabel.Module {
  fileprivate init(_ module: Confinement.Module) {
    self =
      switch module {
      case .selinux: .selinux
      case .apparmor: .apparmor
      }
  }
}
