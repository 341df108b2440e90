# Values stock by itself, for tests: rows `item,in or out,qty,value`, in the
# order of each item's ledger; qty are whole numbers, value (of what comes in)
# cents, empty where nobody said it.  -v method=fifo or average.  Prints
# item,qty,value.
function part(a, b, c,   n, r) { # a * b / c, half away from zero
	n = a * b
	r = int(n / c)
	return n - r * c >= c - (n - r * c) ? r + 1 : r
}
BEGIN { FS = "," }
{
	i = $1
	items[i] = 1
	if (!(i in head)) { head[i] = 1; tail[i] = 0; lastq[i] = 0 }
	q = $3
	if ($2 == "in") {
		v = $4 == "" ? (lastq[i] ? part(lastv[i], q, lastq[i]) : 0) : $4
		known = $4 != ""
		allq = q; allv = v
		while (q > 0 && owed[i] > 0) { # the earliest first
			k = i SUBSEP low[i]
			n = q < oq[k] ? q : oq[k]
			cost = n == q ? v : part(v, n, q)
			was = n == oq[k] ? ov[k] : part(ov[k], n, oq[k])
			oq[k] -= n; ov[k] -= was; owed[i] -= n
			if (oq[k] == 0) low[i]++
			q -= n; v -= cost
		}
		if (q > 0) {
			tail[i]++; k = i SUBSEP tail[i]
			lq[k] = q; lv[k] = v; have[i] += q; worth[i] += v
		}
		if (known) {
			avg = method == "average" && have[i] > 0
			lastq[i] = avg ? have[i] : allq
			lastv[i] = avg ? worth[i] : allv
		}
		next
	}
	if (method == "average" && have[i] > 0) {
		n = q < have[i] ? q : have[i]
		c = n == have[i] ? worth[i] : part(worth[i], n, have[i])
		have[i] -= n; worth[i] -= c; q -= n
	}
	while (method == "fifo" && q > 0 && have[i] > 0) {
		k = i SUBSEP head[i]
		n = q < lq[k] ? q : lq[k]
		c = n == lq[k] ? lv[k] : part(lv[k], n, lq[k])
		lq[k] -= n; lv[k] -= c; have[i] -= n; worth[i] -= c; q -= n
		if (lq[k] == 0) head[i]++
	}
	if (q > 0) { # it leaves before it came
		high[i]++; k = i SUBSEP high[i]
		if (!(i in low)) low[i] = 1
		oq[k] = q
		ov[k] = lastq[i] ? part(lastv[i], q, lastq[i]) : 0
		owed[i] += q
	}
}
END {
	for (i in items) {
		v = worth[i]
		for (n = low[i]; n && n <= high[i]; n++) v -= ov[i, n]
		q = have[i] - owed[i]
		if (q != 0 || v != 0)
			printf "%s,%d,%.2f\n", i, q, v / 100
	}
}
