-- Demand: what customers want, what was shipped of it, what is reserved.
-- In the order in which the lines of orders are read; days are day numbers.
CREATE TABLE demand (
	id @int@ NOT NULL UNIQUE,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	order_code @text@ NOT NULL,
	order_line @int@ NOT NULL,
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
CREATE TABLE demand_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	order_code @text@ NOT NULL,
	order_line @int@ NOT NULL,
	party @text@,
	item @text@,
	qty @int@,
	due @int@,
	promised @int@,
	location @text@,
	priority @int@,
	reference @text@,
	date @int@,
	price @int@,
	first_promised @int@,
	cancelled @int@,
	reason @text@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX demand_version_entry ON demand_version (entry, line);

-- Which move shipped how much of a line: its line in the same entry.
CREATE TABLE shipment (
	id @int@ NOT NULL UNIQUE,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	order_code @text@ NOT NULL,
	order_line @int@ NOT NULL,
	n @int@ NOT NULL,
	item @text@ NOT NULL,
	qty @int@ NOT NULL,
	date @int@ NOT NULL,
	location @text@ NOT NULL,
	move @int@ NOT NULL,
	PRIMARY KEY (order_code, order_line, n)
) @clustered@;
CREATE TABLE shipment_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	order_code @text@ NOT NULL,
	order_line @int@ NOT NULL,
	n @int@ NOT NULL,
	item @text@,
	qty @int@,
	date @int@,
	location @text@,
	move @int@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX shipment_version_entry ON shipment_version (entry, line);
CREATE INDEX shipment_version_order
	ON shipment_version (order_code, order_line, n);

CREATE TABLE reservation (
	id @int@ NOT NULL UNIQUE,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	order_code @text@ NOT NULL,
	order_line @int@ NOT NULL,
	n @int@ NOT NULL,
	item @text@ NOT NULL,
	location @text@ NOT NULL,
	lot @text@,
	qty @int@ NOT NULL,
	PRIMARY KEY (order_code, order_line, n)
) @clustered@;
CREATE INDEX reservation_item ON reservation (item);
CREATE TABLE reservation_version (
	id @int@ NOT NULL,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	order_code @text@ NOT NULL,
	order_line @int@ NOT NULL,
	n @int@ NOT NULL,
	item @text@,
	location @text@,
	lot @text@,
	qty @int@,
	live @int@ NOT NULL,
	PRIMARY KEY (id, entry, line)
) @clustered@;
CREATE INDEX reservation_version_entry ON reservation_version (entry, line);
CREATE INDEX reservation_version_order
	ON reservation_version (order_code, order_line, n);

@append_only demand_version@
@append_only shipment_version@
@append_only reservation_version@
