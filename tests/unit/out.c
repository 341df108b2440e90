/* Streams: what is written arrives whole, or somebody is told. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/ops.h"
#include "io/out.h"
#include "tap.h"

static struct ops ops;
static char dir[] = "/tmp/ops-out-XXXXXX";

static const char *
in_dir(const char *name)
{
	return arena_printf(ops.mem, "%s/%s", dir, name);
}

static const char *
contents(const char *path)
{
	char *text = arena_alloc(ops.mem, 4096);
	FILE *f = fopen(path, "r");

	if (f == NULL)
		return NULL;
	text[fread(text, 1, 4095, f)] = '\0';
	fclose(f);
	return text;
}

static void
put_file(const char *path, const char *text, mode_t mode)
{
	FILE *f = fopen(path, "w");

	fputs(text, f);
	fclose(f);
	chmod(path, mode);
}

/* Names in the test's folder: nothing unfinished may be left. */
static int
files(void)
{
	DIR *d = opendir(dir);
	int n = 0;

	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n - 2;
}

/* The message of the failure, which is then forgotten. */
static const char *
why(void)
{
	const char *text = arena_strdup(ops.mem, ops.why);

	fail_clear(&ops);
	return text;
}

static void
memory(void)
{
	struct out *o = out_memory();
	char *big = arena_alloc(ops.mem, 3000001);
	size_t n;

	is_text(out_bytes(o, &n), "", "memory begins empty");
	out_text(o, "a");
	out_char(o, '\0');
	out_printf(o, "%s-%d", "x", 7);
	is_text(out_bytes(o, &n) + 2, "x-7", "texts, bytes, formats");
	is_int((int64_t)n, 5, "its length counts a NUL");
	memset(big, 'y', 3000000);
	out_printf(o, "%s", big);
	out_write(o, big, 3000000);
	memset(out_room(o, OUT_BUFFER), 'z', OUT_BUFFER);
	out_used(o, o->buf + o->len + OUT_BUFFER);
	out_bytes(o, &n);
	is_int((int64_t)n, 5 + 6000000 + OUT_BUFFER, "it grows");
	is_int(out_close(&ops, o), 0, "closing memory is no failure");
}

static void
new_file(void)
{
	const char *path = in_dir("new.csv");
	struct out *o;
	struct stat st;
	mode_t mask = umask(027);

	is_int(out_open_file(&ops, path, &o), 0, "a new file");
	out_text(o, "one\n");
	is_int(out_flush(&ops, o), 0, "is flushed");
	ok(access(path, F_OK) < 0, "nobody sees it unfinished");
	is_int(out_close(&ops, o), 0, "is closed");
	is_text(contents(path), "one\n", "has all bytes");
	stat(path, &st);
	is_int(st.st_mode & 0777, 0640, "and the permission of umask");
	is_int(files(), 1, "nothing else is left");
	umask(mask);
}

static void
replaced_file(void)
{
	const char *path = in_dir("old.csv"), *link = in_dir("link.csv");
	struct out *o;
	struct stat st;

	put_file(path, "old\n", 0604);
	if (symlink("old.csv", link) < 0)
		ok(0, "symlink");
	is_int(out_open_file(&ops, link, &o), 0, "through a symbolic link");
	out_text(o, "new\n");
	is_text(contents(path), "old\n", "the old bytes stand until the end");
	is_int(out_close(&ops, o), 0, "it is replaced");
	is_text(contents(path), "new\n", "by the new bytes");
	stat(path, &st);
	is_int(st.st_mode & 0777, 0604, "with its permission");
	lstat(link, &st);
	ok(S_ISLNK(st.st_mode), "the link stays a link");
	is_int(out_open_file(&ops, path, &o), 0, "once more");
	out_text(o, "never\n");
	is_int(out_flush(&ops, o), 0, "written");
	out_abandon(o);
	is_text(contents(path), "new\n", "abandoned: the file is as it was");
	is_int(out_open_file(&ops, path, &o), 0, "once more");
	out_remove_unfinished();
	is_int(files(), 3, "a signal's handler leaves no temporary file");
	out_abandon(o);
}

/* A file size limit is a full disk that needs no disk. */
static void
failed_write(void)
{
	const char *path = in_dir("old.csv");
	struct rlimit before, limit;
	struct out *o;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	limit = before;
	limit.rlim_cur = 100000;
	setrlimit(RLIMIT_FSIZE, &limit);
	is_int(out_open_file(&ops, path, &o), 0, "a file that cannot grow");
	for (int i = 0; i < 100000; i++)
		out_text(o, "too much\n");
	ok(out_failed(o), "is known before the end");
	is_int(out_close(&ops, o), OPS_IO, "fails");
	is_text(why(),
	    arena_printf(ops.mem, "cannot write '%s': File too large", path),
	    "says why");
	setrlimit(RLIMIT_FSIZE, &before);
	is_text(contents(path), "new\n", "and the old file stands");
	is_int(files(), 3, "alone");
}

static void
no_file(void)
{
	struct out *o;

	is_int(out_open_file(&ops, in_dir("no/such"), &o), OPS_CANTCREAT,
	    "a folder that is not there");
	ok(strstr(why(), "no/such': No such file") != NULL, "says so");
	is_int(out_open_file(&ops, dir, &o), OPS_CANTCREAT, "a folder");
	ok(strstr(why(), ": Is a directory") != NULL, "says so");
	is_int(out_open_file(&ops, "", &o), OPS_CANTCREAT, "no name");
	why();
	if (symlink("nowhere", in_dir("dangling")) < 0)
		ok(0, "symlink");
	is_int(out_open_file(&ops, in_dir("dangling"), &o), OPS_CANTCREAT,
	    "a link to nothing");
	why();
	remove(in_dir("dangling"));
}

static void
devices(void)
{
	struct out *o;
	struct stat st;
	const char *fifo = in_dir("fifo");
	char text[10] = "";
	int fd;

	is_int(out_open_file(&ops, "/dev/full", &o), 0, "a full disk");
	out_text(o, "x");
	is_int(out_flush(&ops, o), OPS_IO, "is told by a flush");
	is_text(why(), "cannot write '/dev/full': No space left on device",
	    "with the reason");
	is_int(out_close(&ops, o), OPS_IO, "and by the close");
	why();
	stat("/dev/full", &st);
	ok(S_ISCHR(st.st_mode), "a device is written, not replaced");
	is_int(out_open_file(&ops, "/dev/null", &o), 0, "/dev/null");
	out_text(o, "x");
	is_int(out_close(&ops, o), 0, "takes everything");

	mkfifo(fifo, 0600);
	fd = open(fifo, O_RDONLY | O_NONBLOCK);
	is_int(out_open_file(&ops, fifo, &o), 0, "a fifo");
	out_text(o, "through");
	is_int(out_close(&ops, o), 0, "is written directly");
	ok(read(fd, text, 9) == 7 && strcmp(text, "through") == 0,
	    "its reader reads");
	close(fd);
	remove(fifo);
}

/* /dev/fd/N is the open file with its offset, not a file to replace. */
static void
descriptors(void)
{
	const char *path = in_dir("log");
	char name[40];
	struct out *o;
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);

	if (write(fd, "first\n", 6) != 6)
		ok(0, "write");
	snprintf(name, sizeof name, "/dev/fd/%d", fd);
	is_int(out_open_file(&ops, name, &o), 0, "/dev/fd");
	out_text(o, "second\n");
	is_int(out_close(&ops, o), 0, "is written");
	is_text(contents(path), "first\nsecond\n", "behind what is there");
	is_int(out_open_fd(&ops, fd, "the log", &o), 0, "a descriptor");
	out_text(o, "third\n");
	is_int(out_close(&ops, o), 0, "is flushed by the close");
	ok(write(fd, "4th\n", 4) == 4, "and stays open");
	is_text(contents(path), "first\nsecond\nthird\n4th\n", "in order");
	close(fd);
	remove(path);
	is_int(out_open_fd(&ops, fd, "the log", &o), 0, "a closed one");
	is_int(out_flush(&ops, o), 0, "nothing to write, no failure");
	out_text(o, "x");
	is_int(out_close(&ops, o), OPS_IO, "something to write is one");
	is_text(why(), "cannot write the log: Bad file descriptor",
	    "with the reason");
}

static void
reader_leaves(void)
{
	struct out *o;
	int fd[2], status;
	pid_t pid;

	if (pipe(fd) < 0)
		return;
	close(fd[0]);
	out_when_reader_leaves(0);
	out_open_fd(&ops, fd[1], "the pipe", &o);
	out_text(o, "x");
	is_int(out_flush(&ops, o), 0, "a reader that left is no failure");
	is_int(out_close(&ops, o), 0, "a write verb goes on");
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		out_when_reader_leaves(1);
		out_open_fd(&ops, fd[1], "the pipe", &o);
		out_text(o, "x");
		out_flush(&ops, o);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE,
	    "a read verb dies of SIGPIPE");
	close(fd[1]);
}

/* A pipe that does not block, with a reader that takes its time. */
static void
slow_reader(void)
{
	struct out *o;
	int fd[2], status;
	size_t sum = 0;
	char text[5000];
	pid_t pid;

	if (pipe(fd) < 0)
		return;
	fcntl(fd[1], F_SETFL, O_NONBLOCK);
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		close(fd[1]);
		for (ssize_t n; (n = read(fd[0], text, sizeof text)) > 0;)
			sum += (size_t)n;
		_exit(sum == 3000000 ? 0 : 1);
	}
	close(fd[0]);
	out_open_fd(&ops, fd[1], "the pipe", &o);
	for (int i = 0; i < 300000; i++)
		out_text(o, "0123456789");
	is_int(out_close(&ops, o), 0, "a pipe that would block");
	close(fd[1]);
	waitpid(pid, &status, 0);
	is_int(status, 0, "gets every byte");
}

static void
closed_standard_output(void)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		struct out *o;
		int fd, err;

		close(STDOUT_FILENO);
		out_guard_standard();
		fd = open(in_dir("book"), O_RDWR | O_CREAT, 0600);
		err = out_open_stdout(&ops, &o);
		out_text(o, "x");
		err = err == 0 ? out_close(&ops, o) : 0;
		_exit(fd > STDERR_FILENO && err == OPS_IO &&
			    strcmp(ops.why,
				"cannot write standard output: "
				"Bad file descriptor") == 0 ?
			0 :
			1);
	}
	waitpid(pid, &status, 0);
	is_int(status, 0, "closed standard output fails, no file takes it");
	is_text(contents(in_dir("book")), "", "no byte went astray");
	remove(in_dir("book"));
}

int
main(void)
{
	ops.mem = arena_new();
	if (mkdtemp(dir) == NULL)
		return 1;
	memory();
	new_file();
	replaced_file();
	failed_write();
	no_file();
	devices();
	descriptors();
	reader_leaves();
	slow_reader();
	closed_standard_output();
	remove(in_dir("new.csv"));
	remove(in_dir("old.csv"));
	remove(in_dir("link.csv"));
	is_int(rmdir(dir), 0, "the folder is empty");
	arena_free(ops.mem);
	return done();
}
