-- Counts: what somebody found at a place, at its instant, agreeing or not.
CREATE TABLE count_head (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	code @text@ NOT NULL UNIQUE,
	date @int@ NOT NULL,
	counted_by @text@
) @strict@;

-- held: the difference was over the tolerance and waits for another round.
CREATE TABLE counted (
	id @int@ NOT NULL UNIQUE,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	count_code @text@,
	n @int@,
	round @int@ NOT NULL,
	item @text@ NOT NULL,
	location @text@ NOT NULL,
	lot @text@,
	counted @int@ NOT NULL,
	date @int@ NOT NULL,
	held @int@ NOT NULL,
	PRIMARY KEY (count_code, n)
) @clustered@;
CREATE INDEX counted_item ON counted (item, lot);
CREATE INDEX counted_location ON counted (location);
