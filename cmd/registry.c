/* What this binary is made of: its commands and its ledgers. */
#include "cli/cmd.h"
#include "budget/case.h"
#include "budget/line.h"
#include "budget/rates.h"
#include "budget/plan.h"
#include "budget/request.h"
#include "cli/cmd.h"
#include "stock/landed.h"
#include "stock/ledgers.h"

#define X(group, name) extern const struct cmd cmd_##group##_##name;
#include "commands.h"
#undef X

#define X(group, name) &cmd_##group##_##name,
const struct cmd *const all_commands[] = {
#include "commands.h"
	NULL,
};
#undef X

const struct ledger *const all_ledgers[] = {
	&ledger_closing,
	&ledger_item,
	&ledger_location,
	&ledger_party,
	&ledger_lot,
	&ledger_unit,
	&ledger_alias,
	&ledger_kit,
	&ledger_kit_part,
	&ledger_level,
	&ledger_expected,
	&ledger_standard,
	&ledger_move,
	&ledger_landed,
	&ledger_count,
	&ledger_counted,
	&ledger_demand,
	&ledger_shipment,
	&ledger_reservation,
	&ledger_characteristic,
	&ledger_inspection,
	&ledger_defect,
	&ledger_measure,
	&ledger_account,
	&ledger_budget_plan,
	&ledger_budget_plan_line,
	&ledger_budget_line,
	&ledger_rate,
	&ledger_case,
	&ledger_case_flow,
	&ledger_case_review,
	&ledger_request,
	&ledger_decision,
	&ledger_code,
	NULL,
};
