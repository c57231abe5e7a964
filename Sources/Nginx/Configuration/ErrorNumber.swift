/// The Linux error numbers that change what nginx answers (asm-generic/errno-base.h, errno.h).
public enum ErrorNumber {
  public static let notPermitted: Int32 = 1
  public static let noEntry: Int32 = 2
  public static let input: Int32 = 5
  public static let accessDenied: Int32 = 13
  static let fileTooLarge: Int32 = 27
  public static let notDirectory: Int32 = 20
  public static let isDirectory: Int32 = 21
  public static let tooManyLinks: Int32 = 31
  public static let nameTooLong: Int32 = 36
  public static let loop: Int32 = 40

  /// The text nginx prints for an error number, `(13: Permission denied)` without the parentheses.
  public static func describe(_ number: Int32) -> String {
    let text =
      switch number {
      case notPermitted: "Operation not permitted"
      case noEntry: "No such file or directory"
      case input: "Input/output error"
      case accessDenied: "Permission denied"
      case notDirectory: "Not a directory"
      case isDirectory: "Is a directory"
      case 23: "Too many open files in system"
      case 24: "Too many open files"
      case tooManyLinks: "Too many links"
      case fileTooLarge: "File too large"
      case nameTooLong: "File name too long"
      case loop: "Too many levels of symbolic links"
      case 116: "Stale file handle"
      default: "error \(number)"
      }
    return "\(number): \(text)"
  }
}
