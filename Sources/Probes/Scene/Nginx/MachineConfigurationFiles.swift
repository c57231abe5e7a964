import Linux
import Nginx
import Synchronization
import SystemPackage

/// nginx's view of a machine's files for reading a configuration.
///
/// A file that another one names is read with the rights of whoever could have written that: nginx's master is root and reads
/// what it is told, but what it reads is not shown to the one who told it.
struct MachineConfigurationFiles: ConfigurationFiles {
  /// All files together that others than root wrote or named: what a parsed configuration takes is some sixteen times as much.
  private static let mostBytes = 8 << 20
  /// The same for root's own.
  private static let mostOwnBytes = 64 << 20

  private final class Authors: Sendable {
    let known = Mutex<[String: Identity]>([:])
    let bytesLeft = Mutex(MachineConfigurationFiles.mostBytes)
    let ownBytesLeft = Mutex(MachineConfigurationFiles.mostOwnBytes)
  }

  let machine: any Machine
  let view: Viewpoint
  /// Whose process names the first file; nil for root's.
  var reader: Identity?
  private let accounts: Accounts
  private let authors = Authors()

  init(machine: any Machine, view: Viewpoint, reader: Identity? = nil) {
    self.machine = machine
    self.view = view
    self.reader = reader.flatMap { $0.uid == 0 ? nil : $0 }
    accounts = Accounts(machine, in: view)
  }

  /// Who, other than root, wrote or named each of the files that were read.
  var known: [String: Identity] { authors.known.withLock { $0 } }

  func read(_ path: String, namedBy file: String?) -> Result<[UInt8], ReadProblem> {
    let place = Place(FilePath(bytes: ByteText.bytes(path)), in: view)
    let author = namer(file)
    if let author = machine.examiner.uid == 0 ? machine.author(of: place, accounts: accounts) ?? author : author {
      authors.known.withLock { $0[path] = author }
    }
    do throws(Errno) {
      let isOwn = authors.known.withLock { known in known[path] == nil }
      let left = isOwn ? authors.ownBytesLeft.withLock { $0 } : authors.bytesLeft.withLock { $0 }
      let bytes = try (author.map { machine.acting(as: $0) } ?? machine).contents(
        place, limit: left + 1, fromEnd: false)
      guard bytes.count <= left else { return .failure(ReadProblem(errno: Errno.fileTooLarge.rawValue)) }
      if isOwn {
        authors.ownBytesLeft.withLock { $0 -= bytes.count }
      } else {
        authors.bytesLeft.withLock { $0 -= bytes.count }
      }
      return .success(bytes)
    } catch {
      // What fails for us alone, for want of descriptors or by a filter, would not fail for nginx.
      let isNginxs = [
        Errno.noSuchFileOrDirectory, .notDirectory, .isDirectory, .tooManySymbolicLinkLevels, .fileNameTooLong,
        .permissionDenied,
      ].contains(error)
      return .failure(ReadProblem(errno: (isNginxs ? error : .permissionDenied).rawValue))
    }
  }

  /// Who, other than root, names what a file names; without a file, who names the first.
  private func namer(_ file: String?) -> Identity? {
    guard let file else { return reader }
    return authors.known.withLock { known in known[file] }
  }

  func glob(_ pattern: String, namedBy file: String?) -> [String] {
    let author = namer(file)
    return Glob(machine: author.map { machine.acting(as: $0) } ?? machine, view: view).matches(pattern)
  }
}
