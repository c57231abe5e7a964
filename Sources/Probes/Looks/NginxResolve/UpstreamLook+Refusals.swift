import Diagnostics
import Facts
import Nginx
import Notation

/// What nginx makes of the application's status on the way to the client.
extension UpstreamLook {
  /// Whether nginx's cache holds a refusal of what the application gives.
  func keepsRefusal(_ status: Int) -> Bool {
    guard let cache = caseLook.settings?.directives("proxy_cache").last?.arguments.first, cache != "off" else {
      return false
    }
    return (200..<300).contains(status) && caseLook.liveStatus.map { $0 >= 400 } == true
  }

  /// The directive that turns the application's refusal into the success that nginx answers with.
  func recordMasked(_ status: Int, _ address: String) {
    guard let settings = caseLook.settings, settings.directives("proxy_intercept_errors").last?.arguments.first == "on",
      let directive = settings.directives("error_page").first(where: { $0.arguments.contains("\(status)") }),
      let sign = directive.arguments.first(where: { $0.hasPrefix("=") }),
      let live = caseLook.liveStatus, (200..<300).contains(live), sign == "=" || sign == "=\(live)"
    else { return }
    let kept = directive.arguments.filter { !$0.hasPrefix("=") }
    let edit = Edit.arguments(kept, of: directive, in: caseLook.instance.configuration)
    let change = caseLook.change([edit], at: directive.position)
    caseLook.record(
      ResolveErrorPageMasks(
        commands: change.commands, directive: "proxy_intercept_errors; \(directive.text)",
        file: directive.position.file, line: directive.position.line, original: status, patch: change.patch,
        seen: true, shown: live),
      "\(directive.text) (\(directive.position)) turns the \(status) of \(address) into \(live)")
  }
}
