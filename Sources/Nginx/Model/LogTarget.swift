/// Where a log goes.
public enum LogTarget: Hashable, Sendable {
  case file(String)
  case syslog(String)
  case standardError
  case off
}
