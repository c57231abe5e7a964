#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/quota.h>
#include <sys/xattr.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#ifndef STATX_MNT_ID
#define STATX_MNT_ID 0x00001000U
#endif
#ifndef OPEN_TREE_CLONE
#define OPEN_TREE_CLONE 1
#endif
#ifndef OPEN_TREE_CLOEXEC
#define OPEN_TREE_CLOEXEC O_CLOEXEC
#endif
#ifndef SYS_open_tree
#define SYS_open_tree 428
#endif
#ifndef SYS_openat2
#define SYS_openat2 437
#endif
#ifndef SYS_quotactl_fd
#define SYS_quotactl_fd 443
#endif
#ifndef SYS_faccessat2
#define SYS_faccessat2 439
#endif

/* The same by stat(2), where a filter refuses statx(2): without the mount and the attributes. */
static int plain_status(int directory, const char *path, int flags, struct clinux_status *status) {
  struct stat raw;
  if (fstatat(directory, path, &raw, flags) != 0) return errno;
  memset(status, 0, sizeof *status);
  status->mode = raw.st_mode;
  status->uid = raw.st_uid;
  status->gid = raw.st_gid;
  status->links = (uint32_t)raw.st_nlink;
  status->inode = raw.st_ino;
  status->size = (uint64_t)raw.st_size;
  status->blocks = (uint64_t)raw.st_blocks;
  status->device = raw.st_dev;
  status->modified_seconds = raw.st_mtim.tv_sec;
  status->modified_nanoseconds = (uint32_t)raw.st_mtim.tv_nsec;
  status->changed_seconds = raw.st_ctim.tv_sec;
  status->changed_nanoseconds = (uint32_t)raw.st_ctim.tv_nsec;
  return 0;
}

int clinux_statx(int directory, const char *path, int flags, struct clinux_status *status) {
  struct statx raw;
  if (statx(directory, path, flags, STATX_BASIC_STATS | STATX_MNT_ID, &raw) != 0) {
    return errno == EPERM || errno == ENOSYS ? plain_status(directory, path, flags, status) : errno;
  }
  memset(status, 0, sizeof *status);
  status->mode = raw.stx_mode;
  status->uid = raw.stx_uid;
  status->gid = raw.stx_gid;
  status->links = raw.stx_nlink;
  status->inode = raw.stx_ino;
  status->size = raw.stx_size;
  status->blocks = raw.stx_blocks;
  status->device = makedev(raw.stx_dev_major, raw.stx_dev_minor);
  status->mount_id = raw.stx_mnt_id;
  status->attributes = raw.stx_attributes & raw.stx_attributes_mask;
  status->modified_seconds = raw.stx_mtime.tv_sec;
  status->modified_nanoseconds = raw.stx_mtime.tv_nsec;
  status->changed_seconds = raw.stx_ctime.tv_sec;
  status->changed_nanoseconds = raw.stx_ctime.tv_nsec;
  return 0;
}

long clinux_getxattr(const char *path, const char *name, void *value, size_t size) {
  ssize_t count = getxattr(path, name, value, size);
  return count < 0 ? -errno : count;
}

int clinux_create(int directory, const char *name, uint32_t mode, uint32_t mask) {
  if (unshare(CLONE_FS) != 0) return -errno;
  umask(mask);
  int descriptor = openat(directory, name, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, mode);
  return descriptor >= 0 ? descriptor : -errno;
}

int clinux_openat2(int directory, const char *path, uint64_t flags, uint64_t resolve) {
  struct open_how how = {.flags = flags, .mode = 0, .resolve = resolve};
  long descriptor = syscall(SYS_openat2, directory, path, &how, sizeof how);
  return descriptor < 0 ? -errno : (int)descriptor;
}

int clinux_faccessat2(int directory, const char *path, int mode, int flags) {
  return syscall(SYS_faccessat2, directory, path, mode, flags | AT_EACCESS) == 0 ? 0 : errno;
}

int clinux_open_uncovered(int space, const char *path, uint64_t mount) {
  if (space >= 0 && (unshare(CLONE_FS) != 0 || setns(space, CLONE_NEWNS) != 0)) return -errno;
  struct statx raw;
  if (statx(AT_FDCWD, path, AT_NO_AUTOMOUNT, STATX_MNT_ID, &raw) != 0) return -errno;
  if ((raw.stx_mask & STATX_MNT_ID) == 0 || raw.stx_mnt_id != mount) return -ESTALE;
  long tree = syscall(SYS_open_tree, AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
  return tree < 0 ? -errno : (int)tree;
}

int clinux_quota(int folder, const char *device, int type, uint32_t id, struct clinux_quota *quota) {
  struct dqblk raw;
  memset(&raw, 0, sizeof raw);
  int command = QCMD(Q_GETQUOTA, type);
  if (syscall(SYS_quotactl_fd, folder, command, id, &raw) != 0) {
    if (errno != ENOSYS || device[0] == 0) return errno;
    if (quotactl(command, device, (int)id, (caddr_t)&raw) != 0) return errno;
  }
  quota->space_used = raw.dqb_curspace;
  quota->space_soft = raw.dqb_bsoftlimit * 1024;
  quota->space_hard = raw.dqb_bhardlimit * 1024;
  quota->space_time = raw.dqb_btime;
  quota->inodes_used = raw.dqb_curinodes;
  quota->inodes_soft = raw.dqb_isoftlimit;
  quota->inodes_hard = raw.dqb_ihardlimit;
  quota->inodes_time = raw.dqb_itime;
  return 0;
}

int clinux_inherited_project(int folder, uint32_t *project) {
  struct fsxattr raw;
  if (ioctl(folder, FS_IOC_FSGETXATTR, &raw) != 0) return errno;
  *project = raw.fsx_xflags & FS_XFLAG_PROJINHERIT ? raw.fsx_projid : 0;
  return 0;
}
