import { describe, expect, it } from "vitest";
import { createRecordCache } from "./record-cache.ts";

describe("createRecordCache", () => {
  function table() {
    const rows = new Map([["a", 1]]);
    const loads: string[] = [];
    const load = (id: string) => async () => {
      loads.push(id);
      return rows.get(id);
    };
    return { rows, loads, load };
  }

  it("reads a record once, and again after a change", async () => {
    const { rows, loads, load } = table();
    const kept = createRecordCache<number>({ shared: false });
    expect([await kept.read("a", load("a")), await kept.read("a", load("a"))]).toEqual([1, 1]);
    await kept.change("a", async () => rows.set("a", 2));
    expect([await kept.read("a", load("a")), loads.length]).toEqual([2, 2]);
  });

  it("forgets a record after a failed change, too, because it may have been made", async () => {
    const { rows, load } = table();
    const kept = createRecordCache<number>({ shared: false });
    await kept.read("a", load("a"));
    const change = kept.change("a", async () => {
      rows.delete("a");
      throw new Error("connection lost");
    });
    await expect(change).rejects.toThrow("connection lost");
    expect(await kept.read("a", load("a"))).toBeUndefined();
  });

  it("does not cache a record that was read before a change that ended first", async () => {
    const { rows, load } = table();
    const kept = createRecordCache<number>({ shared: false });
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const early = kept.read("a", async () => {
      const found = await load("a")();
      await gate;
      return found;
    });
    await kept.change("a", async () => rows.delete("a"));
    open();
    expect([await early, await kept.read("a", load("a"))]).toEqual([1, undefined]);
  });

  it("reads a missing record again", async () => {
    const { rows, load } = table();
    const kept = createRecordCache<number>({ shared: false });
    expect(await kept.read("b", load("b"))).toBeUndefined();
    rows.set("b", 3);
    expect(await kept.read("b", load("b"))).toBe(3);
  });

  it("caches a thousand records", async () => {
    const { loads, load, rows } = table();
    const kept = createRecordCache<number>({ shared: false });
    for (let id = 0; id <= 1000; id++) {
      rows.set(String(id), id);
      await kept.read(String(id), load(String(id)));
    }
    await kept.read("1000", load("1000"));
    await kept.read("0", load("0"));
    expect(loads.slice(1000)).toEqual(["1000", "0"]);
  });

  it("caches nothing from a shared database", async () => {
    const { rows, load } = table();
    const kept = createRecordCache<number>({ shared: true });
    await kept.read("a", load("a"));
    rows.delete("a");
    expect(await kept.read("a", load("a"))).toBeUndefined();
  });
});
