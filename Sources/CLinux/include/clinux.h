#ifndef CLINUX_H
#define CLINUX_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// What statx tells of a file; glibc's Swift module leaves out the structure's attributes and mount id.
struct clinux_status {
  uint32_t mode, uid, gid, links;
  uint64_t inode, size, blocks, device, mount_id, attributes;
  int64_t modified_seconds, changed_seconds;
  uint32_t modified_nanoseconds, changed_nanoseconds;
};

/// Flags that glibc hides behind _GNU_SOURCE: O_PATH of open(2), AT_EMPTY_PATH of statx(2), RESOLVE_NO_SYMLINKS of openat2(2).
enum { clinux_open_path = 010000000, clinux_empty_path = 0x1000, clinux_resolve_no_symlinks = 0x04 };

/// getxattr(2), which Swift's Glibc module leaves out; the value's size, or minus errno.
long clinux_getxattr(const char *path, const char *name, void *value, size_t size);

/// statx(2); 0, or the errno.
int clinux_statx(int directory, const char *path, int flags, struct clinux_status *status);

/// openat2(2), which resolves links as a process with that root would; glibc has no wrapper. A descriptor, or minus errno.
int clinux_openat2(int directory, const char *path, uint64_t flags, uint64_t resolve);

/// Creates a file that must not be there, on a thread whose umask becomes its own: unshare(2) CLONE_FS, umask, openat. A
/// descriptor, or minus errno.
int clinux_create(int directory, const char *name, uint32_t mode, uint32_t mask);

/// A mount without the mounts that lie on it: open_tree(2) with OPEN_TREE_CLONE makes a copy that is attached nowhere and ends
/// with its descriptor. For another mount namespace (`space` a descriptor of it, else -1) the thread goes there for good.
/// `mount` is the id that the path has to be on. A descriptor, or minus errno: ESTALE where the path is on another mount.
int clinux_open_uncovered(int space, const char *path, uint64_t mount);

/// faccessat2(2) with AT_EACCESS on the file-system identity of this thread; 0, or the errno.
int clinux_faccessat2(int directory, const char *path, int mode, int flags);

/// Gives this thread, and it alone, a file-system identity: the raw calls, where glibc's would change every thread.
/// The effective capabilities are cut down to `capabilities`. 0, or the errno.
int clinux_take_identity(uint32_t uid, uint32_t gid, const uint32_t *groups, size_t count, uint64_t capabilities);

/// The effective capabilities of this thread.
uint64_t clinux_effective_capabilities(void);

/// The arguments as the kernel passed them: Swift repairs invalid UTF-8 and has none without /proc.
int clinux_argument_count(void);
const char *clinux_argument(int index);

/// The environment, NAME=value and a NULL at the end: Swift takes the variable itself for one that threads may change.
char *const *clinux_environment(void);

/// Blocks SIGINT and SIGTERM for all threads to come, for clinux_wait_for_interrupt.
void clinux_block_interrupts(void);

/// Waits for SIGINT or SIGTERM for so long; its number, or 0 where none came.
int clinux_wait_for_interrupt(long milliseconds);

/// Has such a child ask access(2) for a path, links followed. 0, or minus errno: ETIMEDOUT and EPIPE as above.
int clinux_agent_access(int socket, int root, const char *path, int access, uint64_t resolve);

/// Forks a worker that ends with its parent and says to it, in memory of both, what it is at. Returns 0 in the worker, 1 in the
/// parent, which has its pid and for which SIGCHLD, SIGINT and SIGTERM are blocked; or minus errno.
/// What the worker writes by clinux_write comes through `output`: a worker that cannot end keeps no pipe of the caller open.
int clinux_worker_start(pid_t *pid, int *output);

/// For the parent. Hands on what the worker has written and waits for it, or for one of these signals, at most so long; SIGINT or
/// SIGTERM, or 0.
int clinux_worker_event(int output, int milliseconds);
/// The worker's exit status plus one as soon as it means to end; 0 before.
int clinux_worker_ended(void);
/// The errno by which handing on the worker's output failed; 0 where it did not.
int clinux_worker_failure(void);
/// Whether the worker has read standard input or written any output.
int clinux_worker_has_spoken(void);
/// What the worker noted last.
const char *clinux_worker_note(void);

/// The kind of call that nobody waits for: a mount that was found silent.
enum { clinux_silent_mount = 7 };

/// The call that the worker has waited longest for, if for at least so many milliseconds; 1 where there is one.
struct clinux_call {
  int32_t pid, call;
  char path[1024];
};
int clinux_worker_call(int least, struct clinux_call *call);
/// How many calls are kept at most, 0 where no parent listens; and one of them, 1 where it has waited for so long.
int clinux_calls(void);
int clinux_call_at(int index, int least, struct clinux_call *call);

/// write(2) to the caller's descriptor 1 or 2, in the worker by way of its parent. The error of an earlier piece is told with a later.
ssize_t clinux_write(int descriptor, const void *bytes, size_t size);
/// Ends the worker's output.
void clinux_flush(void);

/// For the worker, all without effect where there is no parent that listens.
void clinux_say_ended(int code);
void clinux_say_spoken(void);
void clinux_say_note(const char *note);
/// A system call on a path of a process's root, 0 for its own, begins; a number for clinux_call_ended.
int clinux_call_began(int call, int pid, const char *path);
void clinux_call_ended(int index);

/// Starts a child that opens files with these ids for good, real, effective, saved and of the file system, and without
/// capabilities; fills `pid` and returns the socket by which it is asked, or minus errno. It ends with the socket.
int clinux_agent_start(uint32_t uid, uint32_t gid, const uint32_t *groups, size_t count, pid_t *pid);

/// Has such a child open a path by openat2(2), below the descriptor of a root or with -1 below its own. A descriptor, or minus
/// errno: ETIMEDOUT where it gives no answer within a second, EPIPE where it is gone.
int clinux_agent_open(int socket, int root, const char *path, uint64_t flags, uint64_t resolve);

/// Starts the program again with these arguments and standard output into a pipe; fills `pid` and returns the pipe's reading
/// end, or minus errno.
int clinux_spawn_self(char *const arguments[], pid_t *pid);

/// quotactl_fd(2) Q_GETQUOTA of a user (type 0), group (1) or project (2) on the file system of an open directory; before Linux
/// 5.14 quotactl(2) on its device. Bytes and files used, their limits, and when the soft ones begin to refuse; 0, or the errno.
struct clinux_quota {
  uint64_t space_used, space_soft, space_hard, space_time, inodes_used, inodes_soft, inodes_hard, inodes_time;
};
int clinux_quota(int folder, const char *device, int type, uint32_t id, struct clinux_quota *quota);

/// The project that new files of a directory belong to, 0 for none: ioctl FS_IOC_FSGETXATTR; 0, or the errno.
int clinux_inherited_project(int folder, uint32_t *project);

/// The quota group of the btrfs subvolume that holds a directory: bytes referred to and their limit (0 for none); 0, or the errno.
struct clinux_subvolume_quota {
  uint64_t used, limit;
};
int clinux_btrfs_quota(const char *path, struct clinux_subvolume_quota *quota);

/// Fills a buffer with records of getdents64(2), with as few calls as it takes; the bytes filled, or minus errno.
/// `is_end` tells whether the directory has no more.
long clinux_list(int directory, void *buffer, size_t size, int *is_end);

/// What a stretch of a directory answered: which regular files were refused, and what else is in it, by their offsets.
struct clinux_refusal {
  uint32_t offset;
  int32_t problem;
};
struct clinux_answers {
  uint32_t files, refused_count, other_count;
  struct clinux_refusal *refused;
  uint32_t *others;
};

/// Asks faccessat2(2) for every regular file of a stretch, as the identity that this thread has; directories, links and entries
/// of unknown type are told in `others`. With an access below 0 nothing is asked and every regular file is told as refused.
/// Both arrays hold at least one element for each 24 bytes of the stretch.
void clinux_ask_entries(int directory, const void *buffer, size_t size, int access, struct clinux_answers *answers);

/// The name of a record, and its type as the bits of a mode; 0 where the file system does not tell.
const char *clinux_entry_name(const void *buffer, size_t offset, int *type);

/// The offset of the record after this one.
size_t clinux_next_entry(const void *buffer, size_t offset);

/// Changes the file-system user of this thread, which drops or raises the capabilities over files with it; the effective
/// capabilities are set too where these do not follow from the user. 0, or the errno.
int clinux_change_identity(uint32_t uid, uint64_t capabilities, int sets_capabilities);

#endif
