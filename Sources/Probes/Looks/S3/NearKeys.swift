import Notation
import Wire

/// The search for what stands in a bucket in place of a key.
struct NearKeys {
  /// How the found key differs from the wanted one.
  enum Kind: String {
    case leadingSlash = "leading-slash"
    case doubleSlash = "double-slash"
    case prefix, encoding, form, letters
    case longer = "prefix-doubled"

    var told: String {
      switch self {
      case .leadingSlash: "a slash more or less in front"
      case .doubleSlash: "slashes doubled"
      case .prefix: "below a prefix that the key lacks"
      case .longer: "without a prefix that the key has"
      case .encoding: "written with other escapes"
      case .form: "the same name in another Unicode form"
      case .letters: "other capitals"
      }
    }
  }

  /// What a search found.
  struct Result {
    var near: (key: String, kind: Kind)?
    var upload: (id: String, begun: String)?
    var seen = 0
  }

  /// Pages of a thousand keys that are looked through at most.
  static let pages = 20

  let context: StoreContext

  func search(_ key: String) async -> Result {
    async let upload = openUpload(key)
    var result = Result()
    var token: String?
    for _ in 0..<Self.pages {
      let query = [("list-type", "2"), ("max-keys", "1000")] + (token.map { [("continuation-token", $0)] } ?? [])
      guard let listing = await context.client.send(.init(query: query))?.listing else { break }
      result.seen += listing.objects.count
      for object in listing.objects {
        guard let kind = Self.kind(wanted: key, found: object.key) else { continue }
        if result.near == nil || kind != .prefix { result.near = (object.key, kind) }
      }
      token = listing.next
      if token == nil || (result.near.map { $0.kind != .prefix } ?? false) { break }
    }
    result.upload = await upload
    return result
  }

  private func openUpload(_ key: String) async -> (id: String, begun: String)? {
    guard case .document(let root)? = await context.client.send(.init(query: [("uploads", "")]))?.answer,
      root.name == "ListMultipartUploadsResult",
      let upload = root.all("Upload").first(where: { $0.text(of: "Key") == key })
    else { return nil }
    return (upload.text(of: "UploadId") ?? "", upload.text(of: "Initiated") ?? "")
  }

  /// How a key that is there answers for the one that is wanted; nil where it does not.
  static func kind(wanted: String, found: String) -> Kind? {
    guard !wanted.utf8.elementsEqual(found.utf8) else { return nil }
    let slashes: (Character) -> Bool = { $0 == "/" }
    if wanted == found { return .form }
    if wanted.drop(while: slashes) == found.drop(while: slashes) { return .leadingSlash }
    if wanted.split(whereSeparator: slashes) == found.split(whereSeparator: slashes) { return .doubleSlash }
    if found.hasSuffix("/" + wanted) { return .prefix }
    if wanted.hasSuffix("/" + found), found.contains("/") { return .longer }
    if plain(wanted) == plain(found) { return .encoding }
    if wanted.lowercased() == found.lowercased() { return .letters }
    return nil
  }

  private static func plain(_ key: String) -> String {
    String(decoding: PercentEncoding.decode(String(key.map { $0 == "+" ? " " : $0 })), as: UTF8.self)
  }
}
