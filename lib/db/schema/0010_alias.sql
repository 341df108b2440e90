-- Numbers by which others know our items; party '*' is everybody.
CREATE TABLE alias (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	code @text@ NOT NULL,
	party @text@ NOT NULL,
	item @text@ NOT NULL,
	unit @text@,
	kind @text@ NOT NULL,
	UNIQUE (code, party)
) @strict@;
