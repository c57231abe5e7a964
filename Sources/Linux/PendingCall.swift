import CLinux
import Synchronization
import SystemPackage

/// A system call that a file system has not answered, as far as it is known from outside.
public struct PendingCall: Sendable {
  public enum Kind: Int32, Sendable {
    case stat, readdir, open, readlink, getxattr, statvfs, access
    /// A mount that was found silent: nobody waits for it any more.
    case mount

    /// Its name as people know it.
    public var name: String { "\(self)" }
  }

  public let kind: Kind
  public let place: Place

  init?(_ raw: clinux_call) {
    guard let kind = Kind(rawValue: raw.call) else { return nil }
    let bytes = withUnsafeBytes(of: raw.path) { Array($0.prefix { $0 != 0 }) }
    self.kind = kind
    place = Place(FilePath(bytes: bytes), in: raw.pid == 0 ? .own : .process(Int(raw.pid)))
  }

  /// The call that this program's worker, or this program itself, has waited longest for, if for so many milliseconds.
  public static func oldest(atLeast milliseconds: Int) -> PendingCall? {
    var raw = clinux_call()
    return clinux_worker_call(Int32(clamping: milliseconds), &raw) == 1 ? PendingCall(raw) : nil
  }

  /// All calls of this program that have waited for so many milliseconds.
  public static func all(atLeast milliseconds: Int) -> [PendingCall] {
    (0..<Int32(clinux_calls())).compactMap { number in
      var raw = clinux_call()
      return clinux_call_at(number, Int32(clamping: milliseconds), &raw) == 1 ? PendingCall(raw) : nil
    }
  }

  /// The mounts that were found silent.
  static var silentMounts: [PendingCall] { all(atLeast: 0).filter { $0.kind == .mount } }

  /// Tells the supervisor what is done from now on.
  public static func note(_ text: String) { clinux_say_note(text) }

  /// Tells the supervisor that a call begins; the number is for `clinux_call_ended`.
  static func begin(_ kind: Kind, _ place: Place) -> Int32 {
    let pid: Int32 = if case .process(let pid) = place.view { Int32(clamping: pid) } else { 0 }
    return clinux_call_began(kind.rawValue, pid, place.path.string0)
  }
}

extension LiveMachine {
  /// The places that an earlier attempt hung at, with the devices of their mounts: not to be touched again.
  public struct Unanswering: Sendable {
    public var places: [Place] = []
    public var devices: Set<String> = []

    public init() {}

    /// Adds the mount that a call hangs in, and those that were found silent, or the path alone where it leads there by a link.
    public mutating func add(_ call: PendingCall) {
      for silent in PendingCall.silentMounts { insert(silent) }
      insert(call)
    }

    private mutating func insert(_ call: PendingCall) {
      let mounts = LiveMachine().mountTable(of: call.place.view).mounts
      let point = mounts.map(\.point).filter { call.place.path.starts(with: $0) && $0 != "/proc" }.max {
        $0.length < $1.length
      }
      guard let point, point != "/", let mount = mounts.last(where: { $0.point == point }) else {
        return places.append(call.place)
      }
      places.append(call.place.at(point))
      devices.insert(mount.device)
    }
  }

  private static let unanswered = Mutex(Unanswering())

  /// What this program does not touch from now on.
  public static var unanswering: Unanswering {
    get { unanswered.withLock { $0 } }
    set { unanswered.withLock { $0 = newValue } }
  }
}
