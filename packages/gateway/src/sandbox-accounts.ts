import type { Fetch } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { isVendorId, loadVendors, type VendorDescriptor } from "@mdmkit/unified/vendors";
import type { IntegratedAccount, Store } from "./store/store.ts";

export type SandboxSize = { readonly devices?: number; readonly users?: number; readonly seed?: number };

export type SandboxAccounts = {
  readonly accounts: readonly IntegratedAccount[];
  /** What an account of a sandbox is reached by; nothing leaves the process. */
  readonly fetchFor: (account: IntegratedAccount) => Fetch | undefined;
};

/** Makes sure that there is a sandbox account of every vendor. */
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
    const name = `${product} sandbox`;
    const values = valuesFrom(options, sandbox.options);
    const before = known.find((account) => account.vendor === id && account.name === name);
    const changed = before && (await store.accounts.update(before.id, { values }));
    const account = changed ?? (await store.accounts.create({ vendor: id, name, values }));
    doors.set(account.id, (url, init) => sandbox.fetch(url, init));
    accounts.push(account);
  }
  return { accounts, fetchFor: ({ id }) => doors.get(id) };
}

function valuesFrom(options: VendorDescriptor["options"], given: object): Record<string, string> {
  return Object.fromEntries(
    options.flatMap(({ name }) => {
      const value: unknown = Reflect.get(given, name);
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}
