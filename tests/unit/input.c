/* Inputs: files in place, pipes as copies, and what cannot be read. */
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "io/input.h"
#include "tap.h"

static struct ops ops;
static char dir[] = "/tmp/ops-input-XXXXXX";

/* The content or the message. */
static void
reads(const char *path, const char *want, const char *name)
{
	struct str got = STR_INIT;
	struct input *input;
	char buf[3];
	int64_t n;

	fail_clear(&ops);
	if (input_open(&ops, path, &input) == 0)
		while ((n = input_read(&ops, input, buf, sizeof buf)) > 0)
			str_addn(&got, buf, (size_t)n);
	str_add(&got, ops.why);
	input_close(input);
	is_text(got.p, want, name);
	str_free(&got);
}

/* The same when standard input is this; -1: closed. */
static void
from_stdin(int fd, const char *want, const char *name)
{
	int kept = dup(STDIN_FILENO);

	if (fd < 0)
		close(STDIN_FILENO);
	else
		dup2(fd, STDIN_FILENO);
	reads("-", want, name);
	dup2(kept, STDIN_FILENO);
	close(kept);
	if (fd >= 0)
		close(fd);
}

static int
pipe_of(const char *text)
{
	int fd[2];

	if (pipe(fd) < 0 || write(fd[1], text, strlen(text)) < 0)
		BUG("no pipe");
	close(fd[1]);
	return fd[0];
}

/* The copy of a pipe finds no room: the exit code of a process of its own. */
static int
full_disk(void)
{
	struct rlimit limit = { 1000, 1000 };
	struct input *input;
	char text[3000];
	int status;
	pid_t pid;

	memset(text, 'x', sizeof text);
	text[sizeof text - 1] = '\0';
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &limit);
		dup2(pipe_of(text), STDIN_FILENO);
		_exit(-input_open(&ops, "-", &input));
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? -WEXITSTATUS(status) : 0;
}

/* What has a largest size: the bytes that are taken, or what is said. */
static void
takes_most(void)
{
	char path[64], buf[16];
	struct input *input;
	int fd;

	snprintf(path, sizeof path, "%s/most", dir);
	fd = open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || write(fd, "twelve bytes", 12) != 12)
		BUG("cannot write %s", path);
	is_int(input_open_most(&ops, path, 12, &input), 0, "not too large");
	is_int(write(fd, "!", 1), 1, "by now it is");
	is_int(input_read(&ops, input, buf, sizeof buf), OPS_DATA,
	    "what grows is read no further");
	input_close(input);
	is_int(input_open_most(&ops, path, 12, &input), OPS_DATA, "too large");
	close(fd);
	unlink(path);
	is_int(input_open_most(&ops, "/dev/zero", 12, &input), OPS_DATA,
	    "what has no end");
	mkfifo(path, 0600);
	is_int(input_open_most(&ops, path, 12, &input), OPS_DATA,
	    "a pipe by name is not waited for");
	unlink(path);
	fail_clear(&ops);
}

static int
files_in(const char *name)
{
	DIR *d = opendir(name);
	int n = -2; /* . and .. */

	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n;
}

static void
opens_inputs(void)
{
	char path[64];
	int fd;

	reads("/no/such", "cannot read '/no/such': No such file or directory",
	    "a file that is not there");
	is_int(ops.code, OPS_NOINPUT, "is no input");
	reads("/tmp", "cannot read '/tmp': it is a directory", "a directory");
	is_int(ops.code, OPS_NOINPUT, "is no input either");
	reads("/dev/null", "", "/dev/null is empty");

	setenv("TMPDIR", dir, 1);
	from_stdin(pipe_of("a,b\n1,2\n"), "a,b\n1,2\n", "a pipe");
	from_stdin(pipe_of(""), "", "an empty pipe");
	from_stdin(-1, "cannot read '-': Bad file descriptor", "a closed one");
	is_int(files_in(dir), 0, "no copy is left behind");
	is_int(full_disk(), OPS_IO, "a full disk is noticed while copying");
	setenv("TMPDIR", "/no/such", 1);
	from_stdin(pipe_of("a\n"), "cannot make a temporary file for '-' in "
	    "'/no/such': No such file or directory", "no place for a copy");
	is_int(ops.code, OPS_CANTCREAT, "is a file that cannot be made");

	snprintf(path, sizeof path, "%s/file", dir);
	fd = open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || write(fd, "not ours\nours\n", 14) != 14)
		BUG("cannot write %s", path);
	reads(path, "not ours\nours\n", "a file needs no copy");
	lseek(fd, 9, SEEK_SET);
	from_stdin(fd, "ours\n", "standard input is read from where it stands");
	unlink(path);
	unsetenv("TMPDIR");
}

/* A pipe larger than its buffer, twice over. */
static void
reads_twice(void)
{
	int kept = dup(STDIN_FILENO), fd[2], same = 1;
	char buf[1000];
	struct input *input;
	pid_t pid;

	if (pipe(fd) < 0)
		BUG("no pipe");
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		memset(buf, 'x', sizeof buf);
		for (int i = 0; i < 500; i++)
			if (write(fd[1], buf, sizeof buf) < 0)
				_exit(1);
		_exit(0);
	}
	close(fd[1]);
	dup2(fd[0], STDIN_FILENO);
	close(fd[0]);
	fail_clear(&ops);
	is_int(input_open(&ops, "-", &input), 0, "a pipe of 500 kB opens");
	waitpid(pid, NULL, 0);
	is_int(input_size(input), 500000, "and is all there");
	for (int turn = 0; turn < 2; turn++) {
		int64_t sum = 0, got;

		while ((got = input_read(&ops, input, buf, sizeof buf)) > 0)
			sum += got;
		same &= sum == 500000;
		input_rewind(input);
	}
	ok(same, "it can be read twice");
	input_close(input);
	dup2(kept, STDIN_FILENO);
	close(kept);
}

int
main(void)
{
	ops.mem = arena_new();
	if (mkdtemp(dir) == NULL)
		BUG("no temporary directory");
	opens_inputs();
	takes_most();
	reads_twice();
	rmdir(dir);
	arena_free(ops.mem);
	return done();
}
