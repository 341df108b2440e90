#!/bin/sh
# AdventureWorks: its stock opened, its levels checked and planned, and all of
# it compared with what sqlite3 makes of the raw files (needs ../shared).
. "$(dirname "$0")/lib.sh"
from=$shared/data/adventureworks-oltp/clean
if ! [ -r "$from/ProductInventory.csv" ] || ! command -v sqlite3 >/dev/null; then
	skip 'AdventureWorks' 'no ../shared, or no sqlite3'
	done_testing
	exit
fi

# The raw files; a product's reorder point is its minimum, its safety stock
# level the maximum; what is ordered and not stocked yet is expected.
{
	for t in Product ProductInventory PurchaseOrderHeader PurchaseOrderDetail; do
		echo ".import --csv $from/$t.csv $t"
	done
	cat <<-'EOS'
	CREATE VIEW inventory AS SELECT ProductID AS p, LocationID AS l,
	    sum(Quantity) AS q FROM ProductInventory GROUP BY 1, 2;
	CREATE VIEW coming AS SELECT d.PurchaseOrderID AS po,
	    d.PurchaseOrderDetailID AS line, d.ProductID AS p, d.DueDate AS due,
	    h.VendorID AS v, OrderQty - CAST(StockedQty AS REAL) AS q
	    FROM PurchaseOrderDetail d JOIN PurchaseOrderHeader h USING (PurchaseOrderID)
	    WHERE h.Status IN (1, 2) AND OrderQty > CAST(StockedQty AS REAL);
	CREATE VIEW total AS SELECT ProductID AS p,
	    CAST(ReorderPoint AS INTEGER) AS lo, CAST(SafetyStockLevel AS INTEGER) AS hi,
	    (SELECT COALESCE(sum(q), 0) FROM inventory WHERE p = ProductID) AS have,
	    (SELECT COALESCE(sum(q), 0) FROM coming WHERE p = ProductID) AS more
	    FROM Product;
	EOS
} | sqlite3 raw.db

ops init works -q && cd works || exit 1
ask() { sqlite3 -csv -header ../raw.db "$1" | tr -d '\r'; }
ask 'SELECT ProductID AS sku, Name AS name, ReorderPoint AS min, SafetyStockLevel AS max,
    DaysToManufacture AS lead_time FROM Product' | ops stock item add -q -i -
ask "SELECT DISTINCT 'L' || LocationID AS code, 'internal' AS kind, 'MAIN' AS parent
    FROM ProductInventory" | ops stock location add -q -i -
ask "SELECT 'stock' AS kind, p AS item, 'L' || l AS location, q AS qty,
	(SELECT StandardCost FROM Product WHERE ProductID = p) AS unit_cost,
	NULL AS reference, NULL AS line, NULL AS due, NULL AS party FROM inventory
    UNION ALL SELECT 'expected', p, 'MAIN', CAST(q AS INTEGER), NULL, 'PO-' || po, line, due, 'V' || v
    FROM coming" >../opening.csv
check 'the first day of the works' 0 'entry,date,lines
4,2025-11-01T00:00:00Z,*' '' ops stock opening -i ../opening.csv --date 2025-11-01 --key opening
check 'is said once' 0 'entry,date,lines' '*nothing changes, nothing is posted' \
    ops stock opening -i ../opening.csv --date 2025-11-01

is 'what is there, product by product' "$(ops stock balance --by item --columns item,on_hand,expected --sort item)" \
    "$(echo item,on_hand,expected
    ask "SELECT p, have, CAST(more AS INTEGER) FROM total WHERE have > 0 OR more > 0 ORDER BY CAST(p AS TEXT)" | sed 1d)"
is 'what is below its reorder point' "$(ops stock check --kind below-min --columns item,on_hand,short --sort item)" \
    "$(echo item,on_hand,short
    ask "SELECT p, have, lo - have FROM total WHERE have < lo ORDER BY CAST(p AS TEXT)" | sed 1d)"
is 'what is proposed' "$(ops stock plan --columns item,qty,on_hand,expected,min,max --sort item)" \
    "$(echo item,qty,on_hand,expected,min,max
    ask "SELECT p, CAST(hi - have - more AS INTEGER), have, CAST(more AS INTEGER), lo, hi FROM total
	WHERE have + more < lo ORDER BY CAST(p AS TEXT)" | sed 1d)"
is 'a proposal is not empty, nor is it all' "$(ops stock plan | wc -l | awk '{ print ($1 > 20 && $1 < 450) }')" 1

# A level at one place, of all that lies there: half of what is there is enough
# for every second product, for the others it is half of what is wanted.
ask "SELECT p AS item, 'L6' AS location, CASE p % 2 WHEN 0 THEN q / 2 ELSE q * 2 END AS min,
    q * 3 AS max, 25 AS multiple, 'L1' AS source FROM inventory WHERE l = 6" |
    ops stock level set -q -i -
is 'below the level of a place' "$(ops stock check --location L6 --where 'location = L6' --columns item,location,on_hand,min,short --sort item)" \
    "$(echo item,location,on_hand,min,short
    ask "SELECT p, 'L6', q, q * 2, q FROM inventory WHERE l = 6 AND p % 2 = 1 AND q > 0 ORDER BY CAST(p AS TEXT)" | sed 1d)"
is 'which another one fills up, in packs of 25' \
    "$(ops stock plan --location L6 --kind transfer --columns source,item,qty --sort item 2>/dev/null)" \
    "$(echo source,item,qty
    ask "SELECT 'L1', a.p, min((a.q * 2 + 24) / 25 * 25, b.q / 25 * 25) AS n FROM inventory a
	JOIN inventory b ON b.p = a.p AND b.l = 1
	WHERE a.l = 6 AND a.p % 2 = 1 AND a.q > 0 AND n > 0 ORDER BY CAST(a.p AS TEXT)" | sed 1d)"
check 'transfer takes it' 0 'entry,date,lines
*' '' sh -c 'ops stock plan --location L6 --kind transfer -F csv 2>/dev/null | ops stock transfer -i -'
check 'the book is sound' 0 '*' '' ops fsck
done_testing
