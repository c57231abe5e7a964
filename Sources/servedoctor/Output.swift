import CLinux
import Glibc
import Notation

/// Writing that notices when it fails: `print` to a full disk ends as if all were well.
enum Output {
  /// Writes a text to a descriptor; false where not all of it could be written.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32 = 1) -> Bool {
    if descriptor != 2 { clinux_say_spoken() }
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count =
          descriptor <= 2
          ? clinux_write(descriptor, rest.baseAddress, rest.count)
          : Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return true
    }
  }

  /// Writes a text to a file or, without one, to standard output; ends the program with 3 where it cannot.
  static func deliver(_ text: String, to file: String?) {
    deliver(to: file) { $0(text) }
  }

  /// Writes what a body tells piece by piece, so that a long text is never held as a whole.
  static func deliver(to file: String?, _ tell: ((String) -> Void) -> Void) {
    guard let file = fileIfAny(file) else {
      return tell { if !write($0) { fail("standard output", errno) } }
    }
    refuseForeignLinks(file)
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard descriptor >= 0 else { fail(file, errno) }
    tell { if !write($0, to: descriptor) { fail(file, errno) } }
    if close(descriptor) != 0 { fail(file, errno) }
  }

  /// Tries to open a file for the report as it will be opened, and leaves it as it was; ends the program with 3 where that fails.
  static func check(_ file: String?) {
    guard let file = fileIfAny(file) else { return }
    refuseForeignLinks(file)
    let flags = O_WRONLY | O_CLOEXEC | O_NONBLOCK
    var descriptor = open(file, flags | O_CREAT | O_EXCL, 0o644)
    if descriptor >= 0 {
      unlink(file)
    } else if errno == EEXIST {
      descriptor = open(file, flags)
    }
    guard descriptor >= 0 else { fail(file, errno) }
    close(descriptor)
  }

  /// The file, nil for a name of standard output.
  private static func fileIfAny(_ file: String?) -> String? {
    ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].contains(file) ? nil : file
  }

  /// No link is followed in a directory that others may write, and none that is theirs: it may have been put there for us.
  private static func refuseForeignLinks(_ file: String) {
    var path = file.hasPrefix("/") ? "/" : "."
    var folder = stat()
    for name in file.split(separator: "/") {
      guard stat(path, &folder) == 0 else { return }
      path += "/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { return }
      guard status.st_mode & S_IFMT == S_IFLNK else { continue }
      let owners = [folder.st_uid, status.st_uid]
      guard owners.allSatisfy({ $0 == geteuid() || $0 == 0 }), folder.st_mode & 0o022 == 0 else { fail(file, ELOOP) }
    }
  }

  /// A text without control characters, which a terminal would obey; line breaks stay.
  static func harmless(_ text: String) -> String {
    String(
      text.unicodeScalars.map { scalar in
        let isControl = scalar.value < 0x20 && scalar != "\n" || (0x7f...0x9f).contains(scalar.value)
        return isControl ? "\\x\(Hexadecimal.number(UInt8(scalar.value), digits: 2))" : String(scalar)
      }.joined())
  }

  static func fail(_ name: String, _ code: Int32) -> Never {
    write(
      "servedoctor: the report cannot be written to \(harmless(name)): \(String(cString: strerror(code)))\n", to: 2)
    exit(3)
  }

  /// Ends the program without waiting for threads that may hang in a dead mount.
  static func exit(_ code: Int32) -> Never {
    fflush(nil)
    clinux_flush()
    clinux_say_ended(code)
    _exit(code)
  }

  /// Whether the terminal says of itself that it understands no control sequences.
  static var isDumb: Bool { getenv("TERM").map { String(cString: $0) == "dumb" } ?? false }

  /// The columns of the terminals on standard output and error, asked before a worker has others in their place.
  private static let terminals = [columnsNow(of: 1), columnsNow(of: 2)]

  /// Asks for the terminals while the caller's descriptors are there.
  static func lookAtTerminals() { _ = terminals }

  /// The columns of the terminal on standard output or error; nil where it is none.
  static func columns(of descriptor: Int32) -> Int? {
    descriptor == 1 || descriptor == 2 ? terminals[Int(descriptor) - 1] : nil
  }

  private static func columnsNow(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }
}
