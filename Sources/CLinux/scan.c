#define _GNU_SOURCE
#include "clinux.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_faccessat2
#define SYS_faccessat2 439
#endif

/* The kernel's own record of getdents64(2). */
struct entry {
  uint64_t inode;
  int64_t offset;
  uint16_t length;
  uint8_t type;
  char name[];
};

long clinux_list(int directory, void *buffer, size_t size, int *is_end) {
  size_t filled = 0;
  *is_end = 0;
  while (size - filled >= 4096) {
    long got = syscall(SYS_getdents64, directory, (char *)buffer + filled, size - filled);
    if (got < 0) return filled > 0 && errno != EINTR ? (long)filled : -errno;
    if (got == 0) {
      *is_end = 1;
      break;
    }
    filled += (size_t)got;
  }
  return (long)filled;
}

static int is_dots(const char *name) {
  return name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0));
}

void clinux_ask_entries(int directory, const void *buffer, size_t size, int access, struct clinux_answers *answers) {
  answers->files = answers->refused_count = answers->other_count = 0;
  for (size_t offset = 0; offset < size;) {
    const struct entry *entry = (const void *)((const char *)buffer + offset);
    if (entry->type == DT_REG) {
      answers->files++;
      int problem = 0;
      if (access >= 0 && syscall(SYS_faccessat2, directory, entry->name, access, AT_EACCESS) != 0) problem = errno;
      if (problem != 0 || access < 0) {
        answers->refused[answers->refused_count].offset = (uint32_t)offset;
        answers->refused[answers->refused_count++].problem = problem;
      }
    } else if (entry->type == DT_DIR || entry->type == DT_LNK || entry->type == DT_UNKNOWN) {
      if (!is_dots(entry->name)) answers->others[answers->other_count++] = (uint32_t)offset;
    }
    offset += entry->length;
  }
}

const char *clinux_entry_name(const void *buffer, size_t offset, int *type) {
  const struct entry *entry = (const void *)((const char *)buffer + offset);
  *type = entry->type == DT_DIR ? S_IFDIR : entry->type == DT_LNK ? S_IFLNK : entry->type == DT_REG ? S_IFREG : 0;
  return entry->name;
}

size_t clinux_next_entry(const void *buffer, size_t offset) {
  return offset + ((const struct entry *)(const void *)((const char *)buffer + offset))->length;
}

int clinux_change_identity(uint32_t uid, uint64_t capabilities, int sets_capabilities) {
  syscall(SYS_setfsuid, uid);
  if (!sets_capabilities) return 0;
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  struct __user_cap_data_struct data[2];
  if (syscall(SYS_capget, &header, data) != 0) return errno;
  data[0].effective = data[0].permitted & (uint32_t)capabilities;
  data[1].effective = data[1].permitted & (uint32_t)(capabilities >> 32);
  return syscall(SYS_capset, &header, data) == 0 ? 0 : errno;
}
