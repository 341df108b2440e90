/* The kinds of fields of budgets: accounts, months, dimensions. */
#ifndef BUDGET_KINDS_H
#define BUDGET_KINDS_H

#include "budget/account.h"
#include "cli/cmd.h"

/* An account that there is; its name, of a new one; a filter's. */
extern const struct kind kind_account, kind_account_name, kind_known_account;

/* 2026-11, as the number of a month; whole months, as text. */
extern const struct kind kind_month, kind_months, kind_dimension;

extern const struct kind kind_control, kind_horizon, kind_control_level,
    kind_closed_month, kind_yes_no, kind_percent;

#define AT_ACCOUNT(S, f) AT(S, f, const struct account *)

#endif
