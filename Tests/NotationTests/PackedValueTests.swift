import Notation
import Testing

/// The packed form in which values are embedded into the program.
@Suite struct PackedValueTests {
  @Test(arguments: [
    Value.null, .bool(true), .int(-12), .double(0.25), "a:b;ü\n", [], [1, "x", nil], ["k": ["l": [true]], "": "empty"],
  ])
  func packedFormRoundTrips(value: Value) {
    #expect(Value(packed: value.packed) == value)
  }

  @Test(arguments: ["", "x", "s9:short", "l2:n", "o1:s1:k", "i12", "s-1:", "l99999999999:"])
  func brokenPackedFormIsRefused(text: String) {
    #expect(Value(packed: text) == nil)
  }
}
