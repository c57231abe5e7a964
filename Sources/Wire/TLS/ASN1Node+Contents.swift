import SwiftASN1

extension ASN1Node {
  /// The nodes inside; none in a primitive one.
  var children: [ASN1Node] {
    guard case .constructed(let nodes) = content else { return [] }
    return Array(nodes)
  }

  /// The contents of a primitive one; nothing in others.
  var bytes: ArraySlice<UInt8> {
    guard case .primitive(let bytes) = content else { return [] }
    return bytes
  }
}
