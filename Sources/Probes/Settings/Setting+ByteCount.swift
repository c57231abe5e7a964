import Notation

extension Setting {
  /// Bytes of `26214400`, `25M`, or of a setting whose name ends in MB.
  var byteCount: Int? {
    let isInMegabytes = name.uppercased().hasSuffix("MB") && value.last?.isNumber == true
    return readBytes(isInMegabytes ? value + "M" : value)
  }
}
