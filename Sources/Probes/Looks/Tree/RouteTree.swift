import Diagnostics
import Linux
import Notation
import SystemPackage

/// What one route's tree shows as a whole.
struct RouteTree {
  let route: Route
  let root: Place
  let listing: Listing
  let scene: Scene
  let recorder: Recorder

  private func record(_ kind: String, _ summary: String, _ data: [String: Value]) {
    recorder.record(kind, by: TreeProbe.id, of: [.route: route.id], summary, data)
  }

  func tellState() {
    let state: String =
      switch listing.problem {
      case .noSuchFileOrDirectory?: "absent"
      case .notDirectory?: "not-a-directory"
      case .some: ""
      case nil: listing.files.isEmpty ? "empty" : "filled"
      }
    guard !state.isEmpty else { return }
    record(
      "tree.state",
      "\(root.path.shown) \(state == "filled" ? "holds \(listing.files.count)\(listing.isPartial ? " or more" : "") files" : "is \(state)")",
      ["root": .string(root.path.shown), "state": .string(state), "files": .int(listing.files.count)])
  }

  func tellEmpty() {
    let empty = listing.files.filter { $0.status.size == 0 && $0.relative.extension != nil }
    if route.kind == .media, empty.count >= 2, let first = empty.first {
      record(
        "tree.empty-files", "\(empty.count) files have no content, \(first.place.path.shown) among them",
        [
          "folder": .string(first.place.path.removingLastComponent().shown), "count": .int(empty.count),
          "example": .string(first.place.path.shown),
        ])
    }
    for link in listing.entries.filter(\.isDangling).prefix(3) {
      let target = (try? scene.machine.linkTarget(link.place))?.shown ?? ""
      record(
        "tree.dangling-links", "\(link.place.path.shown) is a link to \(target), which is not there",
        ["link": .string(link.place.path.shown), "target": .string(target)])
    }
  }
}
