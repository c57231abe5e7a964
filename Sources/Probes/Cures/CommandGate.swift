import Diagnostics
import Linux
import Nginx
import Notation
import SystemPackage

/// The last look at a command before it is printed: none opens or gives away what is not the site's own.
///
/// A setting, a link or a typo may lead anywhere, and whoever runs the command is root. So it is judged by what it would
/// change, whoever made it: access to the system's own places, to files that are private by nature, to the top of the tree and to
/// homes. Other places are the site's as far as anybody can tell.
struct CommandGate: Sendable {
  private static let programs: Set = ["chmod", "chown", "chgrp", "setfacl"]
  /// Nothing at or below them is opened, but for web roots of /usr.
  private static let system = [
    "/etc", "/boot", "/proc", "/sys", "/dev", "/usr", "/bin", "/sbin", "/lib", "/lib64", "/var/backups",
    "/var/lib/mysql", "/var/lib/postgresql", "/run/systemd", "/run/dbus", "/run/containerd", "/run/docker", "/run/crio",
  ]
  /// Whoever may write to one of these is root.
  private static let engineSockets: Set = [
    "docker.sock", "podman.sock", "containerd.sock", "crio.sock", "buildkitd.sock",
  ]
  /// What else is judged by where it works: whole sites and the system's places are not removed, moved or covered.
  private static let movers: Set = ["rm", "mv", "cp", "install", "ln", "chattr", "rmdir"]

  /// Directories of the hierarchy's top that hold more than one site, hier(7); a container's mount may well be `/data`.
  private static let shared: Set = [
    "/home", "/mnt", "/opt", "/root", "/run", "/srv", "/tmp", "/var", "/var/cache", "/var/lib", "/var/log",
    "/var/spool",
  ]

  let machine: any Machine
  /// What nginx serves by root's own configuration: a directory of /usr may be among these.
  var served: [Place] = []
  /// Password files that root's configuration names: the worker's group may be given them.
  var passwordFiles: Set<Place> = []

  /// A fix without its commands where one of them is refused, with the reason in its note.
  func passed(_ fix: Fix) -> Fix {
    guard !fix.commands.isEmpty,
      let reason = refusal(ofPatch: fix.patch) ?? fix.commands.lazy.compactMap({ refusal(of: $0) }).first
    else { return fix }
    let note = "No command is printed for it: \(reason)."
    return Fix(summary: fix.summary, commands: [], risk: fix.risk, note: fix.note.map { "\($0) \(note)" } ?? note)
  }

  /// Why a change of nginx's configuration is not printed: nothing makes it serve the system's own places, or a name that it would
  /// read as a variable.
  private func refusal(ofPatch patch: String?) -> String? {
    for line in patch?.split(separator: "\n") ?? [] where line.hasPrefix("+") && !line.hasPrefix("+++") {
      let words = line.dropFirst().split(whereSeparator: { " \t;".contains($0) }).map(String.init)
      guard let at = words.firstIndex(where: { $0 == "root" || $0 == "alias" }), at + 1 < words.count else { continue }
      let path = FilePath(words[at + 1].filter { $0 != "\"" && $0 != "'" })
      if !mayServe(path) { return "it would serve \(path.shown)" }
    }
    return nil
  }

  /// Whether nginx may be pointed at a directory: not at the system's own, at what holds more than a site, or at root's home.
  func mayServe(_ path: FilePath) -> Bool {
    let path = path.lexicallyNormalized()
    let isServed = served.contains { $0.path.components.count > 2 && path.starts(with: $0.path) }
    let isSystem = Self.system.contains { path.starts(with: FilePath($0)) } || path.starts(with: "/root")
    let isTop = path.components.isEmpty || Self.shared.contains(path.shown) || Self.isHome(path)
    return !isTop
      && (!isSystem || isServed
        || served.contains { $0.path != "/root" && path.starts(with: $0.path) && path.starts(with: "/root/") })
  }

  /// Whether nginx reads a path as it stands: it has no way to write a dollar sign or a line break.
  static func isReadAsItStands(_ path: FilePath) -> Bool {
    path.shown.unicodeScalars.allSatisfy { !"$\"\\{}".unicodeScalars.contains($0) && $0.value >= 0x20 }
  }

  /// Why a command is not printed; nil for one that may be.
  func refusal(of command: String) -> String? {
    for words in Self.simpleCommands(of: command) {
      if let at = words.firstIndex(of: "-c"), at > 0, ["sh", "bash"].contains(words[at - 1]), at + 1 < words.count,
        let reason = refusal(of: words[at + 1])
      {
        return reason
      }
      guard
        let start = words.firstIndex(where: {
          Self.programs.contains($0) || Self.movers.contains($0) || $0 == "find"
        })
      else { continue }
      if Self.movers.contains(words[start]) {
        if let reason = refusal(ofMove: words[start...]) { return reason }
        continue
      }
      let view = Self.view(of: words[..<start])
      let reason = words[start] == "find" ? refusal(ofSearch: words[start...], view) : refusal(words[start...], view)
      if let reason { return reason }
    }
    return nil
  }

  private func refusal(_ words: ArraySlice<String>, _ view: Viewpoint?) -> String? {
    guard let program = words.first else { return nil }
    let (options, operands) = Self.parted(words.dropFirst())
    let isRecursive = options.contains { $0.hasPrefix("-R") || $0 == "--recursive" }
    let change = Self.change(program, options, operands)
    let files =
      program == "setfacl" ? operands.filter { $0.hasPrefix("/") || !$0.contains(":") }[...] : operands.dropFirst()
    return files.lazy.compactMap { refusal(of: change, at: $0, isRecursive, view) }.first
  }

  private func refusal(ofMove words: ArraySlice<String>) -> String? {
    for operand in Self.parted(words.dropFirst()).operands where operand.hasPrefix("/") {
      let path = Self.place(operand, nil).0.lexicallyNormalized()
      let isTop = path.components.isEmpty || Self.shared.contains(path.shown) || Self.system.contains(path.shown)
      if isTop || Self.isHome(path) { return "\(path.shown) is not the site's own" }
    }
    return nil
  }

  /// `find ROOT… -exec chmod …`.
  private func refusal(ofSearch words: ArraySlice<String>, _ view: Viewpoint?) -> String? {
    let places = words.dropFirst().prefix { !$0.hasPrefix("-") && $0 != "(" && $0 != "!" }
    if words.contains("-delete") {
      return places.lazy.compactMap { refusal(ofMove: ["rm", $0]) }.first
    }
    guard let at = words.firstIndex(where: { $0.hasPrefix("-exec") }),
      let program = words[at...].dropFirst().first, Self.programs.contains(program)
    else { return nil }
    let inner = Array(words[at...].dropFirst(2).prefix { $0 != "{}" })
    let (options, operands) = Self.parted(inner[...])
    let change = Self.change(program, options, operands)
    return places.lazy.compactMap { refusal(of: change, at: $0, true, view) }.first
  }

  // MARK: one change of one place

  private enum Change {
    /// Only the right to pass through a directory.
    case pass
    /// A right for one group.
    case group
    case other
  }

  private static func change(_ program: String, _ options: [String], _ operands: [String]) -> Change {
    switch program {
    case "chmod" where ["o+x", "g+x", "a+x"].contains(operands.first): .pass
    case "setfacl" where operands.contains { $0.hasSuffix(":x") || $0.hasSuffix(":--x") }: .pass
    case "chgrp": .group
    case "chmod" where ["g+r", "0640", "640", "g+rx"].contains(operands.first): .group
    default: .other
    }
  }

  private func refusal(of change: Change, at text: String, _ isRecursive: Bool, _ view: Viewpoint?) -> String? {
    let (lexical, view) = Self.place(text, view)
    if lexical.string.contains("$(") { return "a name with control characters cannot be judged" }
    guard lexical.isAbsolute else { return nil }
    let place = Place(lexical.lexicallyNormalized(), in: view)
    let walk = machine.walk(place, as: Identity(uid: 0, gid: 0), for: .read, mounts: MountTable([]))
    var real = place
    if case .failed = walk.end {} else if let last = walk.components.last { real = last.place }
    for place in Set([place, real]) {
      if let reason = refusal(change, place, isRecursive) { return reason }
    }
    return nil
  }

  private func refusal(_ change: Change, _ place: Place, _ isRecursive: Bool) -> String? {
    let shown = place.path.shown
    let count = place.path.components.count
    if count == 0 { return "it would change / itself" }
    if case .group = change, passwordFiles.contains(place), !isRecursive { return nil }
    let isServed = served.contains {
      $0.view == place.view && $0.path.components.count > 2 && place.path.starts(with: $0.path)
    }
    if Self.system.contains(where: { place.path.starts(with: FilePath($0)) }), !(isServed && shown.hasPrefix("/usr/")) {
      return "\(shown) belongs to the system"
    }
    let isPassing = if case .pass = change { !isRecursive } else { false }
    if machine.file(at: place)?.kind == .socket, Self.engineSockets.contains(place.path.lastComponent?.string ?? "") {
      return "whoever may write to \(shown) is root"
    }
    let isOfSite = served.contains { $0.view == place.view && $0.path != "/root" && place.path.starts(with: $0.path) }
    if shown == "/root" || shown.hasPrefix("/root/"), !isOfSite {
      let leadsToSite = served.contains {
        $0.view == place.view && $0.path != place.path && $0.path.starts(with: place.path)
      }
      return isPassing && leadsToSite ? nil : "\(shown) is root's own"
    }
    if Self.shared.contains(shown) || Self.isHome(place.path) {
      return isPassing ? nil : "\(shown) is not the site's own"
    }
    let secrets = PrivateByNature(machine: machine)
    if machine.file(at: place)?.kind != .directory {
      return secrets.holds(place) ? "\(shown) is private by nature" : nil
    }
    if place.path.components.contains(where: { PrivateByNature.folders.contains($0.string) }) {
      return "\(shown) is private by nature"
    }
    guard isRecursive,
      let found = Listing.of(place, on: machine, limit: 2000).files.first(where: { secrets.holds($0.place) })
    else { return nil }
    return "\(found.place.path.shown) is private by nature"
  }

  private static func isHome(_ path: FilePath) -> Bool {
    path == "/root" || path.components.count == 2 && path.components.first?.string == "home"
  }

  // MARK: words

  /// The namespace that a command's own prefix leads to; nil for whatever the paths say.
  private static func view(of prefix: ArraySlice<String>) -> Viewpoint? {
    guard let at = prefix.firstIndex(of: "-t"), prefix.contains("nsenter"),
      let pid = Int(prefix[at...].dropFirst().first ?? "")
    else { return nil }
    return .process(pid)
  }

  /// A path with the namespace whose root it goes through.
  private static func place(_ text: String, _ view: Viewpoint?) -> (FilePath, Viewpoint) {
    let path = printed(text).map { FilePath(bytes: $0) } ?? FilePath(text)
    let names = path.components.map(\.string)
    if names.count > 2, names[0] == "proc", names[2] == "root", let pid = Int(names[1]) {
      return (FilePath("/").appending(path.components.dropFirst(3)), .process(pid))
    }
    return (path, view ?? .own)
  }

  /// The bytes of `$(printf '…')`, by which words with control characters are written; nil for other words.
  private static func printed(_ word: String) -> [UInt8]? {
    let (start, end) = ("$(printf '", "')")
    guard word.hasPrefix(start), word.hasSuffix(end), word.count > start.count + end.count else { return nil }
    var bytes: [UInt8] = []
    var rest = Array(word.utf8.dropFirst(start.utf8.count).dropLast(end.utf8.count))[...]
    while let first = rest.popFirst() {
      let digits = rest.prefix(3).prefix { (0x30...0x37).contains($0) }
      if first == UInt8(ascii: "\\"), !digits.isEmpty {
        bytes.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1) - 0x30 }))
        rest = rest.dropFirst(digits.count)
      } else {
        if first == UInt8(ascii: "\\") || first == UInt8(ascii: "%") { rest = rest.dropFirst() }
        bytes.append(first)
      }
    }
    return bytes
  }

  private static func parted(_ words: ArraySlice<String>) -> (options: [String], operands: [String]) {
    (words.filter { $0.hasPrefix("-") && $0 != "-" }, words.filter { !$0.hasPrefix("-") })
  }

  /// The words of each simple command of a line, quotes taken away: what stands between `&&`, `||`, `;`, `|` and line breaks.
  static func simpleCommands(of line: String) -> [[String]] {
    var commands: [[String]] = [[]]
    var word: String?
    var quote: Character?
    var isEscaped = false
    func end() {
      if let word { commands[commands.count - 1].append(word) }
      word = nil
    }
    for character in line {
      if isEscaped {
        word = (word ?? "") + (quote == "\"" && !"$`\"\\\n".contains(character) ? "\\" : "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        // Between double quotes a backslash is one, but before these.
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if "&|;\n".contains(character) {
        end()
        commands.append([])
      } else if character == " " || character == "\t" {
        end()
      } else {
        word = (word ?? "") + String(character)
      }
    }
    end()
    return commands.filter { !$0.isEmpty }
  }
}

extension Scene {
  /// The gate for commands about this machine.
  var gate: CommandGate {
    var gate = CommandGate(machine: machine)
    for instance in nginx {
      add(instance.configuration.directives, of: instance, to: &gate)
    }
    return gate
  }

  private func add(_ directives: [Directive], of instance: NginxInstance, to gate: inout CommandGate) {
    for directive in directives where instance.author(of: directive) == nil {
      if let path = directive.arguments.first, path.hasPrefix("/") {
        let place = Place(FilePath(path).lexicallyNormalized(), in: instance.view)
        if ["root", "alias"].contains(directive.name) { gate.served.append(place) }
        if directive.name == "auth_basic_user_file" { gate.passwordFiles.insert(place) }
      }
      add(directive.block ?? [], of: instance, to: &gate)
    }
  }
}
