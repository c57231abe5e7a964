import Diagnostics
import Notation

extension TextPage {
  /// Everything else that the report holds.
  mutating func appendix(_ report: Report) {
    replaced(report)
    section("Routes", report.routes, none: "none found") { page, route in
      let way = [route.url, route.handler, route.root].compactMap { $0 }.joined(separator: " -> ")
      page.paragraph("\(route.id) (\(route.kind.rawValue)): \(way)", indent: 2, hang: 4)
      for (name, value) in [("writer", route.writer), ("reader", route.reader), ("mount", route.mount)] {
        if let value { page.paragraph("\(name): \(Value.object(value).plain)", indent: 4, hang: 6) }
      }
      if !route.sources.isEmpty { page.paragraph("from \(route.sources.joined(separator: ", "))", indent: 4, hang: 6) }
    }
    section("Ruled out", report.diagnosis.ruledOut, none: "nothing") { page, ruledOut in
      let evidence = ruledOut.evidence.isEmpty ? "" : " [\(ruledOut.evidence.joined(separator: ", "))]"
      page.paragraph("\(ruledOut.id): \(ruledOut.because)\(evidence)", indent: 2, hang: 4)
    }
    section("Observations", report.observations, none: "none") { page, observation in
      page.paragraph(
        "\(observation.id) \(observation.kind) (\(observation.probe)): \(observation.summary)", indent: 2, hang: 4)
      let data = observation.fields
      if !data.isEmpty { page.paragraph(data, indent: 6, hang: 6, style: .label) }
    }
    section("Probes", report.probes, none: "none") { page, probe in
      let duration = probe.durationMilliseconds.map { " in \(shownDuration(milliseconds: $0))" } ?? ""
      page.paragraph(
        "\(probe.id): \(probe.status.rawValue)\(duration)\(probe.reason.map { ": \($0)" } ?? "")", indent: 2, hang: 4)
    }
  }

  /// What was taken out, by what it was and by who met it.
  mutating func replaced(_ report: Report) {
    for (title, counts) in [("Replaced", report.redactions), ("Replaced in", report.redactedPlaces)] {
      guard !counts.isEmpty else { continue }
      section(title, counts.sorted { $0.key < $1.key }, none: "nothing") { page, count in
        page.paragraph("\(count.key): \(count.value)", indent: 2, hang: 4)
      }
    }
  }

  private mutating func section<Element>(
    _ title: String, _ elements: [Element], none: String, _ body: (inout TextPage, Element) -> Void
  ) {
    blank()
    line(elements.isEmpty ? "\(title): \(none)" : "\(title):", .label)
    for element in elements { body(&self, element) }
  }
}
