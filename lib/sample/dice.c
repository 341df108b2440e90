/* Chance that repeats: the same seed throws the same numbers everywhere. */
#include "sample/dice.h"

/* SplitMix64: Steele, Lea and Flood, OOPSLA 2014. */
int64_t
dice_throw(struct dice *d, int64_t sides)
{
	uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	z ^= z >> 31;
	return (int64_t)(z % (uint64_t)sides);
}

int64_t
dice_between(struct dice *d, int64_t least, int64_t most)
{
	return least + dice_throw(d, most - least + 1);
}
