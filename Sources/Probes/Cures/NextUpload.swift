public import Linux
import SystemPackage

/// What access the next file will have that a process stores in a directory: by umask, default list, setgid and setting.
public struct NextUpload: Sendable {
  public let folder: Place
  public let status: FileStatus
  public let list: AccessList?
  /// Where each part of the answer comes from: `umask 0077 of gunicorn (pid 12)`.
  public let because: [String]

  /// How the file comes to be.
  public enum Way: Sendable {
    /// Created in place with 0666, as `open()` of most languages does.
    case created
    /// A private temporary file, 0600, moved into place: the directory's default list and the umask do not count.
    case moved
  }

  /// - Parameter permissions: the mode that the framework sets afterwards, FILE_UPLOAD_PERMISSIONS in Django.
  public init?(
    in folder: Place, by process: RunningProcess, permissions: (mode: UInt32, source: String)?, way: Way,
    on machine: any Machine
  ) {
    guard let directory = machine.file(at: folder) else { return nil }
    var because: [String] = []
    var mode: UInt32
    var list: AccessList?
    let inherited = machine.defaultAccessList(of: folder)
    switch (way, inherited) {
    case (.moved, _):
      mode = 0o600
      because.append("a private temporary file (0600) is moved into place")
    case (.created, let inherited?):
      let made = inherited.inherited(creating: 0o666)
      (mode, list) = (made.mode, made.list)
      because.append("default list of \(folder.path.shown): \(inherited.shown)")
    case (.created, nil):
      guard let umask = process.umask else { return nil }
      mode = 0o666 & ~umask
      because.append("umask \(umask.octal) of \(process.name) (pid \(process.pid))")
    }
    if let permissions {
      mode = permissions.mode
      list = list?.changed(toMode: mode)
      because.append("\(permissions.source) sets \(mode.octal)")
    }
    var gid = process.identity.gid
    if directory.mode & 0o2000 != 0, way == .created {
      gid = directory.gid
      because.append("setgid of \(folder.path.shown) gives group \(gid)")
    }
    self.folder = folder
    self.list = list
    self.because = because
    status = FileStatus(kind: .regular, mode: mode, uid: process.identity.uid, gid: gid)
  }

  /// Whether an identity that gets to the directory will be able to read it.
  public func isReadable(to identity: Identity) -> Bool {
    Permission.decide(.read, on: status, list: list, as: identity).isAllowed
  }
}

extension UInt32 {
  /// Four octal digits.
  var octal: String {
    let digits = String(self & 0o7777, radix: 8)
    return String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
  }
}
