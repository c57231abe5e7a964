import SwiftASN1

extension ASN1Identifier {
  /// The tag of a field by its number in the structure around it.
  static func context(_ number: UInt) -> ASN1Identifier {
    ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
  }
}
