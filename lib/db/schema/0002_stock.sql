-- Stock: what moves, where it can be, who gives and takes it, and the moves.
CREATE TABLE item (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	sku @text@ NOT NULL UNIQUE,
	name @text@,
	unit @text@ NOT NULL,
	category @text@,
	min @int@,
	max @int@,
	cost @int@,
	price @int@,
	costing @text@,
	tracking @text@,
	shelf_life @int@,
	lead_time @int@,
	weight @int@,
	status @text@
) @strict@;

CREATE TABLE location (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	code @text@ NOT NULL UNIQUE,
	name @text@,
	kind @text@ NOT NULL,
	parent @text@
) @strict@;

CREATE TABLE party (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	code @text@ NOT NULL UNIQUE,
	name @text@,
	kind @text@,
	contact @text@
) @strict@;

CREATE TABLE lot (
	id @int@ PRIMARY KEY,
	entry @int@ NOT NULL,
	line @int@ NOT NULL,
	item @text@ NOT NULL,
	lot @text@ NOT NULL,
	expires @int@,
	made @int@,
	UNIQUE (item, lot)
) @strict@;
CREATE INDEX lot_number ON lot (lot);
CREATE INDEX lot_expires ON lot (expires);

-- The moves, in the order in which an item's ledger is read.  Quantities
-- are millionths, value is minor units, lot and party 0 where there is none.
CREATE TABLE move (
	item @int@,
	at @int@,
	entry @int@,
	line @int@,
	src @int@ NOT NULL,
	dst @int@ NOT NULL,
	lot @int@ NOT NULL,
	party @int@ NOT NULL,
	qty @int@ NOT NULL,
	value @int@,
	unit_cost @int@,
	price @int@,
	reference @text@,
	reason @text@,
	said_qty @int@,
	said_unit @text@,
	PRIMARY KEY (item, at, entry, line)
) @clustered@;

-- Which items an entry moved, and when: the way from an entry to its moves.
CREATE TABLE move_span (
	entry @int@,
	item @int@,
	first_at @int@ NOT NULL,
	last_at @int@ NOT NULL,
	PRIMARY KEY (entry, item)
) @clustered@;

-- Kept: the entries that moved goods into production or out of it under a
-- reference: the way from a work order to its moves.
CREATE TABLE production (
	reference @text@,
	entry @int@,
	PRIMARY KEY (reference, entry)
) @clustered@;

-- Kept: the sum of the moves into a place less the moves out of it.
CREATE TABLE on_hand (
	item @int@,
	location @int@,
	lot @int@,
	qty @int@ NOT NULL,
	PRIMARY KEY (item, location, lot)
) @clustered@;

@append_only move@
