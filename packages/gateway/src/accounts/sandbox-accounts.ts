import { setImmediate as nextTurn } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Fetch } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { isVendorId, loadVendors, type VendorDescriptor } from "@mdmkit/unified/vendors";
import type { AccountValues, IntegratedAccount, Store } from "../store/store.ts";

export type SandboxSize = { readonly devices?: number; readonly users?: number; readonly seed?: number };

export type SandboxAccounts = {
  readonly accounts: readonly IntegratedAccount[];
  /** Reaches the sandbox of an account, within this process; undefined for other accounts. */
  readonly fetchFor: (account: IntegratedAccount) => Fetch | undefined;
};

/** Creates or updates one sandbox account of every vendor, and does not change other accounts. */
export async function openSandboxAccounts(
  store: Store,
  { devices = 250, users = 120, seed = 1 }: SandboxSize,
): Promise<SandboxAccounts> {
  const fetches = new Map<string, Fetch>();
  const accounts: IntegratedAccount[] = [];
  const known = await store.accounts.list();
  for (const { id, name: product, options } of await loadVendors()) {
    if (!isVendorId(id)) continue;
    const sandbox = createSandbox(id, { devices, users, seed });
    const values = valuesFrom(options, sandbox.options);
    const ofVendor = known.filter(({ vendor }) => vendor === id);
    const before = await findAccountAt(sandbox.baseUrl, ofVendor, store);
    const kept = before && (await keepAccount(before, values, store));
    const account = kept ?? (await store.accounts.create({ vendor: id, name: `${product} sandbox`, values }));
    fetches.set(account.id, async (url, init) => {
      await nextTurn(); // a fleet read without a pause would hold up all other requests
      return sandbox.fetch(url, init);
    });
    accounts.push(account);
  }
  return { accounts, fetchFor: ({ id }) => fetches.get(id) };
}

/** The account with a sandbox's made-up address, whatever its name is. */
async function findAccountAt(
  baseUrl: string,
  accounts: readonly IntegratedAccount[],
  store: Store,
): Promise<Stored | undefined> {
  for (const account of accounts) {
    const stored = await store.accounts.credentials(account.id);
    if (stored && Object.values(stored.values).includes(baseUrl)) return stored;
  }
  return undefined;
}

type Stored = { readonly account: IntegratedAccount; readonly values: AccountValues };

/** New values would make plans of bulk actions those of other credentials. */
async function keepAccount(
  { account, values: known }: Stored,
  values: AccountValues,
  store: Store,
): Promise<IntegratedAccount | undefined> {
  const isKnown = isDeepStrictEqual({ ...known }, { ...values });
  return isKnown && account.status === "active" ? account : store.accounts.update(account.id, { values });
}

function valuesFrom(options: VendorDescriptor["options"], given: object): Record<string, string> {
  return Object.fromEntries(
    options.flatMap(({ name }) => {
      const value: unknown = Reflect.get(given, name);
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}
