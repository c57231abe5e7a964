import Linux
import SystemPackage

extension Machine {
  /// The path by which the examiner's shell may change a place: where the mount that its viewpoint has there is read-only,
  /// that of another mount of the same directory.
  func changeable(_ place: Place, _ mounts: MountTable) -> FilePath {
    guard let mount = mounts.mount(of: place.path), mount.isReadOnly, !mount.isFileSystemReadOnly,
      let status = try? status(place)
    else { return place.reachable }
    let below = place.path.components.dropFirst(mount.point.components.count)
    let inside = FilePath(mount.fileSystemRoot).appending(below)
    let others = mountTable().mounts.lazy
      .filter { $0.device == mount.device && !$0.isReadOnly && inside.starts(with: FilePath($0.fileSystemRoot)) }
      .map { other in
        Place(other.point.appending(inside.components.dropFirst(FilePath(other.fileSystemRoot).components.count)))
      }
    let same = others.first { other in
      (try? self.status(other)).map { $0.isSame(as: status) } == true
    }
    return (same ?? place).reachable
  }
}
