import { AbortedError, MdmError } from "@mdmkit/runtime";
import { type JoinedFleet, joinDevices } from "./join-devices.ts";
import type { Listing, ListPage } from "./listing.ts";
import type { Device, ListReport } from "./model.ts";

/** Anything with a list of devices: what `connect` gives, of any vendor. */
export type DeviceSource = { readonly devices: { list(options?: never): Listing<Device> } };

type OptionsOf<A> = A extends { devices: { list(options?: infer Options): unknown } } ? Options : never;
type DeviceOf<A> = A extends { devices: { list(): AsyncIterable<infer Item> } } ? Item : never;

/** A device and the account it was found in. */
export type Found<Accounts> = {
  [Name in keyof Accounts & string]: { account: Name; device: DeviceOf<Accounts[Name]> };
}[keyof Accounts & string];

/** How the list of one account went: its report, and the error that ended it, if one did. */
export type AccountOutcome = { report: Readonly<ListReport>; error?: MdmError };

/** The devices of all accounts at once. An account that fails is told in `outcomes`; the others go on. */
export type CombinedListing<Accounts> = AsyncIterable<Found<Accounts>> & {
  toArray(): Promise<Found<Accounts>[]>;
  /** Reads everything and joins the records of one physical device. Needs memory for the whole fleet. */
  join(): Promise<JoinedFleet<Found<Accounts>>>;
  /** Of the latest walk, by account; final when it ends. */
  readonly outcomes: Readonly<Partial<Record<keyof Accounts & string, AccountOutcome>>>;
  /** True only when every account's list is complete. */
  readonly complete: boolean;
};

export type CombineOptions = {
  /** Accounts read at the same time. Default: 8. */
  concurrency?: number;
};

/** Filters and options that every one of the accounts understands. */
type SharedOptions<Accounts> = Partial<
  (
    Accounts[keyof Accounts] extends infer A
      ? A extends unknown
        ? (options: OptionsOf<A>) => void
        : never
      : never
  ) extends (options: infer Shared) => void
    ? Shared
    : never
>;

/**
 * Many accounts as one, of one vendor or several: `combine({ hq: connect(jumpcloud(…)), labs: connect(jamfPro(…)) })`.
 * At most `concurrency` accounts are read at once; each keeps to its own limits.
 */
export function combine<const Accounts extends Readonly<Record<string, DeviceSource>>>(
  accounts: Accounts,
  { concurrency = 8 }: CombineOptions = {},
): { devices: { list(options?: SharedOptions<Accounts>): CombinedListing<Accounts> } } {
  return {
    devices: {
      // The boundary: by name, each account has its own device type; the walk below treats all alike.
      list: (options) =>
        createCombinedListing(accounts, options, concurrency) as unknown as CombinedListing<Accounts>,
    },
  };
}

type AnyFound = { account: string; device: Device };

function createCombinedListing(
  accounts: Readonly<Record<string, DeviceSource>>,
  options: unknown,
  concurrency: number,
) {
  let outcomes: Record<string, AccountOutcome> = {};

  async function* walk(): AsyncGenerator<AnyFound, void, undefined> {
    const current: Record<string, AccountOutcome> = {};
    outcomes = current;
    const walks = Object.entries(accounts).map(([account, { devices }]) => {
      const listing = devices.list(options as never);
      const settle = (error?: MdmError) => {
        current[account] = error ? { report: listing.report, error } : { report: listing.report };
      };
      return { account, pages: listing.pages(), settle };
    });
    yield* interleave(walks, concurrency);
  }

  return {
    [Symbol.asyncIterator]: walk,
    toArray: () => collect(walk()),
    join: async () => joinDevices(await collect(walk())),
    get outcomes() {
      return outcomes;
    },
    get complete() {
      const names = Object.keys(accounts);
      return names.every((name) => outcomes[name]?.report.complete === true);
    },
  };
}

type Walk = {
  account: string;
  pages: AsyncGenerator<ListPage<Device>, void, undefined>;
  /** Called once, when the account's list has ended. */
  settle(error?: MdmError): void;
};

type Arrival = { walk: Walk; page?: ListPage<Device>; error?: unknown };

/** Yields pages in the order they arrive; an account joins in as soon as a place is free. */
async function* interleave(
  walks: readonly Walk[],
  concurrency: number,
): AsyncGenerator<AnyFound, void, undefined> {
  const waiting = [...walks];
  const active = new Map<Walk, Promise<Arrival>>();
  const ask = (walk: Walk) => {
    const arrival = walk.pages.next().then(
      ({ done, value }): Arrival => (done ? { walk } : { walk, page: value }),
      (error: unknown): Arrival => ({ walk, error }),
    );
    active.set(walk, arrival);
  };
  try {
    for (;;) {
      while (active.size < Math.max(1, concurrency)) {
        const next = waiting.shift();
        if (!next) break;
        ask(next);
      }
      if (active.size === 0) return;
      const { walk, page, error } = await Promise.race(active.values());
      active.delete(walk);
      if (page) {
        ask(walk);
        for (const device of page.items) yield { account: walk.account, device };
      } else settle(walk, error);
    }
  } finally {
    // Left early or failed: nothing may go on in the background.
    await Promise.all([...active.keys()].map((walk) => walk.pages.return()));
  }
}

/** What a vendor or the network did is the account's own affair; the caller's abort and our own bugs are not. */
function settle(walk: Walk, error: unknown): void {
  if (error !== undefined && (!MdmError.is(error) || error instanceof AbortedError)) throw error;
  walk.settle(error);
}

async function collect(found: AsyncIterable<AnyFound>): Promise<AnyFound[]> {
  const all: AnyFound[] = [];
  for await (const one of found) all.push(one);
  return all;
}
