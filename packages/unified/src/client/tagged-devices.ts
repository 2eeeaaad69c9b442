import { unsupported } from "../contract/errors.ts";
import { addGaps } from "../contract/list-report.ts";
import type { DeviceFilters, Group, GroupFilters, ListReport } from "../contract/model.ts";
import type { LookupReading } from "../contract/resource-contract.ts";
import type { Vendor } from "../contract/vendor.ts";
import { createMatcher, type Decision } from "../lists/match.ts";
import { createMembers } from "./members.ts";
import { createReadMethods } from "./read-methods.ts";

/**
 * Returns whether the device with an id has a tag: whether it is a member of a group with that id and name. Where groups or members
 * may be missing, that is open for all devices that were not found, and the report says why.
 */
export async function taggedDevices(
  vendor: Vendor,
  tag: NonNullable<DeviceFilters["tags"]>,
  { report, signal }: LookupReading,
): Promise<(id: string) => Decision> {
  if (!vendor.groups) throw unsupported(vendor, "groups.list");
  const tagged = new Set(await vendor.devices?.taggedApart?.(tag, { signal }));
  let isWhole = true;
  const note = (operation: string, reason: string | null) => {
    if (reason === null) return;
    isWhole = false;
    addGaps(report, [
      { fields: ["tags"], operation, reason: `The vendor's list is not complete: ${reason}.` },
    ]);
  };

  const ofDevices = vendor.groups.filters.includes("member_type") ? { member_type: "device" as const } : {};
  const { list } = createReadMethods<Group, GroupFilters>(vendor, "groups", vendor.groups);
  const groups = list({ ...ofDevices, remoteData: false, signal });
  const isTag = createMatcher<Partial<Group>>(tag);
  const found: string[] = [];
  for await (const group of groups) {
    const fits = isTag(group);
    if (fits && group.id !== undefined) found.push(group.id);
    if (fits === undefined) note("groups.list", "undecided");
  }
  note("groups.list", shortageIn(groups));

  const membersOf = createMembers(vendor);
  for (const id of found) {
    const members = membersOf(id, { remoteData: false, signal });
    for await (const member of members) if (member.type === "device") tagged.add(member.id);
    note("groups.members", shortageIn(members));
  }
  return (id) => tagged.has(id) || (isWhole ? false : undefined);
}

/** Why records may be missing. Values that drifted leave none out. */
const shortageIn = ({ report: { reason } }: { report: Readonly<ListReport> }): ListReport["reason"] =>
  reason === "drifted" ? null : reason;
