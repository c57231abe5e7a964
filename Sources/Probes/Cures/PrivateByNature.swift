import Linux
import SystemPackage

/// Whether a file holds what nobody but its owner is to read: passwords, keys, the system's own settings.
///
/// That the web server cannot read such a file is right, and no fix opens it.
struct PrivateByNature {
  let machine: any Machine

  private static let names: Set = [
    ".htpasswd", ".pgpass", ".my.cnf", ".netrc", ".npmrc", ".pypirc", ".git-credentials", "id_rsa", "id_dsa",
    "id_ecdsa",
    "id_ed25519", "master.key", "secrets.yml", "credentials.json", "wp-config.php", "configuration.php",
    "parameters.yml",
    "local_settings.py", "database.yml", "shadow", "gshadow",
  ]
  /// Directories of accounts' and programs' own keys.
  static let folders: Set = [".ssh", ".gnupg", ".aws", ".kube", ".docker", ".git"]
  private static let places = ["/etc", "/proc", "/sys", "/dev", "/boot", "/var/lib/mysql", "/var/lib/postgresql"]
  private static let databases = [".sqlite", ".sqlite3", ".db", ".sql", ".mdb"]
  private static let examples: Set = [".env.example", ".env.sample", ".env.dist", ".env.template"]
  private static let keyEndings: Set = ["key", "pem", "p12", "pfx", "jks", "keystore", "kdbx"]

  func holds(_ place: Place) -> Bool {
    guard let name = place.path.lastComponent?.string else { return false }
    if Self.names.contains(name) || isEnvironment(name) || isKey(place, name) { return true }
    if place.path.removingLastComponent().components.contains(where: { Self.folders.contains($0.string) }) {
      return true
    }
    if Self.databases.contains(where: { name.lowercased().hasSuffix($0) }) { return true }
    return Self.places.contains { place.path.starts(with: FilePath($0)) }
  }

  private func isEnvironment(_ name: String) -> Bool {
    (name == ".env" || name.hasPrefix(".env.")) && !Self.examples.contains(name)
  }

  /// By its name and its first bytes: a presentation may end in `.key`, too.
  private func isKey(_ place: Place, _ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), Self.keyEndings.contains(name[name.index(after: dot)...].lowercased()),
      let head = machine.bytes(of: place, limit: 4096)
    else { return false }
    let isArchive = head.starts(with: Array("PK\u{3}\u{4}".utf8))
    return !isArchive && !String(decoding: head, as: UTF8.self).contains("BEGIN CERTIFICATE")
      || String(decoding: head, as: UTF8.self).contains("PRIVATE KEY")
  }
}
