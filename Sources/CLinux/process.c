#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

static int argument_count;
static char **argument_values;
extern char **environ;

/* Before Swift's own start: without /proc its runtime aborts on looking for its path, unless SWIFT_ROOT tells it;
   and descriptors 0-2 that come closed would be taken by the first files that are opened. */
__attribute__((constructor(101))) static void prepare(int count, char **values) {
  argument_count = count;
  argument_values = values;
  setenv("SWIFT_ROOT", "/", 0);
  for (int descriptor = 0; descriptor < 3; descriptor++) {
    if (fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
      (void)open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY);
    }
  }
  signal(SIGPIPE, SIG_IGN);
}

int clinux_argument_count(void) { return argument_count; }
char *const *clinux_environment(void) { return environ; }
const char *clinux_argument(int index) { return index < argument_count ? argument_values[index] : NULL; }

#ifdef __ELF__
/* libdispatch's monitor of its threads opens /proc/PID/task/TID/stat every second and aborts the program where it cannot, as in
   a root without /proc. It gets a descriptor that reads nothing instead, which it takes for a thread of unknown state. */
int open(const char *path, int flags, ...) {
  mode_t mode = 0;
  if (flags & (O_CREAT | __O_TMPFILE)) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  int descriptor = openat(AT_FDCWD, path, flags, mode);
  if (descriptor >= 0 || strncmp(path, "/proc/", 6) != 0) return descriptor;
  size_t length = strlen(path);
  if (length < 5 || strcmp(path + length - 5, "/stat") != 0) return descriptor;
  return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}
#endif

static void interrupts(sigset_t *set) {
  sigemptyset(set);
  sigaddset(set, SIGINT);
  sigaddset(set, SIGTERM);
}

void clinux_block_interrupts(void) {
  sigset_t set;
  interrupts(&set);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
}

int clinux_wait_for_interrupt(long milliseconds) {
  sigset_t set;
  interrupts(&set);
  struct timespec limit = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};
  int number;
  do number = sigtimedwait(&set, NULL, &limit);
  while (number < 0 && errno == EINTR);
  return number < 0 ? 0 : number;
}

int clinux_spawn_self(char *const arguments[], pid_t *pid) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -errno;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  int problem = posix_spawn(pid, "/proc/self/exe", &actions, NULL, arguments, environ);
  if (problem != 0 && argument_count > 0) problem = posix_spawn(pid, argument_values[0], &actions, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (problem == 0) return ends[0];
  close(ends[0]);
  return -problem;
}
