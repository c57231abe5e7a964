import Linux
import Notation
import SystemPackage

/// The names in directories, by what people take for the same; so many directories are kept, and then forgotten.
struct FolderNames {
  private static let most = 48
  private let machine: any Machine
  private var byFolder: [Place: [String: [FilePath.Component]]] = [:]
  private var folders: [Place: [FilePath.Component]] = [:]

  init(machine: any Machine) { self.machine = machine }

  /// The entry that is almost the wanted one, and in what they differ.
  mutating func near(
    _ wanted: FilePath.Component, in folder: Place
  ) -> (name: FilePath.Component, kind: NearName.Kind)? {
    let wantedBytes = FilePath(root: nil, [wanted]).bytes
    for name in names(in: folder)[Self.folded(wantedBytes)] ?? [] {
      let bytes = FilePath(root: nil, [name]).bytes
      guard bytes != wantedBytes else { continue }
      return (name, NearName.kind(of: bytes, wanted: wantedBytes) ?? .case)
    }
    return nil
  }

  /// The directories in a directory, the first fifty of them.
  mutating func directories(in folder: Place) -> [FilePath.Component] {
    if let known = folders[folder] { return known }
    let names = (machine.entries(of: folder, limit: 400) ?? []).sorted { $0.string < $1.string }
    let found = names.filter { machine.file(at: folder.at(folder.path.appending($0)))?.kind == .directory }
    folders[folder] = Array(found.prefix(50))
    return folders[folder] ?? []
  }

  private mutating func names(in folder: Place) -> [String: [FilePath.Component]] {
    if let known = byFolder[folder] { return known }
    if byFolder.count >= Self.most { byFolder = [:] }
    let names = machine.entries(of: folder, limit: 100_000) ?? []
    let grouped = Dictionary(grouping: names) { Self.folded(FilePath(root: nil, [$0]).bytes) }
    byFolder[folder] = grouped
    return grouped
  }

  /// A name without regard to case, encoding and plus signs; equal texts are so in either Unicode form.
  private static func folded(_ name: [UInt8]) -> String {
    let decoded = PercentEncoding.decode(String(decoding: name, as: UTF8.self))
    return String(decoding: decoded.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
      .lowercased()
  }
}
