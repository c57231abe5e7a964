extension SettingRole {
  /// Whether a name is one of those that settings about stored files have.
  static func isTelling(_ name: String) -> Bool {
    allCases.contains { $0.names.contains(name) } || name.hasPrefix("S3_") || name.hasPrefix("AWS_")
  }
}
