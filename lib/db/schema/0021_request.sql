-- Requests for money, what was decided of them, and codes to answer by mail.
CREATE TABLE budget_request (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	request @text@ NOT NULL UNIQUE,
	date @int@,
	period @text@,
	account @text@ NOT NULL,
	dimension @text@,
	amount @int@ NOT NULL,
	reason @text@,
	vendor @text@,
	item @text@,
	qty @int@,
	unit_price @int@,
	needed_by @int@,
	requester @text@,
	entered_by @text@,
	currency @text@,
	original @int@,
	rate @int@,
	rate_date @int@,
	about @text@,
	state @text@ NOT NULL
) @strict@;
CREATE INDEX budget_request_beside ON budget_request (date);

-- Each step that was approved; a rejection; a withdrawal.
CREATE TABLE budget_decision (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	request @text@ NOT NULL,
	number @int@ NOT NULL,
	date @int@,
	decision @text@ NOT NULL,
	state @text@,
	step @int@,
	person @text@,
	rule @text@,
	override @int@,
	reason @text@,
	entered_by @text@,
	way @text@,
	evidence @text@,
	evidence_file @text@,
	UNIQUE (request, number)
) @strict@;

-- Codes that were mailed: of each the digest only.
CREATE TABLE budget_code (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	code @text@ NOT NULL UNIQUE,
	request @text@ NOT NULL,
	person @text@ NOT NULL,
	step @int@ NOT NULL,
	until @int@ NOT NULL,
	used @int@ NOT NULL
) @strict@;
CREATE INDEX budget_code_request ON budget_code (request);
