/* Runs a program on an older kernel or in a stricter container than this one:

     limited [enosys=CALL,...] [eperm=CALL,...] [files=N] [processes=N] COMMAND [ARGUMENT ...]

   The system calls named are not known (ENOSYS) or not allowed (EPERM); files and processes are rlimits. What is wrong here ends
   with 125, so that it is not taken for the program's own status. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "no such architecture here"
#endif

/* Calls newer than 4.20 have one number on every architecture. */
static const struct {
  const char *name;
  unsigned number;
} calls[] = {
    {"epoll_create1", SYS_epoll_create1}, {"eventfd2", SYS_eventfd2}, {"epoll_pwait", SYS_epoll_pwait},
    {"timerfd_create", SYS_timerfd_create}, {"signalfd4", SYS_signalfd4}, {"memfd_create", SYS_memfd_create},
    {"statx", SYS_statx}, {"pidfd_send_signal", 424}, {"io_uring_setup", 425}, {"io_uring_enter", 426},
    {"io_uring_register", 427}, {"pidfd_open", 434}, {"clone3", 435}, {"close_range", 436}, {"openat2", 437},
    {"pidfd_getfd", 438}, {"faccessat2", 439}, {"epoll_pwait2", 441}, {"getrandom", SYS_getrandom},
    {"name_to_handle_at", SYS_name_to_handle_at}, {"setfsuid", SYS_setfsuid}, {"unshare", SYS_unshare},
    {"sched_getaffinity", SYS_sched_getaffinity}, {"prctl", SYS_prctl}, {"quotactl", SYS_quotactl},
};

static struct sock_filter program[160];
static unsigned short length;

static void add(unsigned short code, unsigned char yes, unsigned char no, unsigned value) {
  if (length == sizeof program / sizeof *program) exit(125);
  program[length++] = (struct sock_filter){code, yes, no, value};
}

static void refuse(char *names, unsigned problem) {
  for (char *name = strtok(names, ","); name; name = strtok(NULL, ",")) {
    size_t index = 0;
    while (index < sizeof calls / sizeof *calls && strcmp(calls[index].name, name) != 0) index++;
    if (index == sizeof calls / sizeof *calls) {
      fprintf(stderr, "limited: no call %s in the list\n", name);
      exit(125);
    }
    add(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, calls[index].number);
    add(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | problem);
  }
}

static void limit(int resource, const char *text) {
  rlim_t number = strtoul(text, NULL, 10);
  struct rlimit limits = {number, number};
  if (setrlimit(resource, &limits) != 0) {
    perror("limited: setrlimit");
    exit(125);
  }
}

int main(int count, char **words) {
  int word = 1;
  add(BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, arch));
  add(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, ARCHITECTURE);
  add(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS);
  add(BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, nr));
  for (; word < count; word++) {
    if (strncmp(words[word], "enosys=", 7) == 0) refuse(words[word] + 7, ENOSYS);
    else if (strncmp(words[word], "eperm=", 6) == 0) refuse(words[word] + 6, EPERM);
    else if (strncmp(words[word], "files=", 6) == 0) limit(RLIMIT_NOFILE, words[word] + 6);
    else if (strncmp(words[word], "processes=", 10) == 0) limit(RLIMIT_NPROC, words[word] + 10);
    else break;
  }
  if (word >= count) return 125;
  add(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
  struct sock_fprog filter = {length, program};
  /* Without this bit only root may filter; root keeps it clear, as most containers do. */
  if (geteuid() != 0) prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0) {
    perror("limited: seccomp");
    return 125;
  }
  execv(words[word], words + word);
  perror("limited: exec");
  return 125;
}
