import type { Fetch } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { isVendorId, loadVendors, type VendorDescriptor } from "@mdmkit/unified/vendors";
import type { IntegratedAccount, Store } from "../store/store.ts";

export type SandboxSize = { readonly devices?: number; readonly users?: number; readonly seed?: number };

export type SandboxAccounts = {
  readonly accounts: readonly IntegratedAccount[];
  /** What an account of a sandbox is reached by; nothing leaves the process. */
  readonly fetchFor: (account: IntegratedAccount) => Fetch | undefined;
};

/** Makes sure that there is a sandbox account of every vendor, and leaves all other accounts alone. */
export async function openSandboxAccounts(
  store: Store,
  { devices = 250, users = 120, seed = 1 }: SandboxSize,
): Promise<SandboxAccounts> {
  const doors = new Map<string, Fetch>();
  const accounts: IntegratedAccount[] = [];
  const known = await store.accounts.list();
  for (const { id, name: product, options } of await loadVendors()) {
    if (!isVendorId(id)) continue;
    const sandbox = createSandbox(id, { devices, users, seed });
    const values = valuesFrom(options, sandbox.options);
    const ofVendor = known.filter(({ vendor }) => vendor === id);
    const before = await findAt(sandbox.baseUrl, ofVendor, store);
    const changed = before && (await store.accounts.update(before.id, { values }));
    const account =
      changed ?? (await store.accounts.create({ vendor: id, name: `${product} sandbox`, values }));
    doors.set(account.id, (url, init) => sandbox.fetch(url, init));
    accounts.push(account);
  }
  return { accounts, fetchFor: ({ id }) => doors.get(id) };
}

/** The account that is at a sandbox's made-up address, whatever people call it. */
async function findAt(
  baseUrl: string,
  accounts: readonly IntegratedAccount[],
  store: Store,
): Promise<IntegratedAccount | undefined> {
  for (const account of accounts) {
    const found = await store.accounts.credentials(account.id);
    if (found && Object.values(found.values).includes(baseUrl)) return account;
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
