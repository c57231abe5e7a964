import CLinux
import Glibc
import Linux
import SystemPackage

/// The arguments as the kernel passed them.
///
/// Bytes that are not UTF-8 are carried through the argument parser as scalars of a private plane and turned back into
/// bytes where a path is made of them: a repaired name would be another file's.
enum RawArguments {
  private static let plane: UInt32 = 0x10_F700

  /// All arguments but the program's name.
  static var all: [String] {
    let count = Int(clinux_argument_count())
    guard count > 1 else { return [] }
    return (1..<count).compactMap { number in
      clinux_argument(Int32(number)).map { pointer in
        var bytes: [UInt8] = []
        var offset = 0
        while pointer[offset] != 0 {
          bytes.append(UInt8(bitPattern: pointer[offset]))
          offset += 1
        }
        return text(bytes)
      }
    }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
      let width = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
      if rest.count >= width, let scalar = String(validating: rest.prefix(width), as: UTF8.self) {
        text += scalar
        rest = rest.dropFirst(width)
      } else {
        if let scalar = Unicode.Scalar(plane + UInt32(first)) { text.unicodeScalars.append(scalar) }
        rest = rest.dropFirst()
      }
    }
    return text
  }

  /// The path of an argument, made absolute by the working directory.
  static func absolutePath(_ argument: String) throws -> FilePath {
    let path = path(argument)
    guard !path.isEmpty else { throw UsageProblem(message: "the path is empty") }
    if path.isAbsolute { return path }
    guard let directory = getcwd(nil, 0) else {
      throw UsageProblem(message: "\(path.shown): give an absolute path, the working directory is not known here")
    }
    defer { free(directory) }
    return FilePath(platformString: directory).appending(path.components)
  }

  /// The path of an argument, its bytes restored.
  static func path(_ argument: String) -> FilePath {
    var argument = argument
    let isPlain = argument.withUTF8 { $0.allSatisfy { $0 < 0x80 } }
    guard !isPlain else { return FilePath(argument) }
    var bytes: [UInt8] = []
    for scalar in argument.unicodeScalars {
      if (plane...(plane + 0xff)).contains(scalar.value) {
        bytes.append(UInt8(scalar.value - plane))
      } else {
        bytes += Array(String(scalar).utf8)
      }
    }
    return FilePath(bytes: bytes)
  }
}
