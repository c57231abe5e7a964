import Linux
import SystemPackage

/// The directive of a service that hides, replaces or locks a path, and what in a drop-in would lift it for that path.
struct SandboxRule {
  let directive: String
  let value: String
  let file: FilePath
  /// Lines for the [Service] part of a drop-in.
  let lines: [String]

  enum Effect: String {
    case readOnly = "read-only"
    case hidden
    case otherDirectory = "other-directory"
  }

  /// The rule that explains the effect on a path, the most specific first: systemd.exec(5).
  ///
  /// - Parameter isWriting: whether the process writes there, so that a bind mount has to be writable.
  static func explaining(_ effect: Effect, of path: FilePath, in service: SystemdService, isWriting: Bool)
    -> SandboxRule?
  {
    let opened =
      (effect == .readOnly ? "ReadWritePaths=" : isWriting ? "BindPaths=" : "BindReadOnlyPaths=") + path.string
    for directive in effect == .readOnly
      ? ["ReadOnlyPaths", "BindReadOnlyPaths"] : ["InaccessiblePaths", "TemporaryFileSystem"]
    {
      if let rule = listed(directive, path, service, opened) { return rule }
    }
    let isTemporary = ["/tmp", "/var/tmp"].contains { path.starts(with: FilePath($0)) }
    let isHome = ["/home", "/root", "/run/user"].contains { path.starts(with: FilePath($0)) }
    if isTemporary, effect != .readOnly, let rule = switched("PrivateTmp", service, [opened]) { return rule }
    if isHome, let home = service.setting("ProtectHome"), service.isOn("ProtectHome") {
      let isHidden = !["read-only", "tmpfs"].contains(home.value)
      return SandboxRule(
        directive: "ProtectHome", value: home.value, file: home.file,
        lines: effect == .readOnly ? [opened] : (isHidden ? ["ProtectHome=tmpfs"] : []) + [opened])
    }
    if effect == .readOnly, let system = service.setting("ProtectSystem"), service.isOn("ProtectSystem"),
      covers(system.value, path)
    {
      return SandboxRule(directive: "ProtectSystem", value: system.value, file: system.file, lines: [opened])
    }
    return switched("DynamicUser", service, [opened])
  }

  private static func switched(_ directive: String, _ service: SystemdService, _ lines: [String]) -> SandboxRule? {
    guard service.isOn(directive), let setting = service.setting(directive) else { return nil }
    return SandboxRule(directive: directive, value: setting.value, file: setting.file, lines: lines)
  }

  /// A directive that lists the path or a directory above it; the path itself has to be taken off the list.
  private static func listed(_ directive: String, _ path: FilePath, _ service: SystemdService, _ opened: String)
    -> SandboxRule?
  {
    let words = service.words(directive)
    func bare(_ word: String) -> FilePath {
      FilePath(String(word.drop { $0 == "-" || $0 == "+" }.split(separator: ":").first ?? ""))
    }
    guard let found = words.last(where: { path.starts(with: bare($0.value)) && !bare($0.value).isEmpty }) else {
      return nil
    }
    let isNested = directive != "InaccessiblePaths" && bare(found.value) != path
    let others = words.map(\.value).filter { bare($0) != bare(found.value) }
    let cleared = ["\(directive)="] + (others.isEmpty ? [] : ["\(directive)=\(others.joined(separator: " "))"])
    return SandboxRule(
      directive: directive, value: found.value, file: found.file, lines: isNested ? [opened] : cleared)
  }

  /// Whether ProtectSystem with this value makes a path read-only.
  private static func covers(_ value: String, _ path: FilePath) -> Bool {
    func lies(in folders: [String]) -> Bool { folders.contains { path.starts(with: FilePath($0)) } }
    return switch value {
    case "strict": !lies(in: ["/dev", "/proc", "/sys"])
    case "full": lies(in: ["/usr", "/boot", "/efi", "/etc"])
    default: lies(in: ["/usr", "/boot", "/efi"])
    }
  }
}
