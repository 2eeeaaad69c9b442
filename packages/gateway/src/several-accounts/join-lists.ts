import { type Device, type JoinedFleet, joinDevices, type UnifiedComponents } from "@mdmkit/unified";
import type { AccountList } from "./read-accounts.ts";

/** A record, and the id of the account it was found in. */
export type Found = { readonly account: string; readonly device: Device };

/** The physical devices in the lists of several accounts. */
export function joinLists(lists: readonly AccountList<Device>[]): JoinedFleet<Found> {
  const records = lists.flatMap(({ account, items }): Found[] =>
    items.map((device) => ({ account: account.id, device })),
  );
  const keepsEnrollments = lists.flatMap(({ account, listing }) =>
    listing?.plan.keepsEnrollments ? [account.id] : [],
  );
  return joinDevices(records, { keepsEnrollments });
}

export function toRef({ account, device }: Found): UnifiedComponents["schemas"]["AccountRecordRef"] {
  return { integrated_account_id: account, id: device.id };
}
