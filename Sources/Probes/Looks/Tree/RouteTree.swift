import Diagnostics
import Facts
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

  private func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: [.route: route.id], summary)
  }

  func recordState() {
    let state: TreeState.State? =
      switch listing.problem {
      case .noSuchFileOrDirectory?: .absent
      case .notDirectory?: .notADirectory
      case .some: nil
      case nil: listing.files.isEmpty ? .empty : .filled
      }
    guard let state else { return }
    record(
      TreeState(files: listing.files.count, root: root.path.shown, state: state),
      "\(root.path.shown) \(state == .filled ? "holds \(listing.files.count)\(listing.isPartial ? " or more" : "") files" : "is \(state.rawValue)")"
    )
  }

  func recordEmpty() {
    let empty = listing.files.filter { $0.status.size == 0 && $0.relative.extension != nil }
    if route.kind == .media, empty.count >= 2, let first = empty.first {
      record(
        TreeEmptyFiles(
          count: empty.count, example: first.place.path.shown, folder: first.place.path.removingLastComponent().shown),
        "\(empty.count) files have no content, \(first.place.path.shown) among them")
    }
    for link in listing.entries.filter(\.isDangling).prefix(3) {
      let target = scene.machine.target(of: link.place)?.shown ?? ""
      record(
        TreeDanglingLinks(link: link.place.path.shown, target: target),
        "\(link.place.path.shown) is a link to \(target), which is not there")
    }
  }
}
