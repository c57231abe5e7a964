import Diagnostics
import Facts
import Notation
import Wire

/// The region that a store demands, where it is not the one that requests are signed for.
struct RegionLook {
  let context: StoreContext

  func record(_ reply: StoreReply) async {
    let setting = context.store[.region]
    let demanded = reply.demandedRegion
    var isProven = false
    if let demanded,
      let again = await context.client.send(.init(query: [("list-type", "2"), ("max-keys", "1")], region: demanded))
    {
      isProven = again.isSuccess || again.refusal == .denied
    }
    context.record(
      S3Region(
        actual: demanded, commands: demanded.map { context.change(.region, to: $0) } ?? [],
        configured: context.store.region, endpoint: reply.failure?.field("Endpoint"), proven: isProven,
        setting: setting?.name ?? "S3_REGION", source: setting?.source),
      "Requests are signed for \(context.store.region) (\(setting?.source ?? "no setting names a region")); the store "
        + (demanded.map { "demands \($0)" } ?? "refuses it") + " (\(reply.told))"
        + (isProven ? ", and signed for that it answers" : ""))
  }
}
