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
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
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
    guard let file else {
      return tell { if !write($0) { fail("standard output", errno) } }
    }
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | linkFlags(file), 0o644)
    guard descriptor >= 0 else { fail(file, errno) }
    tell { if !write($0, to: descriptor) { fail(file, errno) } }
    if close(descriptor) != 0 { fail(file, errno) }
  }

  /// Tries to open a file for the report as it will be opened, and leaves it as it was; ends the program with 3 where that fails.
  static func check(_ file: String?) {
    guard let file else { return }
    let flags = O_WRONLY | O_CLOEXEC | linkFlags(file)
    var descriptor = open(file, flags | O_CREAT | O_EXCL, 0o644)
    if descriptor >= 0 {
      unlink(file)
    } else if errno == EEXIST {
      descriptor = open(file, flags)
    }
    guard descriptor >= 0 else { fail(file, errno) }
    close(descriptor)
  }

  /// No link is followed in a directory that others may write: it may have been put there for us.
  private static func linkFlags(_ file: String) -> Int32 {
    let slash = file.lastIndex(of: "/")
    let folder = slash.map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
    var status = stat()
    guard stat(folder, &status) == 0 else { return 0 }
    let isOurs = status.st_uid == geteuid() || status.st_uid == 0
    return isOurs && status.st_mode & 0o022 == 0 ? 0 : O_NOFOLLOW
  }

  /// A text without control characters, which a terminal would obey; line breaks stay.
  static func harmless(_ text: String) -> String {
    String(
      text.unicodeScalars.map { scalar in
        let isControl = scalar.value < 0x20 && scalar != "\n" || (0x7f...0x9f).contains(scalar.value)
        return isControl ? "\\x\(Hexadecimal.number(UInt8(scalar.value), digits: 2))" : String(scalar)
      }.joined())
  }

  private static func fail(_ name: String, _ code: Int32) -> Never {
    write("servedoctor: the report cannot be written to \(name): \(String(cString: strerror(code)))\n", to: 2)
    exit(3)
  }

  /// Ends the program without waiting for threads that may hang in a dead mount.
  static func exit(_ code: Int32) -> Never {
    fflush(nil)
    clinux_say_ended(code)
    _exit(code)
  }

  /// Whether the terminal says of itself that it understands no control sequences.
  static var isDumb: Bool { getenv("TERM").map { String(cString: $0) == "dumb" } ?? false }

  /// The columns of the terminal on a descriptor; nil where it is none.
  static func columns(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }
}
