-- Rates of currencies, each from a day on: units for one of the book's own.
CREATE TABLE budget_rate (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	currency @text@ NOT NULL,
	valid_from @int@ NOT NULL,
	rate @int@ NOT NULL,
	UNIQUE (currency, valid_from)
) @strict@;
