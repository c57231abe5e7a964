import Linux
import Nginx
import Notation
import SystemPackage

/// glob(3) with flags 0 in the C locale: sorted bytewise, `*` and `?` do not match a leading dot or a slash.
///
/// Bounded, since whoever wrote the pattern need not be the administrator: at most `mostNames` names are looked at.
struct Glob {
  private static let mostNames = 100_000
  private static let mostPaths = 10_000

  let machine: any Machine
  let view: Viewpoint

  func matches(_ pattern: String) -> [String] {
    var found = [FilePath("/")]
    var left = Self.mostNames
    for part in pattern.split(separator: "/") {
      var next: [FilePath] = []
      for folder in found where left > 0 && next.count < Self.mostPaths { next += expand(folder, String(part), &left) }
      found = next
    }
    return found.map { ByteText.string($0.bytes) }.sorted {
      ByteText.bytes($0).lexicographicallyPrecedes(ByteText.bytes($1))
    }
  }

  private func expand(_ folder: FilePath, _ part: String, _ left: inout Int) -> [FilePath] {
    guard part.contains(where: { "*?[".contains($0) }) else {
      let path = folder.appending(part)
      left -= 1
      return machine.file(at: Place(path, in: view), followingLinks: false) == nil ? [] : [path]
    }
    let names = machine.entries(of: Place(folder, in: view), limit: min(left, 10_000)) ?? []
    left -= names.count + 1
    let pattern = Array(part.utf8)[...]
    return names.filter { Self.matches(Array($0.string.utf8)[...], pattern) }.map { folder.appending($0) }
  }

  /// Tries again from the last star alone: the time grows with both lengths and no further.
  static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    if name.first == UInt8(ascii: "."), pattern.first != UInt8(ascii: ".") { return false }
    var (rest, wanted) = (name, pattern)
    var star: (name: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>)?
    while true {
      if wanted.first == UInt8(ascii: "*") {
        wanted = wanted.dropFirst()
        star = (rest, wanted)
      } else if let character = rest.first, let after = Self.after(character, wanted) {
        (rest, wanted) = (rest.dropFirst(), after)
      } else if rest.isEmpty, wanted.isEmpty {
        return true
      } else if let last = star, !last.name.isEmpty {
        (rest, wanted) = (last.name.dropFirst(), last.pattern)
        star = (rest, wanted)
      } else {
        return false
      }
    }
  }

  /// The pattern behind what matches one character; nil where it does not.
  private static func after(_ character: UInt8, _ pattern: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = pattern.first else { return nil }
    let rest = pattern.dropFirst()
    if first == UInt8(ascii: "?") { return rest }
    if first == UInt8(ascii: "["), let close = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) {
      return set(rest[..<close], contains: character) ? pattern[(close + 1)...] : nil
    }
    return first == character ? rest : nil
  }

  private static func set(_ members: ArraySlice<UInt8>, contains character: UInt8) -> Bool {
    let isNegated = members.first == UInt8(ascii: "!") || members.first == UInt8(ascii: "^")
    let list = Array(isNegated ? members.dropFirst() : members)
    var isMember = false
    var index = 0
    while index < list.count {
      if index + 2 < list.count, list[index + 1] == UInt8(ascii: "-") {
        if list[index] <= character, character <= list[index + 2] { isMember = true }
        index += 3
      } else {
        if list[index] == character { isMember = true }
        index += 1
      }
    }
    return isMember != isNegated
  }
}
