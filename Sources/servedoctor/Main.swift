import Checks
import Diagnostics

@main
enum Main {
  static func main() {
    print((try? Catalogue.builtIn().causes.map(\.id)) ?? [])
  }
}
