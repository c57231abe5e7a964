import Diagnostics
import Linux
import Notation
import SystemPackage

/// The commands that start an application again, so that it takes what was changed.
struct Restart {
  let application: Application
  let scene: Scene
  /// Environment entries that the new process gets besides the ones it has: name and value.
  var entries: [(name: String, value: String)] = []
  /// An env file whose entries of these names the new process gets; its values are read when the command runs.
  var file: (place: Place, names: [String])?
  var umask: UInt32?
  /// Arguments that the new process gets in place of its own, by their number.
  var arguments: [(index: Int, value: String)] = []

  /// Gives the new process settings of a file: secrets are read from it when the command runs.
  mutating func take(_ settings: [Setting]) {
    let redactor = scene.redactor
    func isSecret(_ setting: Setting) -> Bool {
      Redactor.isSecretName(setting.name) || redactor.redacted(setting.value) != setting.value
    }
    entries += settings.filter { !isSecret($0) }.map { ($0.name, $0.value) }
    let secrets = settings.filter(isSecret)
    if let place = secrets.first?.file { file = (place, secrets.map(\.name)) }
  }

  /// None where only the engine of its container could do it, or where its start cannot be repeated.
  func commands() -> [String] {
    switch ServiceManager.of(application, in: scene) {
    case .systemd(let unit): ["systemctl daemon-reload && systemctl restart \(unit.shellQuoted)"]
    case .supervisor(let name):
      ["supervisorctl reread && supervisorctl update && supervisorctl restart \(name.shellQuoted)"]
    case .pm2(let id): ["pm2 restart \(id.shellQuoted) --update-env"]
    case .supervised(let program, let directory): ["\(program) \(directory.shellQuoted)"]
    case .container: []
    case .none where application.program == "php-fpm" && application.view == .own:
      ["kill -USR2 \(application.lead.pid)"]
    case .none: byHand().map { [$0] } ?? []
    }
  }

  /// Ends the process and starts it as it runs now: same arguments, directory, identity, umask and environment.
  ///
  /// Arguments and environment are read from /proc when the command runs, so that no secret stands in it.
  private func byHand() -> String? {
    let lead = application.lead
    guard lead.view == .own || Sandbox(scene: scene).isSandboxed(lead.view), lead.parent <= 1 || isOrphan,
      lead.arguments.count > 1, let program = lead.arguments.first, !program.contains(" "),
      let directory = lead.workingDirectory, scene.machine.exists(Place(directory))
    else { return nil }
    let pid = lead.pid
    var words = ["mapfile -d '' -t e < /proc/\(pid)/environ", "mapfile -d '' -t a < /proc/\(pid)/cmdline"]
    words += arguments.map { "a[\($0.index)]=\($0.value.shellQuoted)" }
    words.append("kill \(pid)")
    words.append("for i in {1..300}; do [ -e /proc/\(pid)/exe ] || break; sleep 0.1; done")
    words.append("cd \(directory.shellQuoted)")
    words.append("umask \(octal(umask ?? lead.umask ?? 0o22))")
    words.append("setsid env -i \"${e[@]}\"\(added) \(identity)\"${a[@]}\" </dev/null >>\(output) 2>&1 &")
    words.append(waiting)
    var script = words.filter { !$0.isEmpty }.joined(separator: "; ")
    script = script.replacingAll("&; ", by: "& ")
    return "bash -c \(script.shellQuoted)"
  }

  /// Whether what started it is gone or is a shell that would not start it again.
  private var isOrphan: Bool {
    guard let parent = scene.processes.first(where: { $0.pid == application.lead.parent }) else { return true }
    return ["bash", "sh", "dash", "zsh", "init", "systemd", "setsid", "tmux: server", "screen", "unshare", "tini"]
      .contains(parent.name)
  }

  private var added: String {
    let own = entries.map { " \("\($0.name)=\($0.value)".shellQuoted)" }
    let path = file?.place.reachable.shellQuoted ?? ""
    let read = (file?.names ?? []).map { name in
      " \(name)=\"$(sed -nE 's/^(export )?\(name)=//p' \(path) | tail -n 1 | tr -d \"\\\"'\")\""
    }
    return (own + read).joined()
  }

  private var identity: String {
    let who = application.lead.identity
    guard who.uid != scene.machine.examiner.uid else { return "" }
    let groups =
      who.groups.isEmpty ? "--clear-groups" : "--groups \(who.groups.map(String.init).joined(separator: ","))"
    return "setpriv --reuid \(who.uid) --regid \(who.gid) \(groups) "
  }

  /// The file that its standard output goes to.
  private var output: String {
    let target = scene.machine.descriptors(of: application.lead.pid).first { $0.number == 1 }?.target ?? ""
    guard target.hasPrefix("/"), !target.hasPrefix("/dev/"), !target.hasSuffix("(deleted)") else { return "/dev/null" }
    return target.shellQuoted
  }

  /// Waits until the new process listens again.
  private var waiting: String {
    guard let listener = application.listeners.first else { return "" }
    if listener.isUnix {
      return "for i in {1..100}; do [ -S \(listener.address.shellQuoted) ] && break; sleep 0.1; done"
    }
    let host = ["0.0.0.0", "::"].contains(listener.address) ? "127.0.0.1" : listener.address
    return "for i in {1..100}; do (exec 3<>/dev/tcp/\(host)/\(listener.port)) 2>/dev/null && break; sleep 0.1; done"
  }

  private func octal(_ mask: UInt32) -> String { "0" + String(mask, radix: 8) }
}
