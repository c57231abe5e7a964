/* The least that such a scan can do: two threads that list directories and ask for each file as an identity.
   loop DIRECTORY UID GID: prints how many files, and how many of them that identity cannot read. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_faccessat2
#define SYS_faccessat2 439
#endif

struct entry {
  uint64_t inode;
  int64_t offset;
  uint16_t length;
  uint8_t type;
  char name[];
};

static char **waiting;
static size_t count, room, busy;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static atomic_long files, refused;
static int uid, gid;

static void push(char *path) {
  pthread_mutex_lock(&lock);
  if (count == room) waiting = realloc(waiting, (room = room ? room * 2 : 1024) * sizeof *waiting);
  waiting[count++] = path;
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&lock);
}

static char *next(int is_after_one) {
  pthread_mutex_lock(&lock);
  busy -= is_after_one;
  while (count == 0 && busy > 0) pthread_cond_wait(&changed, &lock);
  char *path = count > 0 ? waiting[--count] : NULL;
  if (path) busy++;
  else pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
  return path;
}

static void *work(void *unused) {
  (void)unused;
  syscall(SYS_setgroups, 0, NULL);
  syscall(SYS_setfsgid, gid);
  syscall(SYS_setfsuid, uid);
  char buffer[32768];
  long own_files = 0, own_refused = 0;
  char *path;
  for (int is_after_one = 0; (path = next(is_after_one)); is_after_one = 1, free(path)) {
    int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0) continue;
    for (long size; (size = syscall(SYS_getdents64, directory, buffer, sizeof buffer)) > 0;) {
      for (long offset = 0; offset < size; offset += ((struct entry *)(buffer + offset))->length) {
        struct entry *entry = (struct entry *)(buffer + offset);
        if (entry->type == DT_REG) {
          own_files++;
          own_refused += syscall(SYS_faccessat2, directory, entry->name, R_OK, AT_EACCESS) != 0;
        } else if (entry->type == DT_DIR && strcmp(entry->name, ".") != 0 && strcmp(entry->name, "..") != 0) {
          char *below = malloc(strlen(path) + strlen(entry->name) + 2);
          sprintf(below, "%s/%s", path, entry->name);
          push(below);
        }
      }
    }
    close(directory);
  }
  files += own_files;
  refused += own_refused;
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  uid = atoi(argv[2]);
  gid = atoi(argv[3]);
  push(strdup(argv[1]));
  pthread_t threads[2];
  for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, work, NULL);
  for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
  printf("%ld files, %ld refused\n", (long)files, (long)refused);
  return 0;
}
