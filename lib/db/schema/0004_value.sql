-- Value: standard costs, each from a day on.
CREATE TABLE standard (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	valid_from @int@ NOT NULL,
	cost @int@ NOT NULL,
	UNIQUE (item, valid_from)
) @strict@;

-- Kept at a closing: what the pools and layers of all items were on that day
-- (item, lot, place and party are ids, 0: none), so that later values start
-- from them.
CREATE TABLE kept_pool (
	day @int@,
	item @int@,
	lot @int@,
	entry @int@ NOT NULL,
	qty @int@ NOT NULL,
	value @int@ NOT NULL,
	last_qty @int@ NOT NULL,
	last_value @int@ NOT NULL,
	PRIMARY KEY (day, item, lot)
) @clustered@;
CREATE TABLE kept_layer (
	day @int@,
	item @int@,
	lot @int@,
	n @int@,
	at @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	place @int@ NOT NULL,
	party @int@ NOT NULL,
	came @int@ NOT NULL,
	qty @int@ NOT NULL,
	value @int@ NOT NULL,
	PRIMARY KEY (day, item, lot, n)
) @clustered@;
