import { InvalidInputError } from "@mdmkit/runtime";
import type { Listing } from "../contract/listing.ts";
import type { Condition, Device, Group, GroupMember, GroupRef } from "../contract/model.ts";
import { type ConditionResult, evaluateCondition } from "./evaluate.ts";
import { fieldsOf, groupsOf } from "./parts.ts";

/** What is read for a preview: the result of `connect`. */
export type PreviewSource = {
  /** Lists devices. */
  readonly devices: {
    /** As `mdm.devices.list`. */
    list(options: {
      fields: readonly (keyof Device)[];
      signal?: AbortSignal;
    }): Listing<Partial<Device> & { id: string }>;
  };
  /** Lists groups and their members. Not needed where no group is involved. */
  readonly groups?: {
    /** As `mdm.groups.list`. */
    list(options: ReadChoice): Listing<{ id: string; name?: string | null }>;
    /** As `mdm.groups.get`. Without it a group of users is taken for one of devices. */
    get?(id: string, options: ReadChoice): Promise<Pick<Group, "id" | "member_type">>;
    /** As `mdm.groups.members`. */
    members?(id: string, options: ReadChoice): Listing<Pick<GroupMember, "id">>;
  };
};

type ReadChoice = { remoteData: false; signal?: AbortSignal };

/** Options of a preview. */
export type PreviewOptions = {
  /** Id of the group whose members are compared. Without it, every device that matches would enter. */
  readonly group?: string;
  /** The time of the evaluation. Default: now. */
  readonly now?: Date;
  /** Ends the preview and its requests. */
  readonly signal?: AbortSignal;
};

/** A device in a preview. */
export type PreviewedDevice = {
  /** Id of the device. */
  readonly id: string;
  /** Its name. */
  readonly name?: string | null | undefined;
  /** Its serial number. */
  readonly serial_number?: string | null | undefined;
  /** Whether it is in the group now. */
  readonly is_member: boolean;
};

/** Who would be in a group if a condition decided. */
export type ConditionPreview = {
  /** The time of the evaluation. */
  readonly evaluated_at: string;
  /** False if devices or members may be missing from what was read, so that the preview may lack some. */
  readonly complete: boolean;
  /** Number of devices by result. */
  readonly counts: Readonly<Record<ConditionResult, number>>;
  /** Devices that match and are not in the group. */
  readonly enter: readonly PreviewedDevice[];
  /** Devices that are in the group and do not match. */
  readonly leave: readonly PreviewedDevice[];
  /** Devices of which the vendor alone knows whether they match. */
  readonly unknown: readonly PreviewedDevice[];
  /** Why they are unknown, with the number of devices for each reason. */
  readonly reasons: readonly { readonly reason: string; readonly devices: number }[];
};

/**
 * Shows who would enter a group and who would leave it if a condition decided, before anything is changed. Reads all devices, and the members
 * of the group and of every other that the condition names.
 *
 * @example
 * const { enter, leave, unknown } = await previewCondition(mdm, condition, { group: "computer-7" });
 */
export async function previewCondition(
  mdm: PreviewSource,
  condition: Condition,
  options: PreviewOptions = {},
): Promise<ConditionPreview> {
  const { now = new Date(), group, signal } = options;
  const choice: ReadChoice = { remoteData: false, ...(signal && { signal }) };
  if (group !== undefined) await assertOfDevices(mdm, group, choice);
  const own = group === undefined ? NO_MEMBERS : await membersOf(mdm, group, choice);
  const others = await otherGroups(mdm, groupsOf(condition), choice);
  const devices = mdm.devices.list({
    ...(signal && { signal }),
    fields: ["name", "serial_number", ...fieldsOf(condition)],
  });
  const byResult: Record<ConditionResult, PreviewedDevice[]> = { match: [], no_match: [], unknown: [] };
  const reasons = new Map<string, number>();
  for await (const device of devices) {
    const { id, name, serial_number } = device;
    const why = new Set<string>();
    const isInGroup = (ref: GroupRef) => isMember(others.get(keyOf(ref)), id);
    const result = evaluateCondition(condition, device, {
      now,
      isInGroup,
      onUnknown: (reason) => why.add(reason),
    });
    byResult[result].push({ id, name, serial_number, is_member: own.ids.has(id) });
    if (result === "unknown") for (const reason of why) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const { match, no_match, unknown } = byResult;
  return {
    evaluated_at: now.toISOString(),
    complete: devices.report.complete && own.complete,
    counts: { match: match.length, no_match: no_match.length, unknown: unknown.length },
    enter: match.filter((device) => !device.is_member),
    leave: no_match.filter((device) => device.is_member),
    unknown,
    reasons: [...reasons].map(([reason, count]) => ({ reason, devices: count })),
  };
}

type Members = { readonly ids: ReadonlySet<string>; readonly complete: boolean };
const NO_MEMBERS: Members = { ids: new Set(), complete: true };

async function membersOf({ groups }: PreviewSource, id: string, choice: ReadChoice): Promise<Members> {
  const members = groups?.members?.(id, choice);
  if (!members) throw new InvalidInputError("The vendor does not list the members of a group.");
  const ids = new Set<string>();
  for await (const member of members) ids.add(member.id);
  return { ids, complete: members.report.complete };
}

/** The members of the groups that a condition names, by the name or, where no group has it, by the id. One that is not found stays out. */
async function otherGroups(
  mdm: PreviewSource,
  refs: readonly GroupRef[],
  choice: ReadChoice,
): Promise<ReadonlyMap<string, Members>> {
  const others = new Map<string, Members>();
  if (refs.length === 0 || !mdm.groups) return others;
  const groups: { id: string; name?: string | null }[] = [];
  for await (const group of mdm.groups.list(choice)) groups.push(group);
  for (const ref of refs) {
    const named = groups.filter(({ name }) => ref.name != null && name === ref.name);
    const [group, ...more] = named.length > 0 ? named : groups.filter(({ id }) => id === ref.id);
    if (group && more.length === 0 && !others.has(keyOf(ref)))
      others.set(keyOf(ref), await membersOf(mdm, group.id, choice));
  }
  return others;
}

const keyOf = ({ id, name }: GroupRef): string => JSON.stringify([id, name]);

/** That an incomplete list lacks a device says nothing. */
function isMember(members: Members | undefined, id: string): boolean | undefined {
  if (members?.ids.has(id)) return true;
  return members?.complete ? false : undefined;
}

async function assertOfDevices({ groups }: PreviewSource, id: string, choice: ReadChoice): Promise<void> {
  const group = await groups?.get?.(id, choice);
  if (group?.member_type !== "user") return;
  throw new InvalidInputError("Conditions are about devices, and this group is of users.");
}
