/* Makes the benchmark's spending: the same N and seed, the same bytes. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * 200 accounts in a tree of 4 x 5 x 10, 36 months, the popular accounts most;
 * each row is a transaction of two postings: what was available is spent.
 */
enum { ACCOUNTS = 200, MONTHS = 36, FIRST_YEAR = 2024, VENDORS = 400 };

static uint64_t state;

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t
random_number(void)
{
	uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static int
below(int n)
{
	return (int)(random_number() % (uint64_t)n);
}

static void
print_account(int i)
{
	printf("d%d:c%d:a%03d", i / 50, i / 10 % 5, i);
}

/* The smaller of two: low numbers come twice as often. */
static int
popular(int n)
{
	int a = below(n), b = below(n);

	return a < b ? a : b;
}

static void
print_spend(int64_t i, int64_t n)
{
	int month = (int)(i * MONTHS / n), cents = 100 + below(49900);

	printf("%04d-%02d-%02d,", FIRST_YEAR + month / 12, month % 12 + 1,
	    1 + below(28));
	print_account(popular(ACCOUNTS));
	printf(",%d.%02d,V%03d,INV-%" PRId64 ",%s\n", cents / 100, cents % 100,
	    below(VENDORS), 100000 + i, below(4) == 0 ? "as agreed" : "");
}

/* A plan that all of N rows fit into, so that no gate speaks. */
static void
print_plan(int64_t n)
{
	printf("account,period,amount\n");
	for (int i = 0; i < ACCOUNTS; i++)
		for (int y = 0; y < MONTHS / 12; y++) {
			print_account(i);
			printf(",%d,%" PRId64 ".00\n", FIRST_YEAR + y,
			    12 * (1000 + n * 10));
		}
}

int
main(int argc, char **argv)
{
	int64_t n;
	char *end;

	if (argc < 2 || argc > 3)
		return 2;
	if (strcmp(argv[1], "--accounts") == 0) {
		printf("account\n");
		for (int i = 0; i < ACCOUNTS; i++) {
			print_account(i);
			putchar('\n');
		}
		return fflush(stdout) == 0 ? 0 : 74;
	}
	n = strtoll(argv[argc - 1], &end, 10);
	if (*end != '\0' || n < 0)
		return 2;
	if (strcmp(argv[1], "--plan") == 0) {
		print_plan(n);
		return fflush(stdout) == 0 ? 0 : 74;
	}
	state = 1817;
	printf("date,account,amount,vendor,reference,note\n");
	for (int64_t i = 0; i < n; i++)
		print_spend(i, n);
	return fflush(stdout) == 0 ? 0 : 74;
}
