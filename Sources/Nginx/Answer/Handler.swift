/// What produces an answer; the raw values are the public names.
public enum Handler: String, Hashable, Sendable {
  case file
  case directoryIndex = "directory-index"
  case autoindex
  case proxy
  case fastcgi
  case uwsgi
  case scgi
  case grpc
  case `return`
  case redirect
  case deny
  case auth
  case `internal`
  case none
}
