/* All commands, in the order in which help shows them; no include guard. */
X(book, init)
X(stock, item_add)
X(stock, item_set)
X(stock, item_list)
X(stock, location_add)
X(stock, move)
