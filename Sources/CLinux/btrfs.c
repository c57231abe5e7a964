#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/btrfs.h>
#include <linux/btrfs_tree.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* One item of the quota tree, copied out; its size, or minus errno. */
static int quota_item(int descriptor, uint32_t type, uint64_t subvolume, void *item, size_t size) {
  struct btrfs_ioctl_search_args search;
  memset(&search, 0, sizeof search);
  search.key.tree_id = BTRFS_QUOTA_TREE_OBJECTID;
  search.key.min_type = search.key.max_type = type;
  search.key.min_offset = search.key.max_offset = subvolume;
  search.key.max_transid = UINT64_MAX;
  search.key.nr_items = 1;
  if (ioctl(descriptor, BTRFS_IOC_TREE_SEARCH, &search) != 0) return -errno;
  if (search.key.nr_items == 0) return -ENOENT;
  struct btrfs_ioctl_search_header header;
  memcpy(&header, search.buf, sizeof header);
  if (header.len < size) return -EINVAL;
  memcpy(item, search.buf + sizeof header, size);
  return (int)size;
}

int clinux_btrfs_quota(const char *path, struct clinux_subvolume_quota *quota) {
  int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return errno;
  struct btrfs_ioctl_ino_lookup_args lookup;
  memset(&lookup, 0, sizeof lookup);
  lookup.objectid = BTRFS_FIRST_FREE_OBJECTID;
  struct btrfs_qgroup_info_item info;
  struct btrfs_qgroup_limit_item limit;
  int problem = ioctl(descriptor, BTRFS_IOC_INO_LOOKUP, &lookup) != 0 ? errno : 0;
  if (problem == 0) {
    int size = quota_item(descriptor, BTRFS_QGROUP_INFO_KEY, lookup.treeid, &info, sizeof info);
    if (size > 0) size = quota_item(descriptor, BTRFS_QGROUP_LIMIT_KEY, lookup.treeid, &limit, sizeof limit);
    problem = size < 0 ? -size : 0;
  }
  close(descriptor);
  if (problem != 0) return problem;
  quota->used = info.rfer;
  quota->limit = limit.flags & BTRFS_QGROUP_LIMIT_MAX_RFER ? limit.max_rfer : 0;
  return 0;
}
