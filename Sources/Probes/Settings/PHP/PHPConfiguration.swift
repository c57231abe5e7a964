import Linux
import SystemPackage

/// What php-fpm was configured with: its pools, and the settings of php.ini that bear on uploads.
struct PHPConfiguration {
  let machine: any Machine
  let view: Viewpoint
  let pools: [PHPPool]
  private let initial: [String: Setting]

  /// The settings that decide where uploads go and how big they may be, with PHP's own values:
  /// php.net/manual/en/ini.core.php.
  private static let usual = ["upload_max_filesize": "2M", "post_max_size": "8M"]
  static let names = ["upload_max_filesize", "post_max_size", "upload_tmp_dir", "open_basedir", "file_uploads"]

  /// The configuration of a running php-fpm; nil where its title names no file.
  init?(of master: RunningProcess, on machine: any Machine) {
    let title = master.arguments.joined(separator: " ")
    let named = title.split(separator: "(").last?.split(separator: ")").first.map(String.init)
    guard let named, named.hasPrefix("/") else { return nil }
    self.machine = machine
    view = master.view
    let main = FilePath(named)
    var reader = Reader(machine: machine, view: master.view)
    reader.read(main, depth: 0)
    pools = reader.order.compactMap { reader.pools[$0] }
    initial = Self.initial(beside: main.removingLastComponent(), machine, master.view)
  }

  /// The settings of a pool for scripts below some directories: php.ini, its directory of further files, the pool,
  /// `.user.ini`, and last what the pool's administrator sets.
  func settings(of pool: PHPPool, in folders: [FilePath]) -> [Setting] {
    let own = folders.compactMap { folder -> [String: Setting]? in
      let place = Place(folder.appending(".user.ini"), in: view)
      return machine.text(place, limit: 1 << 16).map { Self.values($0, place) }
    }
    return Self.names.compactMap { name in
      pool.value(name, isAdmin: true) ?? own.lazy.compactMap { $0[name] }.first ?? pool.value(name, isAdmin: false)
        ?? initial[name] ?? Self.usual[name].map { Setting(name: name, value: $0, source: "PHP's default") }
    }.filter { !$0.value.isEmpty }
  }

  private static func initial(beside folder: FilePath, _ machine: any Machine, _ view: Viewpoint) -> [String: Setting] {
    let mains = [folder.appending("php.ini"), folder.appending("php").appending("php.ini"), FilePath("/etc/php.ini")]
    let more = [folder.appending("conf.d"), folder.appending("php").appending("conf.d"), FilePath("/etc/php.d")]
    var paths = mains.first { machine.exists(Place($0, in: view)) }.map { [$0] } ?? []
    for directory in more {
      let names = machine.entries(of: Place(directory, in: view), limit: 200) ?? []
      paths += names.filter { $0.extension == "ini" }.sorted { $0.string < $1.string }.map { directory.appending($0) }
    }
    return paths.reduce(into: [:]) { settings, path in
      let place = Place(path, in: view)
      settings.merge(machine.text(place, limit: 1 << 18).map { values($0, place) } ?? [:]) { $1 }
    }
  }

  /// `name = value` lines, `;` before comments.
  private static func values(_ text: String, _ place: Place) -> [String: Setting] {
    assignments(text, place).filter { names.contains($0.name) }.reduce(into: [:]) { $0[$1.name] = $1 }
  }

  fileprivate static func assignments(_ text: String, _ place: Place) -> [Setting] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { number, line in
      let line = line.trimmed
      guard !line.hasPrefix(";"), !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { return nil }
      var value = line[line.index(after: equals)...].trimmed
      if let quote = value.first, quote == "\"" || quote == "'" {
        value = value.dropFirst().prefix { $0 != quote }
      } else {
        value = value.prefix { $0 != ";" }.trimmed
      }
      return Setting(name: String(line[..<equals].trimmed), value: String(value), file: place, line: number + 1)
    }
  }

  /// Reads php-fpm.conf and what it includes.
  private struct Reader {
    let machine: any Machine
    let view: Viewpoint
    var pools: [String: PHPPool] = [:]
    var order: [String] = []

    mutating func read(_ path: FilePath, depth: Int) {
      let place = Place(path, in: view)
      guard depth < 4, let text = machine.text(place, limit: 1 << 18) else { return }
      var section: String?
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let line = line.trimmed
        if line.hasPrefix("["), let close = line.firstIndex(of: "]") {
          section = String(line[..<close].dropFirst())
          if let section, section != "global", pools[section] == nil {
            pools[section] = PHPPool(name: section)
            order.append(section)
          }
          continue
        }
        guard let setting = assignments(String(line), place).first else { continue }
        if setting.name == "include" {
          for file in matches(setting.value, in: path.removingLastComponent()) { read(file, depth: depth + 1) }
        } else if let section {
          let value = setting.value.replacingAll("$pool", by: section)
          pools[section]?.directives[setting.name] = Setting(
            name: setting.name, value: value, file: place, line: number + 1)
        }
      }
    }

    /// `pool.d/*.conf`: a star in the last part only.
    private func matches(_ pattern: String, in folder: FilePath) -> [FilePath] {
      let path = folder.pushing(FilePath(pattern))
      guard let last = path.lastComponent?.string, let star = last.firstIndex(of: "*") else { return [path] }
      let (before, behind) = (last[..<star], last[last.index(after: star)...])
      let directory = path.removingLastComponent()
      return (machine.entries(of: Place(directory, in: view), limit: 400) ?? [])
        .filter { $0.string.hasPrefix(before) && $0.string.hasSuffix(behind) && !$0.string.hasPrefix(".") }
        .sorted { $0.string < $1.string }.map { directory.appending($0) }
    }
  }
}
