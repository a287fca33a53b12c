/* Faults of the system, made to order: preloaded into a program, it counts the program's calls by kind and lets one of them fail,
 * or ends the process there. For tests only; built and driven by `check`.
 *
 *   TIERWISE_FAULT_ROOT=FOLDER      count only calls about files below FOLDER; relative paths are below it
 *   TIERWISE_FAULT_FILE=TEXT        of these only calls about paths that hold this text
 *   TIERWISE_FAULT=KIND:N:ACTION    what happens at the N-th call of a kind (from 1)
 *   TIERWISE_FAULT_NOTE=FILE        gets `KIND N PATH` when it happens
 *   TIERWISE_FAULT_LOG=FILE         gets a line for each call, with all that is written, in order: `check` counts the calls by it
 *                                   and makes of it what a loss of power may leave
 *
 * Kinds: open read write sync rename unlink mkdir link lock truncate close map stat list.
 * Actions:
 *   kill-before, kill-after         SIGKILL, before the call or after it
 *   torn                            half of the bytes are written, then SIGKILL
 *   eio, enospc, emfile, eintr      the call is not made and fails so, once; with `-on`, from then on
 *   late-eio                        the call is made and fails all the same, as over a network
 *   short                           from then on, reads and writes transfer half of what they are asked to
 *   wait                            the call is made ten seconds later
 *
 * What the C library calls by itself (`fopen`, `realpath`'s steps) is not seen. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { OPEN, READ, WRITE, SYNC, RENAME, UNLINK, MKDIR, LINK, LOCK, TRUNCATE, CLOSE, MAP, STAT, LIST, KINDS };
static const char *const names[KINDS] = {"open", "read", "write",    "sync",  "rename", "unlink", "mkdir",
                                         "link", "lock", "truncate", "close", "map",    "stat",   "list"};
enum action { NOTHING, KILL_BEFORE, KILL_AFTER, TORN, FAIL, LATE, SHORT, WAIT };

static atomic_long counts[KINDS];
static enum kind chosen = KINDS;
static long chosen_number;
static enum action chosen_action;
static int chosen_error, from_then_on;
static char root[4096], file[4096], note_path[4096];
static int log_descriptor = -1, has_begun;
/* With a log, a call and its line are one step. */
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

/* Paths of descriptors below the root; NULL for all others. */
#define DESCRIPTORS 4096
static char *_Atomic paths[DESCRIPTORS];

/* The library's `syscall`, whose name is taken below. Found when it is first needed: others begin before this file does. */
typedef long system_call(long, ...);
static system_call *found_call;
static system_call *find_call(void) {
    if (!found_call) found_call = (system_call *)dlsym(RTLD_NEXT, "syscall");
    return found_call;
}
#define raw find_call()

__attribute__((constructor)) static void begin(void) {
    const char *text = getenv("TIERWISE_FAULT");
    char kind[32], action[32];
    if (text && sscanf(text, "%31[^:]:%ld:%31s", kind, &chosen_number, action) == 3) {
        for (int index = 0; index < KINDS; index++)
            if (!strcmp(kind, names[index])) chosen = index;
        size_t length = strlen(action);
        if (length > 3 && !strcmp(action + length - 3, "-on")) {
            from_then_on = 1;
            action[length - 3] = 0;
        }
        static const struct {
            const char *name;
            enum action action;
            int error;
        } actions[] = {{"kill-before", KILL_BEFORE, 0}, {"kill-after", KILL_AFTER, 0}, {"torn", TORN, 0},
                       {"eio", FAIL, EIO},             {"enospc", FAIL, ENOSPC},      {"emfile", FAIL, EMFILE},
                       {"eintr", FAIL, EINTR},         {"late-eio", LATE, EIO},       {"short", SHORT, 0},
                       {"wait", WAIT, 0}};
        for (size_t index = 0; index < sizeof actions / sizeof *actions; index++)
            if (!strcmp(action, actions[index].name)) {
                chosen_action = actions[index].action;
                chosen_error = actions[index].error;
            }
        if (chosen == KINDS || !chosen_action) {
            fprintf(stderr, "TIERWISE_FAULT=%s: no such kind or action\n", text);
            _exit(64);
        }
    }
    if ((text = getenv("TIERWISE_FAULT_ROOT"))) snprintf(root, sizeof root, "%s", text);
    if ((text = getenv("TIERWISE_FAULT_FILE"))) snprintf(file, sizeof file, "%s", text);
    if ((text = getenv("TIERWISE_FAULT_NOTE"))) snprintf(note_path, sizeof note_path, "%s", text);
    if ((text = getenv("TIERWISE_FAULT_LOG")))
        log_descriptor = (int)raw(SYS_openat, AT_FDCWD, text, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    /* Programs that this one starts run undisturbed. */
    unsetenv("LD_PRELOAD");
    has_begun = 1;
}

/* MARK: Which files */

static int is_below_root(const char *path) {
    if (!has_begun || !path || !*path) return 0;
    if (path[0] != '/') return 1;
    size_t length = strlen(root);
    return !strncmp(path, root, length) && (!path[length] || path[length] == '/' || !length);
}

static const char *path_of(int descriptor) {
    return descriptor >= 0 && descriptor < DESCRIPTORS ? atomic_load(&paths[descriptor]) : NULL;
}

static void remember(int descriptor, const char *path) {
    if (descriptor < 0 || descriptor >= DESCRIPTORS) return;
    /* The one before is leaked: another thread may be reading it. */
    atomic_store(&paths[descriptor], path && is_below_root(path) ? strdup(path) : NULL);
}

/* The path of a name in an open folder. */
static const char *joined(int folder, const char *name, char *buffer, size_t size) {
    if (folder == AT_FDCWD || !name || name[0] == '/') return name;
    const char *start = path_of(folder);
    if (!start) return NULL;
    snprintf(buffer, size, "%s/%s", start, name);
    return buffer;
}

/* MARK: What happens */

struct call {
    enum kind kind;
    long number;
    enum action action;
    const char *path;
    int is_counted;
};

static void die(void) {
    raw(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static void take_note(const struct call *call) {
    if (!*note_path) return;
    char line[4200];
    int length = snprintf(line, sizeof line, "%s %ld %s\n", names[call->kind], call->number, call->path);
    int descriptor = (int)raw(SYS_openat, AT_FDCWD, note_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    raw(SYS_write, descriptor, line, (size_t)length);
    raw(SYS_close, descriptor);
}

static struct call enter(enum kind kind, const char *path) {
    struct call call = {.kind = kind, .path = path, .is_counted = is_below_root(path) && (!*file || strstr(path, file))};
    if (!call.is_counted) return call;
    if (log_descriptor >= 0) pthread_mutex_lock(&order);
    call.number = atomic_fetch_add(&counts[kind], 1) + 1;
    if (kind != chosen || call.number < chosen_number) return call;
    if (call.number > chosen_number && !from_then_on && chosen_action != SHORT) return call;
    call.action = chosen_action;
    if (call.number == chosen_number) take_note(&call);
    if (call.action == KILL_BEFORE) die();
    if (call.action == WAIT) sleep(10);
    return call;
}

static int fails(const struct call *call) {
    if (call->action != FAIL) return 0;
    errno = chosen_error;
    return 1;
}

static void log_line(const struct call *call, long result, const char *format, ...) {
    if (log_descriptor < 0) return;
    char line[9000];
    int length = snprintf(line, 64, "%s\t%ld\t%ld\t", names[call->kind], call->number, result);
    va_list list;
    va_start(list, format);
    length += vsnprintf(line + length, sizeof line - (size_t)length - 2, format, list);
    va_end(list);
    line[length++] = '\n';
    raw(SYS_write, log_descriptor, line, (size_t)length);
}

static void log_bytes(const struct call *call, long result, long inode, long offset, const unsigned char *bytes) {
    if (log_descriptor < 0) return;
    static const char digits[] = "0123456789abcdef";
    size_t count = result > 0 ? (size_t)result : 0;
    char *line = malloc(200 + 2 * count);
    if (!line) abort();
    int length = snprintf(line, 200, "write\t%ld\t%ld\t%ld\t%ld\t", call->number, result, inode, offset);
    for (size_t index = 0; index < count; index++) {
        line[length++] = digits[bytes[index] >> 4];
        line[length++] = digits[bytes[index] & 15];
    }
    line[length++] = '\n';
    raw(SYS_write, log_descriptor, line, (size_t)length);
    free(line);
}

static long leave(const struct call *call, long result) {
    int code = errno;
    if (!call->is_counted) return result;
    if (log_descriptor >= 0) pthread_mutex_unlock(&order);
    if (call->action == KILL_AFTER || call->action == TORN) die();
    if (call->action == LATE && result >= 0) {
        errno = EIO;
        return -1;
    }
    errno = code;
    return result;
}

static long inode_of(int descriptor) {
    struct stat status;
    return raw(SYS_newfstatat, descriptor, "", &status, AT_EMPTY_PATH) == 0 ? (long)status.st_ino : -1;
}

static size_t allowed(const struct call *call, size_t count) {
    return (call->action == SHORT || call->action == TORN) && count > 1 ? count / 2 : count;
}

#define REAL(type, name, ...)                                                          \
    static type (*real)(__VA_ARGS__);                                                  \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* MARK: Opening and closing */

static int opened(int folder, const char *name, int flags, mode_t mode) {
    char buffer[4096];
    const char *path = joined(folder, name, buffer, sizeof buffer);
    struct call call = enter(OPEN, path);
    struct stat status;
    int was_there = log_descriptor < 0 || raw(SYS_newfstatat, folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
    int descriptor = fails(&call) ? -1 : (int)raw(SYS_openat, folder, name, flags, mode);
    if (descriptor >= 0) remember(descriptor, call.is_counted ? path : NULL);
    if (call.is_counted) {
        int code = errno;
        log_line(&call, descriptor, "%d\t%d\t%ld\t%s", flags, descriptor >= 0 && !was_there, inode_of(descriptor), path);
        errno = code;
    }
    int result = (int)leave(&call, descriptor);
    if (result < 0 && descriptor >= 0) {
        int code = errno;
        remember(descriptor, NULL);
        raw(SYS_close, descriptor);
        errno = code;
    }
    return result;
}

static mode_t mode_argument(int flags, va_list list) {
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(list, mode_t) : 0;
}

#define OPENING(name)                                   \
    int name(const char *path, int flags, ...) {        \
        va_list list;                                   \
        va_start(list, flags);                          \
        mode_t mode = mode_argument(flags, list);       \
        va_end(list);                                   \
        return opened(AT_FDCWD, path, flags, mode);     \
    }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name)                                        \
    int name(int folder, const char *path, int flags, ...) {    \
        va_list list;                                           \
        va_start(list, flags);                                  \
        mode_t mode = mode_argument(flags, list);               \
        va_end(list);                                           \
        return opened(folder, path, flags, mode);               \
    }
OPENING_AT(openat)
OPENING_AT(openat64)

int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __openat_2(int folder, const char *path, int flags) { return opened(folder, path, flags, 0); }
int __openat64_2(int folder, const char *path, int flags) { return opened(folder, path, flags, 0); }
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int descriptor) {
    struct call call = enter(CLOSE, path_of(descriptor));
    if (descriptor != log_descriptor || log_descriptor < 0) {
        remember(descriptor, NULL);
        /* A descriptor is closed whatever `close` says. */
        int result = (int)raw(SYS_close, descriptor);
        if (call.is_counted) log_line(&call, result, "%s", call.path);
        if (fails(&call)) result = -1;
        return (int)leave(&call, result);
    }
    return 0;
}

/* MARK: Bytes */

#define READING(name)                                                                           \
    ssize_t name(int descriptor, void *buffer, size_t count) {                                  \
        struct call call = enter(READ, path_of(descriptor));                                    \
        long result = fails(&call) ? -1 : raw(SYS_read, descriptor, buffer, allowed(&call, count)); \
        if (call.is_counted) log_line(&call, result, "%s", call.path);                          \
        return leave(&call, result);                                                            \
    }
READING(read)

#define READING_AT(name)                                                                        \
    ssize_t name(int descriptor, void *buffer, size_t count, off_t offset) {                    \
        struct call call = enter(READ, path_of(descriptor));                                    \
        long result = fails(&call) ? -1 : raw(SYS_pread64, descriptor, buffer, allowed(&call, count), offset); \
        if (call.is_counted) log_line(&call, result, "%s", call.path);                          \
        return leave(&call, result);                                                            \
    }
READING_AT(pread)
READING_AT(pread64)

ssize_t __read_chk(int descriptor, void *buffer, size_t count, size_t size) { (void)size; return read(descriptor, buffer, count); }
ssize_t __pread_chk(int descriptor, void *buffer, size_t count, off_t offset, size_t size) { (void)size; return pread(descriptor, buffer, count, offset); }
ssize_t __pread64_chk(int descriptor, void *buffer, size_t count, off_t offset, size_t size) { (void)size; return pread(descriptor, buffer, count, offset); }

ssize_t write(int descriptor, const void *bytes, size_t count) {
    struct call call = enter(WRITE, path_of(descriptor));
    long offset = call.is_counted && log_descriptor >= 0 ? raw(SYS_lseek, descriptor, 0L, SEEK_CUR) : 0;
    long result = fails(&call) ? -1 : raw(SYS_write, descriptor, bytes, allowed(&call, count));
    if (call.is_counted) log_bytes(&call, result, inode_of(descriptor), offset, bytes);
    return leave(&call, result);
}

#define WRITING_AT(name)                                                                        \
    ssize_t name(int descriptor, const void *bytes, size_t count, off_t offset) {               \
        struct call call = enter(WRITE, path_of(descriptor));                                   \
        long result = fails(&call) ? -1 : raw(SYS_pwrite64, descriptor, bytes, allowed(&call, count), offset); \
        if (call.is_counted) log_bytes(&call, result, inode_of(descriptor), offset, bytes);     \
        return leave(&call, result);                                                            \
    }
WRITING_AT(pwrite)
WRITING_AT(pwrite64)

/* One piece a call: a short write is allowed to everybody. */
ssize_t writev(int descriptor, const struct iovec *pieces, int count) {
    for (int index = 0; index < count; index++)
        if (pieces[index].iov_len) return write(descriptor, pieces[index].iov_base, pieces[index].iov_len);
    return 0;
}

void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
    if (descriptor < 0) return (void *)raw(SYS_mmap, address, length, protection, flags, descriptor, offset);
    struct call call = enter(MAP, path_of(descriptor));
    void *result = fails(&call) ? MAP_FAILED : (void *)raw(SYS_mmap, address, length, protection, flags, descriptor, offset);
    if (call.is_counted) log_line(&call, result == MAP_FAILED ? -1 : 0, "%s", call.path);
    return (void *)leave(&call, (long)result);
}
void *mmap64(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
    return mmap(address, length, protection, flags, descriptor, offset);
}

/* MARK: Making durable */

static int synchronized(int descriptor, long number) {
    struct call call = enter(SYNC, path_of(descriptor));
    int result = fails(&call) ? -1 : (int)raw(number, descriptor);
    if (call.is_counted) log_line(&call, result, "%ld\t%s", inode_of(descriptor), call.path);
    return (int)leave(&call, result);
}
int fsync(int descriptor) { return synchronized(descriptor, SYS_fsync); }
int fdatasync(int descriptor) { return synchronized(descriptor, SYS_fdatasync); }

#define TRUNCATING(name)                                                                 \
    int name(int descriptor, off_t size) {                                               \
        struct call call = enter(TRUNCATE, path_of(descriptor));                         \
        int result = fails(&call) ? -1 : (int)raw(SYS_ftruncate, descriptor, size);      \
        if (call.is_counted) log_line(&call, result, "%ld\t%ld\t%s", inode_of(descriptor), (long)size, call.path); \
        return (int)leave(&call, result);                                                \
    }
TRUNCATING(ftruncate)
TRUNCATING(ftruncate64)

/* MARK: Names */

static int renamed(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    char buffers[2][4096];
    const char *source = joined(from_folder, from, buffers[0], sizeof buffers[0]);
    const char *target = joined(to_folder, to, buffers[1], sizeof buffers[1]);
    struct call call = enter(RENAME, target);
    int result = fails(&call) ? -1 : (int)raw(SYS_renameat2, from_folder, from, to_folder, to, flags);
    if (call.is_counted) log_line(&call, result, "%u\t%s\t%s", flags, source, target);
    return (int)leave(&call, result);
}
int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_folder, const char *from, int to_folder, const char *to) { return renamed(from_folder, from, to_folder, to, 0); }
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    return renamed(from_folder, from, to_folder, to, flags);
}

static int removed(int folder, const char *name, int flags) {
    char buffer[4096];
    const char *path = joined(folder, name, buffer, sizeof buffer);
    struct call call = enter(UNLINK, path);
    int result = fails(&call) ? -1 : (int)raw(SYS_unlinkat, folder, name, flags);
    if (call.is_counted) log_line(&call, result, "%s", path);
    return (int)leave(&call, result);
}
int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return removed(folder, path, flags); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }

int remove(const char *path) {
    int result = removed(AT_FDCWD, path, 0);
    return result < 0 && errno == EISDIR ? removed(AT_FDCWD, path, AT_REMOVEDIR) : result;
}

int mkdirat(int folder, const char *name, mode_t mode) {
    char buffer[4096];
    const char *path = joined(folder, name, buffer, sizeof buffer);
    struct call call = enter(MKDIR, path);
    int result = fails(&call) ? -1 : (int)raw(SYS_mkdirat, folder, name, mode);
    if (call.is_counted) log_line(&call, result, "%s", path);
    return (int)leave(&call, result);
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    char buffers[2][4096];
    const char *source = joined(from_folder, from, buffers[0], sizeof buffers[0]);
    const char *target = joined(to_folder, to, buffers[1], sizeof buffers[1]);
    struct call call = enter(LINK, target);
    int result = fails(&call) ? -1 : (int)raw(SYS_linkat, from_folder, from, to_folder, to, flags);
    if (call.is_counted) log_line(&call, result, "%s\t%s", source, target);
    return (int)leave(&call, result);
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int flock(int descriptor, int operation) {
    struct call call = enter(LOCK, path_of(descriptor));
    int result = fails(&call) ? -1 : (int)raw(SYS_flock, descriptor, operation);
    if (call.is_counted) log_line(&call, result, "%s", call.path);
    return (int)leave(&call, result);
}

/* MARK: Looking */

static int looked(int folder, const char *name, struct stat *status, int flags) {
    char buffer[4096];
    const char *path = name && !*name && (flags & AT_EMPTY_PATH) ? path_of(folder) : joined(folder, name, buffer, sizeof buffer);
    struct call call = enter(STAT, path);
    int result = fails(&call) ? -1 : (int)raw(SYS_newfstatat, folder, name, status, flags);
    if (call.is_counted) log_line(&call, result, "%s", path);
    return (int)leave(&call, result);
}
int stat(const char *path, struct stat *status) { return looked(AT_FDCWD, path, status, 0); }
int lstat(const char *path, struct stat *status) { return looked(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW); }
int fstat(int descriptor, struct stat *status) { return looked(descriptor, "", status, AT_EMPTY_PATH); }
int fstatat(int folder, const char *path, struct stat *status, int flags) { return looked(folder, path, status, flags); }

int access(const char *path, int mode) {
    struct call call = enter(STAT, path);
    int result = fails(&call) ? -1 : (int)raw(SYS_faccessat, AT_FDCWD, path, mode);
    if (call.is_counted) log_line(&call, result, "%s", path);
    return (int)leave(&call, result);
}

char *realpath(const char *path, char *resolved) {
    REAL(char *, "realpath", const char *, char *);
    struct call call = enter(STAT, path);
    char *result = fails(&call) ? NULL : real(path, resolved);
    if (call.is_counted) log_line(&call, result ? 0 : -1, "%s", path);
    leave(&call, 0);
    return result;
}

int glob(const char *pattern, int flags, int (*on_error)(const char *, int), glob_t *matches) {
    REAL(int, "glob", const char *, int, int (*)(const char *, int), glob_t *);
    struct call call = enter(LIST, pattern);
    int result = GLOB_ABORTED;
    /* As the library: a folder that cannot be opened is the caller's to judge. */
    if (!fails(&call) || !on_error(pattern, errno)) result = real(pattern, flags, on_error, matches);
    else memset(matches, 0, sizeof *matches);
    if (call.is_counted) log_line(&call, result, "%s", pattern);
    leave(&call, 0);
    return result;
}

DIR *opendir(const char *path) {
    REAL(DIR *, "opendir", const char *);
    struct call call = enter(LIST, path);
    DIR *folder = fails(&call) ? NULL : real(path);
    if (folder) remember(dirfd(folder), path);
    if (call.is_counted) log_line(&call, folder ? 0 : -1, "%s", path);
    leave(&call, 0);
    return folder;
}

static struct dirent *next_entry(DIR *folder) {
    REAL(struct dirent *, "readdir", DIR *);
    struct call call = enter(LIST, path_of(dirfd(folder)));
    struct dirent *entry = fails(&call) ? NULL : real(folder);
    if (call.is_counted) log_line(&call, entry != NULL, "%s", call.path);
    leave(&call, 0);
    return entry;
}
struct dirent *readdir(DIR *folder) { return next_entry(folder); }
struct dirent64 *readdir64(DIR *folder) { return (struct dirent64 *)next_entry(folder); }

int closedir(DIR *folder) {
    REAL(int, "closedir", DIR *);
    remember(dirfd(folder), NULL);
    return real(folder);
}

/* What a program asks of the kernel by number. */
long syscall(long number, ...) {
    va_list list;
    va_start(list, number);
    long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long);
    long d = va_arg(list, long), e = va_arg(list, long), f = va_arg(list, long);
    va_end(list);
    switch (number) {
    case SYS_renameat2: return renamed((int)a, (const char *)b, (int)c, (const char *)d, (unsigned)e);
    case SYS_fsync: return fsync((int)a);
    case SYS_fdatasync: return fdatasync((int)a);
    default: return raw(number, a, b, c, d, e, f);
    }
}
