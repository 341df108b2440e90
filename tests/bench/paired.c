/* Times two commands in turn: medians, the ratio of each pair, peak memory. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAIRS_MAX = 99 };

struct side {
	char **words;
	const char *before; /* a shell line, not timed */
	double seconds[PAIRS_MAX];
	long kib; /* of memory, at most */
};

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double
median(double *v, int n)
{
	qsort(v, (size_t)n, sizeof *v, by_size);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static double
user_seconds(const struct rusage *r)
{
	return (double)r->ru_utime.tv_sec + (double)r->ru_utime.tv_usec / 1e6;
}

/* Runs it once; what it prints is not wanted. */
static int
run(char **words, const char *line, long *kib, double *user)
{
	struct rusage used;
	int status, null;
	pid_t pid = fork();

	if (pid == 0) {
		null = open("/dev/null", O_WRONLY);
		if (null < 0 || dup2(null, STDOUT_FILENO) < 0)
			_exit(126);
		if (words != NULL)
			execvp(words[0], words);
		else
			execl("/bin/sh", "sh", "-ec", line, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &used) < 0)
		return -1;
	if (kib != NULL && used.ru_maxrss > *kib)
		*kib = used.ru_maxrss;
	*user += user_seconds(&used);
	return status == 0 ? 0 : -1;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The seconds of one of `times` runs. */
static int
measure(struct side *s, int times, int of_user, double *seconds)
{
	double began, user = 0, none = 0;

	if (s->before != NULL && run(NULL, s->before, NULL, &none) != 0)
		return -1;
	began = now();
	for (int i = 0; i < times; i++)
		if (run(s->words, NULL, &s->kib, &user) != 0)
			return -1;
	*seconds = (of_user ? user : now() - began) / times;
	return 0;
}

static void
usage(void)
{
	fputs("usage: paired [-u] [-n pairs] [-k runs-each] [-l limit] [-s "
	    "seconds] [-a before-a] [-b before-b]\n"
	    "           name -- command-a ... -- command-b ...\n", stderr);
	exit(2);
}

static char **
cut_at_dashes(char **words)
{
	for (; *words != NULL; words++)
		if (strcmp(*words, "--") == 0) {
			*words = NULL;
			return words + 1;
		}
	usage();
	return NULL;
}

static void
print(const char *name, struct side s[2], int n, const char *limit,
    const char *most)
{
	double ratio[PAIRS_MAX], a, b;

	for (int i = 0; i < n; i++)
		ratio[i] = s[0].seconds[i] / s[1].seconds[i];
	a = median(s[0].seconds, n);
	b = median(s[1].seconds, n);
	printf("%-34s %9.4f s %7.1f MB %9.4f s %7.1f MB %7.2f", name, a,
	    (double)s[0].kib / 1024, b, (double)s[1].kib / 1024,
	    median(ratio, n));
	if (limit != NULL)
		printf(" <= %s", limit);
	if (most != NULL)
		printf(" %s %s s", a <= strtod(most, NULL) ? "<=" : "ABOVE",
		    most);
	putchar('\n');
}

int
main(int argc, char **argv)
{
	struct side s[2] = { { .before = NULL }, { .before = NULL } };
	const char *limit = NULL, *most = NULL, *name;
	int n = 7, times = 1, of_user = 0, c;

	while ((c = getopt(argc, argv, "+un:k:l:s:a:b:")) != -1) {
		switch (c) {
		case 'u': /* the processor's time for the program */
			of_user = 1;
			break;
		case 'n':
			n = (int)strtol(optarg, NULL, 10);
			break;
		case 'k':
			times = (int)strtol(optarg, NULL, 10);
			break;
		case 'l':
			limit = optarg;
			break;
		case 's':
			most = optarg;
			break;
		case 'a':
		case 'b':
			s[c == 'b'].before = optarg;
			break;
		default:
			usage();
		}
	}
	name = argv[optind];
	if (name == NULL || n < 1 || n > PAIRS_MAX || times < 1)
		usage();
	s[0].words = cut_at_dashes(argv + optind + 1);
	s[1].words = cut_at_dashes(s[0].words);
	for (int i = 0; i < n; i++)
		for (int k = 0; k < 2; k++) {
			/* Who is first changes from pair to pair. */
			int side = (i + k) % 2;

			if (measure(&s[side], times, of_user,
				&s[side].seconds[i]) != 0) {
				printf("%-34s fails: %s\n", name,
				    s[side].words[0]);
				return 1;
			}
		}
	print(name, s, n, limit, most);
	return 0;
}
