import Linux
import Notation
import SystemPackage

extension FilePath {
  /// The path as one word of a shell, byte for byte.
  var shellQuoted: String { ShellWord(bytes: bytes).description }
}

extension SedScript {
  /// The command that makes the change in a file.
  func command(on file: FilePath) -> String { command(on: file.bytes) }
}
