#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
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
  atomic_int ended, has_spoken;
  char note[64];
  struct slot slots[slot_count];
};

static struct page *page;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int clinux_worker_start(pid_t *pid) {
  if (!page) {
    void *memory = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return -errno;
    page = memory;
  }
  memset(page, 0, sizeof *page);
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
    return -problem;
  }
  if (*pid == 0) {
    sigprocmask(SIG_UNBLOCK, &watched, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(3);
    return 0;
  }
  return 1;
}

int clinux_worker_event(int milliseconds) {
  sigset_t watched;
  sigemptyset(&watched);
  sigaddset(&watched, SIGCHLD);
  sigaddset(&watched, SIGINT);
  sigaddset(&watched, SIGTERM);
  struct timespec limit = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};
  int number = sigtimedwait(&watched, NULL, &limit);
  return number == SIGINT || number == SIGTERM ? number : 0;
}

int clinux_worker_ended(void) { return page ? atomic_load(&page->ended) : 0; }
int clinux_worker_has_spoken(void) { return page ? atomic_load(&page->has_spoken) : 0; }
const char *clinux_worker_note(void) { return page ? page->note : ""; }

int clinux_worker_call(int least, struct clinux_call *call) {
  if (!page) return 0;
  int64_t oldest = INT64_MAX;
  for (int index = 0; index < slot_count; index++) {
    struct slot *slot = &page->slots[index];
    if (atomic_load(&slot->is_used) != 1 || slot->began > oldest) continue;
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
