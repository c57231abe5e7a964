import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Whether the instances of an application keep what is uploaded in one place.
struct InstanceDisksLook {
  let scene: Scene
  let recorder: Recorder

  /// An instance with the directory it stores uploads in.
  private struct Keeper {
    let application: Application
    let setting: Setting
    let place: Place
  }

  /// Two instances of one case, one of which has the file.
  func record(_ examined: Case, has: String, lacks: String) {
    guard let first = keeper(has), let second = keeper(lacks), !isShared(first, second) else { return }
    record([first, second], of: examined.subject, has: has, lacks: lacks, isSeen: true)
  }

  /// Every route of uploads whose application runs in several instances behind one nginx.
  func recordRoutes() {
    guard scene.options.targets.isEmpty else { return }
    var told: Set<String> = []
    for route in scene.routes where route.kind == .media {
      guard let number = route.nginx else { continue }
      for upstream in scene.nginx[number].configuration.upstreams where upstream.addresses.count > 1 {
        let keepers = upstream.addresses.compactMap(keeper)
        guard let first = keepers.first, let other = keepers.first(where: { !isShared(first, $0) }),
          route.writerRoot.map({ [first.place, other.place].contains($0) }) == true, told.insert(route.id).inserted
        else { continue }
        record([first, other], of: [.route: route.id], has: nil, lacks: nil, isSeen: false)
      }
    }
  }

  private func keeper(_ address: String) -> Keeper? {
    guard let application = scene.application(at: address), let setting = application.setting(.mediaRoot),
      let place = application.place(setting.value)
    else { return nil }
    return application.storesInBucket ? nil : Keeper(application: application, setting: setting, place: place)
  }

  /// Whether two directories are one, by their device and inode.
  private func isShared(_ first: Keeper, _ second: Keeper) -> Bool {
    guard let left = scene.machine.file(at: first.place), let right = scene.machine.file(at: second.place) else {
      return first.place == second.place
    }
    return left.isSame(as: right)
  }

  private func record(_ keepers: [Keeper], of subject: Subject, has: String?, lacks: String?, isSeen: Bool) {
    let directories = keepers.map { $0.place.path.shown }
    let words = keepers.map { "\($0.application.program) (pid \($0.application.lead.pid)) in \($0.place.path.shown)" }
    recorder.record(
      InstancesOwnDisks(
        commands: joining(keepers[0], keepers[1]), directories: directories, first: directories[0], has: has,
        lacks: lacks, other: directories[1], programs: words, seen: isSeen, setting: keepers[1].setting.name),
      of: subject, "Each instance keeps uploads for itself: \(words.joined(separator: ", "))")
  }

  /// Commands that let the second instance use the first one's directory, its own files copied there.
  private func joining(_ first: Keeper, _ second: Keeper) -> [String] {
    guard first.place.view == second.place.view, first.place.view == .own,
      first.application.identity.uid == second.application.identity.uid,
      let setting = second.application.written(.mediaRoot),
      let edit = SettingEdit(setting: setting, value: first.place.path.string).command(on: scene.machine)
    else { return [] }
    var restart = Restart(application: second.application, scene: scene)
    if second.application.environment?[setting.name] != nil {
      restart.entries = [(setting.name, first.place.path.string)]
    }
    let again = restart.commands()
    guard !again.isEmpty else { return [] }
    return ["cp -an \(second.place.path.shellQuoted)/. \(first.place.path.shellQuoted)/", edit] + again
  }
}
