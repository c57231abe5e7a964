import Linux
import SystemPackage

/// The last lines of a log, and when it was written last.
struct LogTail {
  let lines: [ArraySlice<UInt8>]
  /// Seconds since 1970.
  let written: Int

  /// Reads at most 256 KiB and 2000 lines; nil for what is no regular file or may not be read.
  init?(_ path: String, of instance: NginxInstance, on machine: any Machine) {
    let place = Place(FilePath(path), in: instance.view)
    guard let status = machine.file(at: place), status.kind == .regular,
      let bytes = machine.bytes(of: place, limit: 256 * 1024, fromEnd: true)
    else { return nil }
    lines = Array(bytes.split(separator: UInt8(ascii: "\n")).suffix(2000))
    written = status.modified
  }
}
