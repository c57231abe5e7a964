#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

static int get_capabilities(struct __user_cap_data_struct data[2]) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  return syscall(SYS_capget, &header, data) == 0 ? 0 : errno;
}

uint64_t clinux_effective_capabilities(void) {
  struct __user_cap_data_struct data[2];
  if (get_capabilities(data) != 0) return 0;
  return (uint64_t)data[1].effective << 32 | data[0].effective;
}

int clinux_take_identity(uint32_t uid, uint32_t gid, const uint32_t *groups, size_t count, uint64_t capabilities) {
  if (syscall(SYS_setgroups, count, groups) != 0) return errno;
  syscall(SYS_setfsgid, gid);
  syscall(SYS_setfsuid, uid);
  if ((uint32_t)syscall(SYS_setfsgid, -1) != gid || (uint32_t)syscall(SYS_setfsuid, -1) != uid) return EPERM;
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  struct __user_cap_data_struct data[2];
  int problem = get_capabilities(data);
  if (problem != 0) return problem;
  data[0].effective = data[0].permitted & (uint32_t)capabilities;
  data[1].effective = data[1].permitted & (uint32_t)(capabilities >> 32);
  return syscall(SYS_capset, &header, data) == 0 ? 0 : errno;
}
