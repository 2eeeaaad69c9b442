import { type Device, diff, type Listing, type Snapshot, snapshot } from "@mdmkit/unified";
import type { ChangePage, ChangesQuery, FleetAccount, FleetChange, UseConnection } from "./fleet.ts";

/** Changes kept in memory. */
const KEEP = 10_000;

type Record = Device & { readonly id: string };

/**
 * Changes for callers without stored fleets: each call reads the devices of the accounts and compares them with those of the call before.
 * All of it is lost with the process.
 */
export function createSessionChanges({ use, now }: { use: UseConnection; now: () => Date }) {
  const latest = new Map<string, Snapshot<Record>>();
  let feed: FleetChange[] = [];
  let last = 0;

  async function look(account: FleetAccount, signal: AbortSignal): Promise<string | undefined> {
    const taken = await use(account, { capability: "devices.list", signal }, (mdm) => {
      const list: Listing<Record> = mdm.devices.list({ remoteData: false, signal });
      return snapshot(list, { account: account.id });
    });
    const name = JSON.stringify(account.name);
    if (!taken.complete) return `Account ${name} was not compared, because its list is incomplete.`;
    const before = latest.get(account.id);
    latest.set(account.id, taken);
    if (!before) return `Account ${name} was read for the first time; changes from now on follow.`;
    add(account, before, taken);
    return undefined;
  }

  function add(account: FleetAccount, before: Snapshot<Record>, after: Snapshot<Record>): void {
    const { created, updated, missing = [] } = diff(before, after);
    const at = now().toISOString();
    const changes = [
      ...created.map(({ id }) => ({ id, kind: "created", fields: null }) as const),
      ...updated.map(({ id, fields }) => ({ id, kind: "updated", fields: { ...fields } }) as const),
      ...missing.map(({ id }) => ({ id, kind: "missing", fields: null }) as const),
    ];
    for (const change of changes) {
      last += 1;
      feed.push({
        seq: last,
        integrated_account_id: account.id,
        resource: "devices",
        origin: "diff",
        at,
        ...change,
      });
    }
    feed = feed.slice(-KEEP);
  }

  return async ({ accounts, after = 0, limit }: ChangesQuery, signal: AbortSignal): Promise<ChangePage> => {
    const problems: string[] = [];
    // What was found before is shown first.
    if (after >= last) {
      for (const account of accounts) {
        const problem = await look(account, signal);
        if (problem) problems.push(problem);
      }
    }
    const ids = accounts.map(({ id }) => id);
    const following = feed.filter(({ seq, integrated_account_id: id }) => seq > after && ids.includes(id));
    const changes = following.slice(0, limit);
    const more = following.length > changes.length;
    if (after < last - feed.length) problems.push("Earlier changes are no longer kept.");
    return { changes, next: more ? (changes.at(-1)?.seq ?? after) : Math.max(after, last), more, problems };
  };
}
