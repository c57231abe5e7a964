#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { slot_count = 64 };

struct slot {
  atomic_int is_used;
  int64_t began;
  int32_t pid, call;
  char path[1024];
};

/* What a worker says to its supervisor, in memory that both have: it stays when the worker hangs or dies. */
struct page {
  atomic_int ended, has_spoken, failed;
  char note[64];
  struct slot slots[slot_count];
};

static struct page *page;
/* The worker's end of the pipe to its parent, which alone holds what the caller reads. */
static int relay = -1;

/* One piece of output: for which descriptor, and how much. */
struct piece {
  int32_t descriptor, length;
  char bytes[PIPE_BUF - 8];
};

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int clinux_worker_start(pid_t *pid, int *output) {
  if (!page) {
    void *memory = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return -errno;
    page = memory;
  }
  memset(page, 0, sizeof *page);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -errno;
  sigset_t watched, before;
  sigemptyset(&watched);
  sigaddset(&watched, SIGCHLD);
  sigaddset(&watched, SIGINT);
  sigaddset(&watched, SIGTERM);
  sigprocmask(SIG_BLOCK, &watched, &before);
  pid_t parent = getpid();
  *pid = fork();
  if (*pid < 0) {
    int problem = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(ends[0]);
    close(ends[1]);
    return -problem;
  }
  if (*pid == 0) {
    sigprocmask(SIG_UNBLOCK, &watched, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(3);
    close(ends[0]);
    relay = ends[1];
    int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nothing >= 0) {
      dup2(nothing, 1);
      dup2(nothing, 2);
    }
    return 0;
  }
  close(ends[1]);
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  *output = ends[0];
  return 1;
}

/* Hands on what the worker has written; 0 at its end. */
static int hand_on(int output) {
  struct piece piece;
  for (;;) {
    /* Pieces are no longer than what a pipe takes at once: a header is never without its bytes. */
    ssize_t got = read(output, &piece, 8);
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    if (got != 8 || piece.length < 0 || piece.length > (int32_t)sizeof piece.bytes) return 0;
    ssize_t length = read(output, piece.bytes, (size_t)piece.length);
    for (ssize_t written = 0; written < length;) {
      /* A caller who does not read keeps us waiting, but not from being interrupted. */
      struct pollfd target = {.fd = piece.descriptor, .events = POLLOUT};
      sigset_t pending;
      while (poll(&target, 1, 100) == 0) {
        sigpending(&pending);
        if (sigismember(&pending, SIGINT) || sigismember(&pending, SIGTERM)) {
          if (page) atomic_store(&page->failed, EINTR);
          return 1;
        }
      }
      ssize_t count = write(piece.descriptor, piece.bytes + written, (size_t)(length - written));
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) {
        if (page) atomic_store(&page->failed, errno);
        break;
      }
      written += count;
    }
  }
}

int clinux_worker_event(int output, int milliseconds) {
  struct pollfd waiting = {.fd = output, .events = POLLIN};
  if (output < 0 || poll(&waiting, 1, milliseconds) < 0 || !hand_on(output)) {
    if (milliseconds > 5) milliseconds = 5;
  } else {
    milliseconds = 0;
  }
  sigset_t watched;
  sigemptyset(&watched);
  sigaddset(&watched, SIGCHLD);
  sigaddset(&watched, SIGINT);
  sigaddset(&watched, SIGTERM);
  struct timespec limit = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};
  int number = sigtimedwait(&watched, NULL, &limit);
  return number == SIGINT || number == SIGTERM ? number : 0;
}

int clinux_worker_failure(void) { return page ? atomic_load(&page->failed) : 0; }
int clinux_worker_ended(void) { return page ? atomic_load(&page->ended) : 0; }
int clinux_worker_has_spoken(void) { return page ? atomic_load(&page->has_spoken) : 0; }
const char *clinux_worker_note(void) { return page ? page->note : ""; }

int clinux_worker_call(int least, struct clinux_call *call) {
  if (!page) return 0;
  int64_t oldest = INT64_MAX;
  for (int index = 0; index < slot_count; index++) {
    struct slot *slot = &page->slots[index];
    if (atomic_load(&slot->is_used) != 1 || slot->call == clinux_silent_mount || slot->began > oldest) continue;
    oldest = slot->began;
    call->pid = slot->pid;
    call->call = slot->call;
    memcpy(call->path, slot->path, sizeof call->path);
    call->path[sizeof call->path - 1] = 0;
  }
  return oldest != INT64_MAX && now() - oldest >= least;
}

int clinux_calls(void) { return page ? slot_count : 0; }

int clinux_call_at(int index, int least, struct clinux_call *call) {
  struct slot *slot = &page->slots[index];
  if (atomic_load(&slot->is_used) != 1 || now() - slot->began < least) return 0;
  call->pid = slot->pid;
  call->call = slot->call;
  memcpy(call->path, slot->path, sizeof call->path);
  call->path[sizeof call->path - 1] = 0;
  return 1;
}

ssize_t clinux_write(int descriptor, const void *bytes, size_t size) {
  if (relay < 0) return write(descriptor, bytes, size);
  if (page && atomic_load(&page->failed) != 0) {
    errno = atomic_load(&page->failed);
    return -1;
  }
  struct piece piece = {.descriptor = descriptor};
  piece.length = (int32_t)(size < sizeof piece.bytes ? size : sizeof piece.bytes);
  memcpy(piece.bytes, bytes, (size_t)piece.length);
  ssize_t sent = write(relay, &piece, 8 + (size_t)piece.length);
  return sent < 0 ? sent : piece.length;
}

void clinux_flush(void) {
  if (relay >= 0) close(relay);
}

void clinux_say_ended(int code) {
  if (page) atomic_store(&page->ended, code + 1);
}

void clinux_say_spoken(void) {
  if (page) atomic_store(&page->has_spoken, 1);
}

void clinux_say_note(const char *note) {
  if (page) strncpy(page->note, note, sizeof page->note - 1);
}

int clinux_call_began(int call, int pid, const char *path) {
  if (!page) return -1;
  for (int index = 0; index < slot_count; index++) {
    int is_used = 0;
    struct slot *slot = &page->slots[index];
    if (atomic_load(&slot->is_used) || !atomic_compare_exchange_strong(&slot->is_used, &is_used, 2)) continue;
    slot->began = now();
    slot->pid = pid;
    slot->call = call;
    size_t length = strnlen(path, sizeof slot->path - 1);
    memcpy(slot->path, path, length);
    slot->path[length] = 0;
    atomic_store(&slot->is_used, 1);
    return index;
  }
  return -1;
}

void clinux_call_ended(int index) {
  if (page && index >= 0) atomic_store(&page->slots[index].is_used, 0);
}
