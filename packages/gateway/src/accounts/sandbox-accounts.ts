import type { Fetch } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { isVendorId, loadVendors, type VendorDescriptor } from "@mdmkit/unified/vendors";
import type { IntegratedAccount, Store } from "../store/store.ts";

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
    const updated = before && (await store.accounts.update(before.id, { values }));
    const account =
      updated ?? (await store.accounts.create({ vendor: id, name: `${product} sandbox`, values }));
    fetches.set(account.id, (url, init) => sandbox.fetch(url, init));
    accounts.push(account);
  }
  return { accounts, fetchFor: ({ id }) => fetches.get(id) };
}

/** The account with a sandbox's made-up address, whatever its name is. */
async function findAccountAt(
  baseUrl: string,
  accounts: readonly IntegratedAccount[],
  store: Store,
): Promise<IntegratedAccount | undefined> {
  for (const account of accounts) {
    const stored = await store.accounts.credentials(account.id);
    if (stored && Object.values(stored.values).includes(baseUrl)) return account;
  }
  return undefined;
}

function valuesFrom(options: VendorDescriptor["options"], given: object): Record<string, string> {
  return Object.fromEntries(
    options.flatMap(({ name }) => {
      const value: unknown = Reflect.get(given, name);
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}
