import Notation
public import SystemPackage

/// Whose mount namespace and root a path is meant in.
public enum Viewpoint: Sendable, Hashable {
  /// The examining process's own.
  case own
  /// That of another process, seen through `/proc/PID/root`.
  case process(Int)
}

/// A path together with the mount namespace it is meant in: neither says anything without the other.
public struct Place: Sendable, Hashable {
  public var view: Viewpoint
  public var path: FilePath

  public init(_ path: FilePath, in view: Viewpoint = .own) {
    self.view = view
    self.path = path
  }

  /// The place of another path in the same namespace.
  public func at(_ other: FilePath) -> Place { Place(other, in: view) }

  /// The place of a name, or of a relative path, below this one.
  public func appending(_ name: String) -> Place { Place(path.appending(name), in: view) }

  /// The path by which this machine's own shell reaches the place.
  public var reachable: FilePath {
    switch view {
    case .own: path
    case .process(let pid): FilePath("/proc/\(pid)/root").appending(path.components)
    }
  }
}

extension FilePath {
  /// The path for people: valid UTF-8 as it is, each other byte as `\xHH`.
  public var shown: String {
    withCString { pointer in
      let bytes = UnsafeBufferPointer(start: pointer, count: Int(length)).map { UInt8(bitPattern: $0) }
      return shownText(bytes)
    }
  }

  /// The raw bytes without the closing NUL.
  public var bytes: [UInt8] {
    withCString { pointer in Array(UnsafeRawBufferPointer(start: pointer, count: Int(length))) }
  }

  /// A path of raw bytes, up to the first NUL.
  public init(bytes: some Sequence<UInt8>) {
    var text = bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) }
    text.append(0)
    self = text.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { FilePath(platformString: $0) } ?? FilePath()
    }
  }
}

/// Bytes for people: valid UTF-8 as it is, each other byte as `\xHH`.
public func shownText(_ bytes: [UInt8]) -> String {
  if let text = String(validating: bytes, as: UTF8.self) { return text }
  var shown = ""
  var rest = bytes[...]
  while let first = rest.first {
    let width = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    if let text = String(validating: rest.prefix(width), as: UTF8.self), rest.count >= width {
      shown += text
      rest = rest.dropFirst(width)
    } else {
      shown += "\\x" + Hexadecimal.number(first, digits: 2)
      rest = rest.dropFirst()
    }
  }
  return shown
}
