import type { ActionRules } from "./action-rules.ts";
import { type OnFirstCall, onFirstCall } from "./on-first-call.ts";

/**
 * The actions of a vendor by their rules, which are there at once. The planners load with the first call of one: one for each rule, and
 * none without, since it would not be offered.
 *
 * @example
 * ```ts
 * ...deviceActions(ACTION_RULES, async () => (await import("./plan-actions.ts")).actionPlanners),
 * ```
 */
export function deviceActions<
  const Rules extends ActionRules,
  Planners extends { readonly [Name in keyof Rules]: unknown },
>(
  actionRules: Rules & { readonly [Name in keyof Planners & string]: unknown },
  load: () => Promise<Planners>,
): { readonly actions: OnFirstCall<Planners, keyof Planners & string>; readonly actionRules: Rules } {
  return { actions: onFirstCall<Planners, keyof Planners & string>(actionRules, load), actionRules };
}
