import Linux
import Notation
import SystemPackage

extension Application {
  /// The setting of a role. Limits of code stand beside those of variables and hold too: `codeLimit` has them.
  public func setting(_ role: SettingRole) -> Setting? {
    guard role == .uploadLimit else { return layers.winner(of: role.names)?.setting }
    let beside = Set(SettingLayers.Layer.allCases).subtracting([.code, .pool])
    let winner = layers.winner(of: role.names, among: beside)
    return winner?.layer == .process ? winner?.setting : namedLimit ?? winner?.setting
  }

  /// A setting by its name.
  func setting(named name: String) -> Setting? { layers.winner(of: [name])?.setting }

  /// The limit of uploads as its code has it; of PHP's limits the one that an upload meets first.
  var codeLimit: Setting? {
    let least = code.filter { ["upload_max_filesize", "post_max_size"].contains($0.name) }
      .min { ($0.byteCount ?? .max) < ($1.byteCount ?? .max) }
    return least ?? layers.winner(of: SettingRole.uploadLimit.names)?.setting
  }

  /// The line of an env file that gives a role its setting at the next start.
  func written(_ role: SettingRole) -> Setting? { layers.written(role.names) }

  /// A limit of uploads under a name of the application's own, where it is of a size that limits have.
  private var namedLimit: Setting? {
    let names = (environment ?? [:]).keys.filter(SettingRole.speaksOfSize).sorted()
    return names.lazy.compactMap { layers.winner(of: [$0], among: [.process])?.setting }
      .first { ($0.byteCount ?? 0) >= 1 << 16 }
  }

  /// Whether uploads go to a bucket, so that local directories do not matter.
  var storesInBucket: Bool { StorageBackend.isBucket(setting(.storageBackend)?.value) }
}
