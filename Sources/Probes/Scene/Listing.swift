public import Linux
public import SystemPackage

/// The files below a directory, as many as a moment allows.
public struct Listing: Sendable {
  public struct Entry: Sendable {
    public let place: Place
    /// From the listed directory.
    public let relative: FilePath
    /// Of the link itself.
    public let status: FileStatus
    /// Whether it is a link that leads nowhere.
    public let isDangling: Bool
  }

  public let root: Place
  public let entries: [Entry]
  /// Whether there are more files than were looked at.
  public let isPartial: Bool
  /// Why the directory itself could not be listed.
  public let problem: Errno?

  /// Regular files, links to them included.
  public var files: [Entry] { entries.filter { $0.status.kind == .regular } }
  public var directories: [Entry] { entries.filter { $0.status.kind == .directory } }

  /// Lists a tree breadth first; hidden names are left out.
  static func of(_ root: Place, on machine: any Machine, limit: Int = 4000) -> Listing {
    var entries: [Entry] = []
    var folders: [(Place, FilePath)] = [(root, FilePath())]
    var problem: Errno?
    var seen = 0
    while !folders.isEmpty, seen < limit {
      let (folder, relative) = folders.removeFirst()
      let names: [FilePath.Component]
      do throws(Errno) {
        names = try machine.names(in: folder, limit: limit)
      } catch {
        if relative.isEmpty { problem = error }
        continue
      }
      for name in names.sorted(by: { $0.string < $1.string }) where !name.string.hasPrefix(".") {
        guard seen < limit else { break }
        seen += 1
        let place = Place(folder.path.appending(name), in: folder.view)
        guard let entry = entry(place, relative.appending(name), machine) else { continue }
        entries.append(entry)
        if entry.status.kind == .directory { folders.append((place, entry.relative)) }
      }
    }
    return Listing(root: root, entries: entries, isPartial: seen >= limit, problem: problem)
  }

  private static func entry(_ place: Place, _ relative: FilePath, _ machine: any Machine) -> Entry? {
    guard let status = machine.file(at: place, followingLinks: false) else { return nil }
    guard status.kind == .symlink else {
      return Entry(place: place, relative: relative, status: status, isDangling: false)
    }
    do throws(Errno) {
      let target = try machine.status(place, followingLinks: true)
      guard target.kind == .regular else { return nil }
      return Entry(place: place, relative: relative, status: target, isDangling: false)
    } catch {
      return error == .noSuchFileOrDirectory
        ? Entry(place: place, relative: relative, status: status, isDangling: true) : nil
    }
  }
}

extension Listing {
  /// Every regular file below a directory.
  public static func all(_ root: Place, on machine: any Machine) -> [Place] {
    of(root, on: machine, limit: 100_000).files.map(\.place)
  }
}
