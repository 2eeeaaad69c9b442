import { describe, expect, expectTypeOf, it } from "vitest";
import { deviceActions } from "./device-actions.ts";
import { onFirstCall } from "./on-first-call.ts";

function part() {
  let loads = 0;
  let fails = false;
  const members = onFirstCall(["get", "plan", "map"], async () => {
    loads += 1;
    if (fails) throw new Error("offline");
    return {
      get: async (id: string) => ({ id }),
      plan: (id: string) => ({ steps: [id] }),
      map: ({ id }: { id: string }) => ({ id, name: `name of ${id}` }),
      list: async () => [],
    };
  });
  return {
    members,
    loads: () => loads,
    fail(isOffline: boolean) {
      fails = isOffline;
    },
  };
}

describe("a part that loads with the first call", () => {
  it("loads once, and not before", async () => {
    const { members, loads } = part();
    expect([Object.keys(members), loads()]).toEqual([["get", "plan", "map"], 0]);
    expect(await Promise.all([members.get("a"), members.plan("b")])).toEqual([{ id: "a" }, { steps: ["b"] }]);
    await members.get("c");
    expect(loads()).toBe(1);
  });

  it("maps at once what a call returned, and nothing before one", async () => {
    const { members } = part();
    expect(() => members.map({ id: "a" })).toThrow(TypeError);
    expect(members.map(await members.get("a"))).toEqual({ id: "a", name: "name of a" });
  });

  it("loads again after a failure", async () => {
    const { members, loads, fail } = part();
    fail(true);
    await expect(members.get("a")).rejects.toThrow("offline");
    fail(false);
    expect(await members.get("a")).toEqual({ id: "a" });
    expect(loads()).toBe(2);
  });

  it("has promises in its types, but for what takes a call's result", () => {
    const { members } = part();
    expectTypeOf(members.plan).returns.toEqualTypeOf<Promise<{ steps: string[] }>>();
    expectTypeOf(members.map).returns.toEqualTypeOf<{ id: string; name: string }>();
    expectTypeOf(members).not.toHaveProperty("list");
  });
});

describe("actions", () => {
  const restart = async () => ({ operation: "restart" });
  const rules = { restart: { supervised: true }, sync: {} } as const;

  it("are those of the rules, with their planners", async () => {
    const { actions, actionRules } = deviceActions(rules, async () => ({ restart, sync: restart }));
    expect([Object.keys(actions), actionRules]).toEqual([["restart", "sync"], rules]);
    expect(await actions.restart()).toEqual({ operation: "restart" });
  });

  it("have a rule and a planner each, or do not compile", () => {
    // @ts-expect-error nothing would offer it without a rule
    deviceActions(rules, async () => ({ restart, sync: restart, lock: restart }));
    // @ts-expect-error nothing plans it
    deviceActions(rules, async () => ({ restart }));
  });
});
