#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <pthread.h>
#include <stdlib.h>
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
const char *clinux_argument(int index) { return index < argument_count ? argument_values[index] : NULL; }

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

int clinux_wait_for_interrupt(void) {
  sigset_t set;
  int number = 0;
  interrupts(&set);
  return sigwait(&set, &number) == 0 ? number : 0;
}

int clinux_spawn_self(char *const arguments[], pid_t *pid) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -errno;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  int problem = posix_spawn(pid, "/proc/self/exe", &actions, NULL, arguments, environ);
  if (problem != 0 && argument_count > 0) problem = posix_spawn(pid, argument_values[0], &actions, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (problem == 0) return ends[0];
  close(ends[0]);
  return -problem;
}
