import Linux
import Notation
import Synchronization
import SystemPackage

/// Keys as paths below a directory.
final class DirectoryStore: ReferenceStore {
  let root: Place
  private let machine: any Machine
  private let folders: Mutex<FolderNames>

  init(_ root: Place, on machine: any Machine) {
    self.root = root
    self.machine = machine
    folders = Mutex(FolderNames(machine: machine))
  }

  var name: String { root.path.shown }

  func place(of key: [UInt8]) -> Place { root.at(root.path.appending(FilePath(bytes: key).components)) }

  func states(of keys: [[UInt8]]) -> [ReferenceState] { machine.statuses(of: keys, below: root).map(Self.state) }

  private static func state(_ result: Result<FileStatus, Errno>) -> ReferenceState {
    switch result {
    case .success(let status): status.kind == .regular ? .present(size: status.size, status: status) : .noFile
    case .failure(.noSuchFileOrDirectory), .failure(.notDirectory): .absent
    case .failure(let problem): .unknown("\(problem)")
    }
  }

  func contents(of key: [UInt8], limit: Int) -> [UInt8]? {
    machine.bytes(of: place(of: key), limit: limit)
  }

  func nearKey(to key: [UInt8]) -> NearKey? {
    rewritten(key) ?? renamed(key) ?? moved(key)
  }

  private func isFile(_ key: [UInt8]) -> Bool {
    !key.isEmpty && machine.file(at: place(of: key))?.kind == .regular
  }

  /// The key as another program would have written it.
  private func rewritten(_ key: [UInt8]) -> NearKey? {
    let slashed = key.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    let spaced = key.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
    let decoded = PercentEncoding.decode(String(decoding: key, as: UTF8.self))
    for (other, kind) in [(slashed, NearKey.Kind.backslash), (spaced, .plusForSpace), (decoded, .encoding)]
    where other != key && isFile(other) {
      return NearKey(key: other, kind: kind)
    }
    return nil
  }

  /// Follows the key name by name, taking the entry that is almost the wanted one where it is missing.
  private func renamed(_ key: [UInt8]) -> NearKey? {
    var current = FilePath()
    var kind: NearName.Kind?
    for component in FilePath(bytes: key).components {
      let next = current.appending(component)
      if machine.exists(root.at(root.path.appending(next.components))) {
        current = next
        continue
      }
      let folder = root.at(root.path.appending(current.components))
      guard let near = folders.withLock({ $0.near(component, in: folder) }) else { return nil }
      kind = kind ?? near.kind
      current.append(near.name)
    }
    return kind.map { NearKey(key: current.bytes, kind: NearKey.Kind($0)) }
  }

  /// The key with its first directory left out, or below one more directory.
  private func moved(_ key: [UInt8]) -> NearKey? {
    let parts = key.split(separator: UInt8(ascii: "/"), maxSplits: 1)
    if parts.count == 2, isFile(Array(parts[1])) { return NearKey(key: Array(parts[1]), kind: .prefix) }
    for folder in folders.withLock({ $0.directories(in: root) }) {
      let deeper = FilePath(root: nil, [folder]).bytes + [UInt8(ascii: "/")] + key
      if isFile(deeper) { return NearKey(key: deeper, kind: .folder) }
    }
    return nil
  }
}
