import Linux
import Testing

/// Attributes as kernels with SELinux and AppArmor write them; this one may have neither.
struct SecurityModuleTests {
  @Test(
    "the context or profile of a process",
    arguments: [
      ("system_u:system_r:httpd_t:s0\0", true, "httpd_t", true),
      ("system_u:system_r:httpd_t:s0", false, "httpd_t", false),
      ("system_u:system_r:container_t:s0:c12,c900\0", true, "container_t", true),
      ("unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023\0", true, "unconfined_t", false),
    ])
  func selinux(attribute: String, isEnforcing: Bool, type: String, counts: Bool) throws {
    let confinement = try #require(Confinement(attribute: attribute, isSELinuxEnforcing: isEnforcing))
    #expect(confinement.module == .selinux && confinement.type == type && confinement.isEnforcing == counts)
  }

  @Test(
    "AppArmor profiles", arguments: [("/usr/sbin/nginx (enforce)\n", true), ("nginx (complain)\n", false)])
  func apparmor(attribute: String, counts: Bool) throws {
    let confinement = try #require(Confinement(attribute: attribute, isSELinuxEnforcing: false))
    #expect(confinement.module == .apparmor && confinement.isEnforcing == counts)
  }

  @Test("no confinement", arguments: ["unconfined\n", "", "\0"])
  func none(attribute: String) {
    #expect(Confinement(attribute: attribute, isSELinuxEnforcing: true) == nil)
  }
}
