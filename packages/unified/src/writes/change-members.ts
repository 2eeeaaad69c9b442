import { ConfirmationError, ConflictError, InvalidInputError } from "@mdmkit/runtime";
import { unsupported } from "../contract/errors.ts";
import type { MemberChangeOptions } from "../contract/group-methods.ts";
import type { Listing } from "../contract/listing.ts";
import type { Group, GroupMember, GroupMembersResult, MemberRecordType } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { filters } from "../generated/inputs.ts";
import { problemOf } from "../input/check-value.ts";
import { assertOptions, type Origin, WRITE_OPTIONS } from "../input/options.ts";
import { observing } from "../records/observe.ts";
import { mapRecord } from "../records/unset.ts";
import { createMemberRun, type MemberOutcome } from "./member-run.ts";

const METHODS = { add: "addMembers", remove: "removeMembers" } as const;
const MOST = 500;

export type MemberChange = keyof typeof METHODS;
export type MemberChangeCall = [id: string, memberIds: readonly string[], options?: MemberChangeOptions];
type Members = {
  readonly list: (id: string, options: { signal: AbortSignal | undefined }) => Listing<GroupMember>;
};

/** Adds devices or users to a group or removes them, whatever else is in it. `list` reads who is in it. */
export async function changeMembers(
  vendor: Vendor,
  change: MemberChange,
  [id, memberIds, options = {}]: MemberChangeCall,
  { list }: Members,
): Promise<GroupMembersResult> {
  const method = METHODS[change];
  const origin = { vendor: vendor.id, operation: `groups.${method}` };
  const { groups } = vendor;
  const planner = groups?.[method];
  if (!groups || !planner) throw unsupported(vendor, origin.operation);
  assertOptions(origin, options, WRITE_OPTIONS.group, ["memberType"]);
  assertMemberType(origin, options.memberType);
  const ids = idsIn(origin, memberIds);
  const { signal, confirm, dryRun = false, onExchange } = options;
  const raw = await groups.get(id, { detail: "full", signal, primary: { signal } });
  const group = mapRecord(groups, raw);
  assertAccepts(origin, group);
  const memberType = memberTypeOf(origin, group, options.memberType);
  assertMove(origin, group, { change, confirm, dryRun });
  const run = createMemberRun(vendor, {
    dryRun,
    plan: (some) => planner(raw, some, { signal, memberType }),
    call: { signal, ...observing(vendor, groups.secrets, onExchange) },
  });
  for (let at = 0, size = groups.membersAtOnce ?? 1; at < ids.length && !run.hasEnded; at += size)
    await run.perform(ids.slice(at, at + size));
  if (groups.members && run.doubtful.size > 0)
    await settle(run, { change, memberType, listing: list(group.id, { signal }) });
  const members = ids.map((member) => ({
    id: member,
    ...(run.outcomes.get(member) ?? ({ status: "not_sent" } as const)),
  }));
  return { id: group.id, change, dry_run: dryRun, members, requests: run.requests };
}

type Settling = {
  readonly change: MemberChange;
  readonly memberType: MemberRecordType;
  readonly listing: Listing<GroupMember>;
};

type Unsettled = {
  readonly doubtful: ReadonlySet<string>;
  readonly outcomes: Map<string, MemberOutcome>;
};

/**
 * A vendor that refuses a member may do so because nothing is left to do, such as after a request whose response was lost. Who is in
 * the group decides; where that cannot be read, an outcome stays as it is.
 */
async function settle(
  { doubtful, outcomes }: Unsettled,
  { change, memberType, listing }: Settling,
): Promise<void> {
  const found = await listing.toArray().catch(() => undefined);
  if (!found) return;
  const members = new Set(found.flatMap(({ id, type }) => (type === memberType ? [id] : [])));
  for (const id of doubtful) {
    const isDone = change === "add" ? members.has(id) : listing.report.complete && !members.has(id);
    if (isDone) outcomes.set(id, { status: "done" });
  }
}

function assertMemberType(origin: Origin, type: unknown): void {
  const problem = type === undefined ? undefined : problemOf("memberType", filters.groups.member_type, type);
  if (problem !== undefined) throw new InvalidInputError(problem, { ...origin, outcome: "not-sent" });
}

function idsIn(origin: Origin, given: readonly string[]): string[] {
  const isValid = (id: unknown) => typeof id === "string" && id.trim() !== "";
  if (Array.isArray(given) && given.length > 0 && given.length <= MOST && given.every(isValid))
    return [...new Set(given)];
  throw new InvalidInputError(`Pass an array of 1 to ${MOST} ids of devices or users.`, {
    ...origin,
    outcome: "not-sent",
  });
}

/** What the ids are those of. A group that may have both, or does not say, has devices unless the caller says otherwise. */
function memberTypeOf(
  origin: Origin,
  { member_type: own }: Pick<Group, "member_type">,
  wished: MemberRecordType | undefined,
): MemberRecordType {
  const type = wished ?? (own === "user" ? "user" : "device");
  if (own == null || own === "other" || own === type) return type;
  const facts = {
    ...origin,
    outcome: "not-sent",
    advice: `Pass ids of ${own}s, as such.`,
  } as const;
  throw new InvalidInputError(
    `The members of this group are ${own}s, and the ids were given as those of ${type}s.`,
    facts,
  );
}

function assertAccepts(origin: Origin, group: Pick<Group, "accepts_members" | "membership">): void {
  if (group.accepts_members !== false) return;
  const why =
    group.membership === "dynamic" ? "its criteria decide who is in it" : "the vendor does not allow it";
  throw new ConflictError(`The group does not accept members: ${why}.`, { ...origin, outcome: "not-sent" });
}

type Move = { readonly change: MemberChange; readonly confirm: string | undefined; readonly dryRun: boolean };

/** Devices leave the exclusive group that they are in, and lose what it deployed; none is ever without one. */
function assertMove(
  origin: Origin,
  { id, is_exclusive }: Pick<Group, "id" | "is_exclusive">,
  { change, confirm, dryRun }: Move,
): void {
  if (is_exclusive !== true) return;
  const facts = { ...origin, outcome: "not-sent" } as const;
  if (change === "remove") {
    const advice = "Add it to the other group.";
    throw new ConflictError("A device leaves a group of this kind only for another one.", {
      ...facts,
      advice,
    });
  }
  if (confirm === id || (dryRun && confirm === undefined)) return;
  throw new ConfirmationError("A device is in one group of this kind only, so that adding moves it.", {
    ...facts,
    advice: "Pass `confirm` with the id of the group.",
  });
}
