import Nginx
import Notation

extension SedScript {
  /// Puts another argument in the place of a directive's last one, as it has to be quoted in nginx's configuration.
  static func replacing(_ old: String, by new: String, atTheEndOf directive: Directive) -> SedScript {
    .substitute(
      #"\([[:blank:]]\)["']\{0,1\}\#(ByteText.bytes(old))["']\{0,1\} *;"#,
      by: #"\1\#(ByteText.bytes(Directive.quoted(new)));"#, on: .number(directive.position.line))
  }
}
