import Reports
import Testing

@Suite struct GoldenTests {
  @Test(arguments: Sample.allCases, Format.allCases)
  func everyFormatTellsEverySample(sample: Sample, format: Format) throws {
    try Golden.expect(rendered(sample.report, as: format), isIn: "\(sample).\(format)")
  }

  @Test(arguments: Sample.allCases)
  func textInItsOtherShapes(sample: Sample) throws {
    let shapes: [(String, Presentation)] = [
      ("narrow", Presentation(width: 40)), ("wide", Presentation(width: 200)),
      ("color", Presentation(usesColor: true)), ("quiet", Presentation(verbosity: .quiet)),
      ("verbose", Presentation(verbosity: .verbose)),
    ]
    for (name, presentation) in shapes {
      try Golden.expect(rendered(sample.report, as: .text, presentation: presentation), isIn: "\(sample).\(name).text")
    }
  }
}
