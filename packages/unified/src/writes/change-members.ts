import { ConfirmationError, ConflictError, InvalidInputError, MdmError } from "@mdmkit/runtime";
import { unsupported } from "../contract/errors.ts";
import type { MemberChangeOptions } from "../contract/group-methods.ts";
import type { Group, GroupMembersResult } from "../contract/model.ts";
import type { Plan } from "../contract/plan.ts";
import type { PrimaryCall } from "../contract/resource-contract.ts";
import type { Vendor } from "../contract/vendor.ts";
import { assertOptions, type Origin, WRITE_OPTIONS } from "../input/options.ts";
import { observing } from "../records/observe.ts";
import { mapRecord } from "../records/unset.ts";
import { assertResponse } from "./confirmation.ts";
import { executePlan } from "./execute.ts";
import { previewPlan } from "./preview.ts";

type Outcome = GroupMembersResult["members"][number];
const METHODS = { add: "addMembers", remove: "removeMembers" } as const;
const MOST = 500;

export type MemberChange = keyof typeof METHODS;
export type MemberChangeCall = [id: string, deviceIds: readonly string[], options?: MemberChangeOptions];

/** Adds devices to a group or removes them, whatever else is in it. */
export async function changeMembers(
  vendor: Vendor,
  change: MemberChange,
  [id, deviceIds, options = {}]: MemberChangeCall,
): Promise<GroupMembersResult> {
  const method = METHODS[change];
  const origin = { vendor: vendor.id, operation: `groups.${method}` };
  const { groups } = vendor;
  const planner = groups?.[method];
  if (!groups || !planner) throw unsupported(vendor, origin.operation);
  assertOptions(origin, options, WRITE_OPTIONS.delete);
  const ids = deviceIdsIn(origin, deviceIds);
  const { signal, confirm, dryRun = false, onExchange } = options;
  const raw = await groups.get(id, { detail: "full", signal, primary: { signal } });
  const group = mapRecord(groups, raw);
  assertAccepts(origin, group);
  if (change === "add") assertMove(origin, group, { confirm, dryRun });
  const outcomes: Outcomes = new Map();
  const parts = await planAll((some) => planner(raw, some), partsOf(ids, groups.membersAtOnce), outcomes);
  const requests = parts.flatMap(({ plan }) => previewPlan(vendor, plan));
  if (dryRun) for (const part of parts) note(outcomes, part.ids, { status: "planned" });
  else await perform(vendor, parts, outcomes, { signal, ...observing(vendor, groups.secrets, onExchange) });
  const members = ids.map(
    (device): Outcome => ({ id: device, ...(outcomes.get(device) ?? { status: "not_sent" }) }),
  );
  return { id: group.id, change, dry_run: dryRun, members, requests };
}

type Outcomes = Map<string, Omit<Outcome, "id">>;
/** Devices that are changed together, and how. */
type Part = { readonly ids: readonly string[]; readonly plan: Plan };

function note(outcomes: Outcomes, ids: readonly string[], outcome: Omit<Outcome, "id">): void {
  for (const id of ids) outcomes.set(id, outcome);
}

function partsOf(ids: readonly string[], size = 1): (readonly string[])[] {
  const parts: (readonly string[])[] = [];
  for (let at = 0; at < ids.length; at += size) parts.push(ids.slice(at, at + size));
  return parts;
}

/** Plans everything before anything is sent. An id that no device can have fails by itself. */
async function planAll(
  planFor: (ids: readonly string[]) => Plan | Promise<Plan>,
  parts: readonly (readonly string[])[],
  outcomes: Outcomes,
): Promise<Part[]> {
  const planned: Part[] = [];
  for (const ids of parts) {
    try {
      planned.push({ ids, plan: await planFor(ids) });
    } catch (error) {
      if (!MdmError.is(error) || !OF_ONE.has(error.code)) throw error;
      note(outcomes, ids, { status: "failed", reason: error.message });
    }
  }
  return planned;
}

const OF_ONE: ReadonlySet<string> = new Set(["invalid-input", "not-found"]);

/** Sends plan after plan. What is wrong with one device ends only its own; what would be wrong with all ends the change. */
async function perform(
  vendor: Vendor,
  parts: readonly Part[],
  outcomes: Outcomes,
  call: PrimaryCall,
): Promise<void> {
  for (const { ids, plan } of parts) {
    try {
      assertResponse(vendor, plan, await executePlan(vendor, plan, call));
      note(outcomes, ids, { status: "done" });
    } catch (error) {
      if (!MdmError.is(error)) throw error;
      const isOpen = error.outcome === "indeterminate" || error.outcome === "partial";
      note(outcomes, ids, { status: isOpen ? "unknown" : "failed", reason: error.message });
      if (ENDS_ALL.has(error.code)) return;
    }
  }
}

const ENDS_ALL: ReadonlySet<string> = new Set(["aborted", "authentication", "permission", "rate-limit"]);

function deviceIdsIn(origin: Origin, given: readonly string[]): string[] {
  const isValid = (id: unknown) => typeof id === "string" && id.trim() !== "";
  if (Array.isArray(given) && given.length > 0 && given.length <= MOST && given.every(isValid))
    return [...new Set(given)];
  throw new InvalidInputError(`\`deviceIds\` must be an array of 1 to ${MOST} ids of devices.`, {
    ...origin,
    outcome: "not-sent",
  });
}

function assertAccepts(origin: Origin, group: Pick<Group, "accepts_members" | "membership">): void {
  if (group.accepts_members !== false) return;
  const why =
    group.membership === "dynamic" ? "its criteria decide who is in it" : "the vendor does not allow it";
  throw new ConflictError(`The group does not accept members: ${why}.`, { ...origin, outcome: "not-sent" });
}

/** Devices leave the exclusive group that they are in, and lose what it deployed. */
function assertMove(
  origin: Origin,
  { id, is_exclusive }: Pick<Group, "id" | "is_exclusive">,
  { confirm, dryRun }: { confirm: string | undefined; dryRun: boolean },
): void {
  if (is_exclusive !== true || confirm === id || (dryRun && confirm === undefined)) return;
  throw new ConfirmationError("A device is in one group of this kind only, so that adding moves it.", {
    ...origin,
    outcome: "not-sent",
    advice: "Pass `confirm` with the id of the group.",
  });
}
