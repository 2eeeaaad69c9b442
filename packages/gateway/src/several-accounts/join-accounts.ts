import type { Device, JoinConflict, JoinedDevice, JoinMatch, UnifiedComponents } from "@mdmkit/unified";
import { type JsonReply, json } from "../operations/reply.ts";
import type { Lists, Resource } from "../records/resource.ts";
import { type Found, joinLists, toRef } from "./join-lists.ts";
import { type AccountList, readAccounts, type SeveralCall, type SeveralServices } from "./read-accounts.ts";

type Schemas = UnifiedComponents["schemas"];
type Outcomes = {
  result_count: number;
  complete: boolean;
  outcomes: Schemas["AccountListOutcome"][];
};

function outcomesOf(lists: readonly AccountList<unknown>[], count: number): Outcomes {
  const outcomes = lists.map(({ outcome }) => outcome);
  return { result_count: count, complete: outcomes.every(({ complete }) => complete), outcomes };
}

/** The physical devices of several accounts. */
export async function joinAccountDevices<Filters extends object>(
  services: SeveralServices,
  call: SeveralCall,
  wish: { readonly resource: Resource<Lists<Device, Filters>>; readonly filters: Filters },
): Promise<JsonReply<Schemas["JoinedDeviceList"]>> {
  const lists = await readAccounts(services, call, wish);
  const { devices, conflicts } = joinLists(lists);
  return json({
    result: devices.map(toJoined),
    conflicts: conflicts.map(toConflict),
    ...outcomesOf(lists, devices.length),
  });
}

export function toJoined({
  device,
  records,
  earlier,
  matches,
}: JoinedDevice<Found>): Schemas["JoinedDevice"] {
  return {
    device,
    records: records.map(toRef),
    earlier: earlier.map(toRef),
    matches: matches.map(toMatch),
  };
}

const toMatch = ({ key, strength, records }: JoinMatch<Found>): Schemas["JoinMatch"] => ({
  ...{ key, strength },
  records: records.map(toRef),
});

export const toConflict = ({ reason, ...match }: JoinConflict<Found>): Schemas["JoinConflict"] => ({
  ...toMatch(match),
  reason,
});
