import SystemPackage

extension RecordedMachine {
  /// The files of a recorded machine by their places.
  public struct Files: Sendable, Sequence {
    private struct Key: Hashable {
      var view: Viewpoint
      var path: [UInt8]
    }

    private var recorded: [Key: (place: Place, file: File)] = [:]

    public init() {}

    public subscript(_ place: Place) -> File? {
      get { recorded[Key(view: place.view, path: place.path.bytes)]?.file }
      set { recorded[Key(view: place.view, path: place.path.bytes)] = newValue.map { (place, $0) } }
    }

    subscript(_ view: Viewpoint, _ path: [UInt8]) -> File? { recorded[Key(view: view, path: path)]?.file }

    public var count: Int { recorded.count }

    public func makeIterator() -> AnyIterator<(place: Place, file: File)> {
      AnyIterator(recorded.values.makeIterator())
    }

    /// The paths of what lies in a directory.
    func paths(in directory: [UInt8], view: Viewpoint) -> [FilePath] {
      let prefix = directory == PathBytes.root ? [] : directory
      return recorded.compactMap { key, value in
        key.view == view && key.path.count > prefix.count + 1 && key.path.starts(with: prefix)
          && key.path.lastIndex(of: PathBytes.slash) == prefix.count ? value.place.path : nil
      }
    }
  }
}

/// Absolute paths as bytes.
enum PathBytes {
  static let slash = UInt8(ascii: "/")
  static let root = [slash]

  static func names(_ path: FilePath) -> [ArraySlice<UInt8>] { path.bytes.split(separator: slash) }

  static func parent(of path: [UInt8]) -> [UInt8] {
    guard let end = path.lastIndex(of: slash), end > 0 else { return root }
    return Array(path[..<end])
  }

  static func appending(_ name: ArraySlice<UInt8>, to path: [UInt8]) -> [UInt8] {
    path == root ? root + name : path + root + name
  }
}
