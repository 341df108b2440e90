-- Cases: improvements, their alternatives' cash flows, and their reviews.
CREATE TABLE budget_case (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	code @text@ NOT NULL UNIQUE,
	name @text@,
	owner @text@,
	rate @int@ NOT NULL,
	every @text@ NOT NULL,
	base @text@ NOT NULL,
	account @text@,
	measure @text@,
	baseline @int@,
	promised @int@,
	chosen @text@,
	starts @int@,
	note @text@
) @strict@;

-- What an alternative brings (above 0) or takes, so many periods from now.
CREATE TABLE budget_case_flow (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	code @text@ NOT NULL,
	alternative @text@ NOT NULL,
	after @int@ NOT NULL,
	amount @int@ NOT NULL,
	remark @text@,
	UNIQUE (code, alternative, after)
) @strict@;

-- What was measured so many months after it started.
CREATE TABLE budget_case_review (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	code @text@ NOT NULL,
	months @int@ NOT NULL,
	date @int@ NOT NULL,
	measured @int@ NOT NULL,
	note @text@,
	UNIQUE (code, months)
) @strict@;
