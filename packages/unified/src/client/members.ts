import { InvalidInputError } from "@mdmkit/runtime";
import type { NoteDrift } from "../contract/drift.ts";
import { unsupported } from "../contract/errors.ts";
import type { Listing } from "../contract/listing.ts";
import type { GroupMember } from "../contract/model.ts";
import type { ListOptions } from "../contract/read-options.ts";
import type { Vendor } from "../contract/vendor.ts";
import { createList, filtersIn } from "../lists/list.ts";
import type { MemberChange, MemberChangeCall } from "../writes/change-members.ts";

type Filters = { readonly group: string };

/** Lists the members of a group: as a list that the vendor filters by the group, so that a cursor belongs to one group. */
export function createMembers(vendor: Vendor, onDrift?: NoteDrift) {
  const operation = "groups.members";
  return (id: string, options: Omit<ListOptions, "fields"> = {}): Listing<GroupMember> => {
    const members = vendor.groups?.members;
    if (!members) throw unsupported(vendor, operation);
    if (typeof id !== "string" || id.trim() === "")
      throw new InvalidInputError("`id` must be a non-empty string.", { vendor: vendor.id, operation });
    const contract = {
      ...members,
      filters: ["group"] as const,
      pushed: { group: () => true },
      list: members.list.bind(members, id),
      get: async () => {
        throw unsupported(vendor, operation);
      },
    };
    const wished = { ...options, group: id };
    const origin = { vendor: vendor.id, operation: `${operation}.list` };
    const filters = filtersIn<Filters>(origin, operation, contract.filters, wished);
    return createList<GroupMember, Filters>(vendor, operation, contract, wished, { filters, onDrift });
  };
}

/** Creates the methods that change members. What they consist of loads with the first call. */
export function createMemberChanges(vendor: Vendor) {
  const list = createMembers(vendor);
  const changing =
    (change: MemberChange) =>
    async (...call: MemberChangeCall) =>
      (await import("../writes/change-members.ts")).changeMembers(vendor, change, call, { list });
  return { addMembers: changing("add"), removeMembers: changing("remove") };
}
