-- Demand: what customers want, what was shipped of it, what is reserved.
-- In the order in which the lines of orders are read; days are day numbers.
CREATE TABLE demand (
	id @int@ NOT NULL UNIQUE,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	order_code @text@,
	order_line @int@,
	party @text@,
	item @text@ NOT NULL,
	qty @int@ NOT NULL,
	due @int@,
	promised @int@,
	location @text@,
	priority @int@,
	reference @text@,
	date @int@ NOT NULL,
	price @int@,
	first_promised @int@,
	cancelled @int@,
	reason @text@,
	PRIMARY KEY (order_code, order_line)
) @clustered@;
CREATE INDEX demand_item ON demand (item);

-- Which move shipped how much of a line: its line in the same entry.
CREATE TABLE shipment (
	id @int@ NOT NULL UNIQUE,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	order_code @text@,
	order_line @int@,
	n @int@,
	item @text@ NOT NULL,
	qty @int@ NOT NULL,
	date @int@ NOT NULL,
	location @text@ NOT NULL,
	move @int@ NOT NULL,
	PRIMARY KEY (order_code, order_line, n)
) @clustered@;

CREATE TABLE reservation (
	id @int@ NOT NULL UNIQUE,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	order_code @text@,
	order_line @int@,
	n @int@,
	item @text@ NOT NULL,
	location @text@ NOT NULL,
	lot @text@,
	qty @int@ NOT NULL,
	PRIMARY KEY (order_code, order_line, n)
) @clustered@;
CREATE INDEX reservation_item ON reservation (item);
