import Diagnostics
import Notation
import Wire

/// The region that a store demands, where it is not the one that requests are signed for.
struct RegionLook {
  let notes: StoreNotes

  func tell(_ reply: StoreReply) async {
    let setting = notes.store[.region]
    let demanded = reply.demandedRegion
    var isProven = false
    if let demanded,
      let again = await notes.client.send(.init(query: [("list-type", "2"), ("max-keys", "1")], region: demanded))
    {
      isProven = again.isSuccess || again.refusal == .denied
    }
    notes.record(
      "s3.region",
      "Requests are signed for \(notes.store.region) (\(setting?.source ?? "no setting names a region")); the store "
        + (demanded.map { "demands \($0)" } ?? "refuses it") + " (\(reply.told))"
        + (isProven ? ", and signed for that it answers" : ""),
      [
        "configured": .string(notes.store.region), "actual": Value(demanded), "proven": .bool(isProven),
        "setting": .string(setting?.name ?? "S3_REGION"), "source": Value(setting?.source),
        "endpoint": Value(reply.failure?.field("Endpoint")),
        "commands": Value(demanded.map { notes.change(.region, to: $0) } ?? []),
      ])
  }
}
