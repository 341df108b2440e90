-- Budget: accounts, and the plan of what they may spend.
CREATE TABLE budget_account (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	account @text@ NOT NULL UNIQUE,
	name @text@,
	owner @text@,
	control @text@,
	unit @text@,
	tolerance @int@,
	tolerance_percent @int@,
	warn_at @int@,
	horizon @text@,
	level @text@,
	closed @text@,
	hold @int@,
	valid_from @int@,
	valid_until @int@
) @strict@;

-- Versions of the plan, and the amounts that each sets: a version counts
-- when its state is approved, and a later one that counts goes before it.
CREATE TABLE budget_plan (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	version @text@ NOT NULL UNIQUE,
	kind @text@ NOT NULL,
	state @text@ NOT NULL,
	note @text@
) @strict@;

CREATE TABLE budget_plan_line (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	version @text@ NOT NULL,
	account @text@ NOT NULL,
	period @text@ NOT NULL,
	dimension @text@ NOT NULL,
	amount @int@ NOT NULL,
	currency @text@,
	original @int@,
	rate @int@,
	rate_date @int@,
	UNIQUE (version, account, period, dimension)
) @strict@;
CREATE INDEX budget_plan_line_account ON budget_plan_line (account, period);
