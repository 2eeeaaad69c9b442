import { beforeEach, expect, test } from "vitest";
import { describeDatabases, freshStore } from "../../fixtures/databases.ts";
import { fakeList } from "../../fixtures/fleet/fake-list.ts";
import { addAccount, addNightlySync } from "../../fixtures/fleet/stored-account.ts";
import { walkList } from "../../fleet/walk-list.ts";
import type { Store } from "../store.ts";
import { identifierValues } from "./identifiers.ts";

type Device = { readonly id: string; readonly serial_number?: string; readonly mac_addresses?: string[] };

test("identifiers have their kind, and placeholders and long texts are left out", () => {
  const device = {
    id: "1",
    serial_number: " c02xk0aajgh5",
    imeis: ["490154203237518"],
    udid: "0000000",
    hardware_uuid: "X".repeat(3000),
  };
  expect(identifierValues(device)).toEqual(["serial_number C02XK0AAJGH5", "imei 490154203237518"]);
});

describeDatabases("identifiers of stored devices", (db) => {
  let store: Store;
  let account: string;
  let sync: number;
  const serial = (value: string) => `serial_number ${value}`;

  beforeEach(async () => {
    ({ store } = await freshStore(db));
    account = await addAccount(store);
    sync = await addNightlySync(store, account);
  });

  async function walk(devices: readonly Device[], missing: readonly string[] = []): Promise<void> {
    const claim = await store.fleet.walks.begin(sync, "full");
    if (!claim) throw new Error("There is no sync.");
    const counts = { created: 0, updated: 0, missing: 0, returned: 0 };
    await walkList(store, claim, fakeList(devices), counts);
    const gone = missing.map((id) => ({ id, kind: "missing" as const }));
    if (gone.length > 0) await store.fleet.walks.publish(claim, gone, "diff");
    await store.fleet.walks.end(claim, { status: "complete", problem: null, report: null, counts });
  }
  async function holders(...values: string[]) {
    await store.fleet.identifiers.follow([account]);
    const found = await store.fleet.identifiers.holders([account], values);
    return [...found].map(([value, records]) => [value, records.map(({ id }) => id)]);
  }

  test("follow what walks publish, and what was removed by its age", async () => {
    const many = Array.from({ length: 300 }, (_, at) => ({ id: `d${at}`, serial_number: `S1000${at}` }));
    await walk(many);
    expect(await holders(serial("S10007"), serial("S1000299"), serial("none"))).toEqual([
      [serial("S10007"), ["d7"]],
      [serial("S1000299"), ["d299"]],
      [serial("none"), []],
    ]);
    await walk([{ id: "d7", serial_number: "S10008" }, ...many.slice(8)], ["d0"]);
    expect(await holders(serial("S10007"), serial("S10008"), serial("S10000"))).toEqual([
      [serial("S10007"), []],
      [serial("S10008"), ["d7", "d8"]],
      [serial("S10000"), []],
    ]);
    await walk([{ id: "d8", serial_number: "S20000" }]);
    expect(await store.fleet.changes.prune("2027-01-01T00:00:00Z")).toMatchObject({ records: 1 });
    expect(await holders(serial("S20000"), serial("S10008"))).toEqual([
      [serial("S20000"), ["d8"]],
      [serial("S10008"), ["d7"]],
    ]);
    await store.accounts.delete(account);
    expect(await db.database.query("select 1 from gateway_fleet_identifier")).toEqual([]);
  });

  test("are read once, and of an account as many as a page can show", async () => {
    const many = Array.from({ length: 120 }, (_, at) => ({
      id: `d${String(at).padStart(3, "0")}`,
      serial_number: "S10001",
    }));
    await walk(many);
    const [[, ids] = []] = await holders(serial("S10001"));
    expect(ids).toEqual(many.slice(0, 100).map(({ id }) => id));
    await db.database.query("update gateway_fleet_record set record = ''");
    await store.fleet.identifiers.follow([account]); // reads no record again
  });
});
