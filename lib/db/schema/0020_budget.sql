-- Budget: the lines that move money between its stages, and what is kept.

-- Texts that many lines name: 1 documents, 2 dimensions.
CREATE TABLE budget_name (
	id @int@ PRIMARY KEY,
	kind @int@ NOT NULL,
	name @text@ NOT NULL,
	UNIQUE (kind, name)
) @strict@;

-- The lines in the order of their accounts.  A period is year x 12 + month
-- (0 to 11); stages are 0 source, 1 available, 2 pre, 3 committed, 4 actual;
-- dimension, document and against are 0 where there is none.  What most lines
-- lack stands last: entries whose lines all lack it do not name it.
CREATE TABLE budget_line (
	account @int@,
	period @int@,
	entry @int@,
	line @int@,
	at @int@ NOT NULL,
	src @int@ NOT NULL,
	dst @int@ NOT NULL,
	amount @int@ NOT NULL,
	reason @int@ NOT NULL,
	vendor @text@,
	reference @text@,
	note @text@,
	dimension @int@ NOT NULL DEFAULT 0,
	document @int@ NOT NULL DEFAULT 0,
	against @int@ NOT NULL DEFAULT 0,
	item @text@,
	qty @int@,
	unit_price @int@,
	currency @text@,
	original @int@,
	rate @int@,
	rate_date @int@,
	about @text@,
	PRIMARY KEY (account, period, entry, line)
) @clustered@;
CREATE INDEX budget_line_document ON budget_line (document)
	WHERE document > 0;
CREATE INDEX budget_line_against ON budget_line (against)
	WHERE against > 0;

-- Which accounts an entry touched, and the periods: from it to its lines.
CREATE TABLE budget_span (
	entry @int@,
	account @int@,
	first_period @int@ NOT NULL,
	last_period @int@ NOT NULL,
	PRIMARY KEY (entry, account)
) @clustered@;

-- Kept: what came into each stage less what left it; their sum is the budget.
CREATE TABLE budget_total (
	account @int@,
	period @int@,
	dimension @int@,
	available @int@ NOT NULL,
	pre @int@ NOT NULL,
	committed @int@ NOT NULL,
	actual @int@ NOT NULL,
	PRIMARY KEY (account, period, dimension)
) @clustered@;

-- Kept: the same by the slice in which it happened, at / 2592000, with the
-- first and the last second of its lines, and how many have a quantity.
CREATE TABLE budget_slice (
	account @int@,
	period @int@,
	dimension @int@,
	slice @int@,
	first_at @int@ NOT NULL,
	last_at @int@ NOT NULL,
	available @int@ NOT NULL,
	pre @int@ NOT NULL,
	committed @int@ NOT NULL,
	actual @int@ NOT NULL,
	counted @int@ NOT NULL,
	PRIMARY KEY (account, period, dimension, slice)
) @clustered@;

-- Kept: what a request, reservation or commitment still holds.
CREATE TABLE budget_open (
	document @int@,
	account @int@,
	period @int@,
	dimension @int@,
	stage @int@,
	amount @int@ NOT NULL,
	PRIMARY KEY (document, account, period, dimension, stage)
) @clustered@;

@append_only budget_line@
