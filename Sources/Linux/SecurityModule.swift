import SystemPackage

/// What a mandatory access control says of a process: its SELinux context or AppArmor profile.
public struct Confinement: Sendable, Hashable {
  public enum Module: String, Sendable {
    case selinux, apparmor
  }

  public let module: Module
  /// `system_u:system_r:httpd_t:s0`, or the name of a profile.
  public let context: String
  /// Whether refusals are carried out: SELinux enforcing, the profile in enforce mode.
  public let isEnforcing: Bool

  /// The type of an SELinux context, its third part.
  public var type: String? { Confinement.type(of: context) }

  public static func type(of context: String) -> String? {
    let parts = context.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count >= 3 ? String(parts[2]) : nil
  }

  /// Parses /proc/PID/attr/current: `nginx (enforce)` of AppArmor, a context of four parts of SELinux; nil where unconfined.
  public init?(attribute text: String, isSELinuxEnforcing: Bool) {
    let text = text.split(whereSeparator: { $0 == "\0" || $0 == "\n" }).first.map(String.init) ?? ""
    guard !text.isEmpty, text != "unconfined" else { return nil }
    if text.hasSuffix(")"), let space = text.lastIndex(of: " ") {
      let mode = text[text.index(after: space)...]
      self.init(
        module: .apparmor, context: String(text[..<space]), isEnforcing: mode == "(enforce)" || mode == "(kill)")
      return
    }
    guard let type = Self.type(of: text) else { return nil }
    let isFree = type == "unconfined_t" || type.hasSuffix("unconfined_service_t") || type == "spc_t"
    self.init(module: .selinux, context: text, isEnforcing: isSELinuxEnforcing && !isFree)
  }

  init(module: Module, context: String, isEnforcing: Bool) {
    self.module = module
    self.context = context
    self.isEnforcing = isEnforcing
  }
}

extension Machine {
  /// A file's SELinux label, whether or not the kernel enforces it; nil where it has none.
  public func label(of place: Place) -> String? {
    (try? attribute("security.selinux", of: place)).map { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// How a process is confined; nil where it is not, or the kernel has no such module.
  public func confinement(of pid: Int) -> Confinement? {
    guard let text = proc("\(pid)/attr/current") else { return nil }
    return Confinement(
      attribute: text, isSELinuxEnforcing: self.text(Place("/sys/fs/selinux/enforce"))?.hasPrefix("1") ?? false)
  }
}
