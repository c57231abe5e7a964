#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

/* One request: how to open, and the path, whose descriptor of a root may come along. */
struct request {
  uint64_t flags, resolve;
  /* What to ask for as in access(2); -1 to open. */
  int64_t access;
  char path[4096];
};

struct answer {
  int32_t problem;
};

static ssize_t send_with(int socket, void *data, size_t size, int descriptor) {
  struct iovec part = {.iov_base = data, .iov_len = size};
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int))];
  } control;
  memset(&control, 0, sizeof control);
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (descriptor >= 0) {
    message.msg_control = &control;
    message.msg_controllen = sizeof control;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
  }
  ssize_t sent;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent;
}

static ssize_t receive_with(int socket, void *data, size_t size, int *descriptor) {
  struct iovec part = {.iov_base = data, .iov_len = size};
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int))];
  } control;
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  *descriptor = -1;
  ssize_t got;
  do got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got <= 0) return got;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (header && header->cmsg_type == SCM_RIGHTS) memcpy(descriptor, CMSG_DATA(header), sizeof *descriptor);
  return got;
}

/* Keeps one descriptor as number 3 and no other. */
static int keep_only(int socket) {
  if (socket != 3 && dup2(socket, 3) < 0) return -1;
  if (syscall(SYS_close_range, 4, ~0U, 0) != 0) {
    long limit = sysconf(_SC_OPEN_MAX);
    for (int descriptor = 4; descriptor < (limit > 0 && limit < 65536 ? limit : 65536); descriptor++) close(descriptor);
  }
  int nothing = open("/dev/null", O_RDWR);
  for (int descriptor = 0; nothing >= 0 && descriptor < 3; descriptor++) dup2(nothing, descriptor);
  if (nothing > 3) close(nothing);
  return 3;
}

/* The errno of an access(2), 0 for yes. The real ids are the identity's, so that the oldest call will do. */
static int refusal(int descriptor, int root, const struct request *request) {
  if (root < 0) return faccessat(AT_FDCWD, request->path, (int)request->access, 0) == 0 ? 0 : errno;
  int problem = clinux_faccessat2(descriptor, "", (int)request->access, 0x1000);
  if (problem != ENOSYS && problem != EPERM) return problem;
  char link[64];
  char *end = link + sizeof link;
  *--end = 0;
  for (int rest = descriptor; rest > 0 || end == link + sizeof link - 1; rest /= 10) *--end = (char)('0' + rest % 10);
  static const char folder[] = "/proc/self/fd/";
  end -= sizeof folder - 1;
  memcpy(end, folder, sizeof folder - 1);
  return faccessat(AT_FDCWD, end, (int)request->access, 0) == 0 ? 0 : errno;
}

/* Opens for whoever asks, until the other end is closed. Calls nothing that takes a lock: the program that it is a copy of has threads. */
static void serve(int socket) {
  struct request request;
  int root;
  for (;;) {
    ssize_t got = receive_with(socket, &request, sizeof request, &root);
    if (got <= (ssize_t)offsetof(struct request, path)) _exit(0);
    ((char *)&request)[got < (ssize_t)sizeof request ? got : (ssize_t)sizeof request - 1] = 0;
    int descriptor = clinux_openat2(root >= 0 ? root : AT_FDCWD, request.path, request.flags, request.resolve);
    if (root < 0 && (descriptor == -ENOSYS || descriptor == -EPERM) && request.resolve == 0) {
      descriptor = openat(AT_FDCWD, request.path, (int)request.flags);
      if (descriptor < 0) descriptor = -errno;
    }
    struct answer answer = {.problem = descriptor < 0 ? -descriptor : 0};
    if (descriptor >= 0 && request.access >= 0) answer.problem = refusal(descriptor, root, &request);
    send_with(socket, &answer, sizeof answer, request.access < 0 ? descriptor : -1);
    if (descriptor >= 0) close(descriptor);
    if (root >= 0) close(root);
  }
}

int clinux_agent_start(uint32_t uid, uint32_t gid, const uint32_t *groups, size_t count, pid_t *pid) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return -errno;
  pid_t parent = getpid();
  *pid = fork();
  if (*pid < 0) {
    int problem = errno;
    close(ends[0]);
    close(ends[1]);
    return -problem;
  }
  if (*pid == 0) {
    int socket = keep_only(ends[1]);
    if (socket < 0) _exit(1);
    if (syscall(SYS_setgroups, count, groups) != 0) _exit(1);
    if (syscall(SYS_setresgid, gid, gid, gid) != 0 || syscall(SYS_setresuid, uid, uid, uid) != 0) _exit(1);
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    if (getppid() != parent) _exit(1);
    serve(socket);
    _exit(0);
  }
  close(ends[1]);
  struct timeval limit = {.tv_sec = 1};
  setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  return ends[0];
}

static int ask(int socket, int root, const char *path, uint64_t flags, uint64_t resolve, int64_t access) {
  struct request request = {.flags = flags, .resolve = resolve, .access = access};
  size_t length = strlen(path);
  if (length >= sizeof request.path) return -ENAMETOOLONG;
  memcpy(request.path, path, length + 1);
  if (send_with(socket, &request, offsetof(struct request, path) + length + 1, root) < 0) return -EPIPE;
  struct answer answer;
  int descriptor;
  ssize_t got = receive_with(socket, &answer, sizeof answer, &descriptor);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return -ETIMEDOUT;
  if (got != sizeof answer) return -EPIPE;
  if (access >= 0) return answer.problem == 0 ? 1 : -answer.problem;
  return answer.problem != 0 ? -answer.problem : descriptor;
}

int clinux_agent_open(int socket, int root, const char *path, uint64_t flags, uint64_t resolve) {
  return ask(socket, root, path, flags, resolve, -1);
}

int clinux_agent_access(int socket, int root, const char *path, int access, uint64_t resolve) {
  int answer = ask(socket, root, path, O_PATH | O_CLOEXEC, resolve, access);
  return answer > 0 ? 0 : answer;
}
