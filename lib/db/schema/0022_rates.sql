-- Rates of currencies, each from a day on: units for one of the book's own.
CREATE TABLE budget_rate (
	id @int@ NOT NULL PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	currency @text@ NOT NULL,
	valid_from @int@ NOT NULL,
	rate @int@ NOT NULL,
	UNIQUE (currency, valid_from)
) @strict@;
CREATE TABLE budget_rate_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	currency @text@ NOT NULL,
	valid_from @int@ NOT NULL,
	rate @int@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX budget_rate_version_entry ON budget_rate_version (entry, line);
CREATE INDEX budget_rate_version_day
	ON budget_rate_version (currency, valid_from);

@append_only budget_rate_version@
