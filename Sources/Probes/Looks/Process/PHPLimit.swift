import Diagnostics
import Linux
import Notation
import SystemPackage

/// The limits that PHP sets to uploads, raised where they are written.
struct PHPLimit {
  let application: Application
  let scene: Scene

  /// The commands that let bodies of so many bytes through; none where a file cannot be changed by a command.
  ///
  /// `post_max_size` bounds the whole body and `upload_max_filesize` each file in it: php.net/manual/en/ini.core.php.
  func raising(to bytes: Int) -> [String] {
    let low = application.code.filter { setting in
      ["upload_max_filesize", "post_max_size"].contains(setting.name)
        && setting.byteCount.map { $0 < bytes } == true
    }
    let value = bytes % (1 << 20) == 0 ? "\(bytes >> 20)M" : String(bytes)
    let edits = low.compactMap { setting in
      setting.file == nil
        ? adding(setting.name, value) : SettingEdit(setting: setting, value: value).command(on: scene.machine)
    }
    let again = Restart(application: application, scene: scene).commands()
    return edits.count == low.count && !again.isEmpty ? edits + again : []
  }

  /// A line in the pool's own section for what PHP's default decides.
  private func adding(_ name: String, _ value: String) -> String? {
    guard let user = application.code.first(where: { $0.name == "user" }), let file = user.file, let line = user.line
    else { return nil }
    return SedScript.append("php_admin_value[\(name)] = \(value)", after: .number(line)).command(on: file.reachable)
  }
}
