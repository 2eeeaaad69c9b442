import { expect, test } from "vitest";
import { openTestStore } from "../fixtures/prepared-database.ts";
import { openSandboxAccounts } from "./sandbox-accounts.ts";

const SIZE = { devices: 2, users: 2 };

test("finds its accounts by their address, also after their credentials and name have changed", async () => {
  const store = await openTestStore();
  const { accounts: before } = await openSandboxAccounts(store, SIZE);
  for (const { id } of before) await store.accounts.update(id, { name: "Renamed" });
  const { accounts: after, fetchFor } = await openSandboxAccounts(store, { ...SIZE, seed: 2 });
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(after.map(({ name, version }) => [name, version])).toEqual(before.map(() => ["Renamed", 2]));
  for (const account of after) expect(fetchFor(account)).toBeDefined();
  const { accounts: again } = await openSandboxAccounts(store, { ...SIZE, seed: 2 });
  expect(again.map(({ version }) => version)).toEqual(after.map(({ version }) => version));
  await store.close();
});

test("does not change an account with the same name", async () => {
  const store = await openTestStore();
  const values = { baseUrl: "https://works.jamfcloud.com", token: "made-up" };
  const own = await store.accounts.create({ vendor: "jamf-pro", name: "Jamf Pro sandbox", values });
  const { accounts, fetchFor } = await openSandboxAccounts(store, SIZE);
  expect(accounts.map(({ id }) => id)).not.toContain(own.id);
  expect(fetchFor(own)).toBeUndefined();
  expect(await store.accounts.credentials(own.id)).toEqual({ account: own, values });
  await store.close();
});
