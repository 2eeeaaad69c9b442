import { describe, expect, it } from "vitest";
import { language as fleet } from "./fleet/groups/criteria-language.ts";
import { language as ivanti } from "./ivanti-neurons/groups/criteria-language.ts";
import { language as jumpcloud } from "./jumpcloud/groups/criteria-language.ts";

describe("Ivanti's rules", () => {
  const leaf = (field: string, ...values: string[]) => ({
    operator: "LEAF",
    rule: { field, operator: "EQ", values },
    children: null,
  });
  const ios = {
    type: "any",
    conditions: ["ios", "ipados"].map((value) => ({
      type: "field",
      field: "platform",
      operator: "eq",
      value,
    })),
  };

  it("are read as a tree, whose unknown parts stay as they are", () => {
    const strange = { operator: "XOR", rule: null, children: [leaf("PLATFORMTYPE", "IOS")] };
    const treeView = {
      operator: "AND",
      rule: null,
      children: [leaf("PLATFORMTYPE", "IOS"), leaf("ACCOUNTGROUP", "x"), strange],
    };
    expect(ivanti.read({ id: 1, definition: "…", treeView })).toMatchObject({
      source: "…",
      condition: {
        type: "all",
        conditions: [
          ios,
          { type: "native", source: JSON.stringify(leaf("ACCOUNTGROUP", "x")) },
          { type: "native", source: JSON.stringify(strange) },
        ],
      },
    });
  });

  it("are read as text where there is no tree", () => {
    expect(ivanti.read({ id: 1, definition: "PLATFORMTYPE EQ 'IOS'" })?.condition).toEqual(ios);
    expect(ivanti.read({ id: 1, definition: "A EQ 'x' OR B EQ 'y'" })?.condition).toMatchObject({
      type: "native",
      source: "A EQ 'x' OR B EQ 'y'",
    });
    expect(ivanti.read({ id: 1, definition: null, treeView: null })).toBeUndefined();
  });
});

describe("Fleet's labels", () => {
  it("keep their query, and say the platform that evaluates it", () => {
    const label = { id: 1, name: "Macs", query: "SELECT 1;" };
    expect(fleet.read(label)?.condition).toMatchObject({
      type: "native",
      language: "osquery sql",
      source: "SELECT 1;",
    });
    const onMacs = fleet.read({ ...label, platform: "darwin" });
    expect(onMacs?.condition).toMatchObject({
      type: "all",
      conditions: [{ field: "platform", value: "macos" }, { type: "native" }],
    });
    expect(
      fleet.read({ id: 2, name: "x", query: "", criteria: { vital: "end_user_idp_group", value: "IT" } })
        ?.source,
    ).toBe('{"vital":"end_user_idp_group","value":"IT"}');
    expect(fleet.read({ id: 3, name: "Pilot", query: "" })).toBeUndefined();
  });
});

describe("JumpCloud's rules", () => {
  it("stay as they are, filter by filter", () => {
    const filters = [
      { field: "os", operation: "equals", value: "x" },
      { field: "y", operation: "equals", value: "z" },
    ];
    const memberQuery = { queryType: "Filter" as const, filters: [JSON.stringify(filters)] };
    expect(jumpcloud.read({ memberQuery })).toMatchObject({
      source: JSON.stringify(memberQuery),
      condition: {
        type: "all",
        conditions: filters.map((filter) => ({ type: "native", source: JSON.stringify(filter) })),
      },
    });
    const broken = { queryType: "Search" as const, searchFilters: "{" };
    expect(jumpcloud.read({ memberQuery: broken })?.condition).toMatchObject({ type: "native", source: "{" });
    expect(jumpcloud.read({})).toBeUndefined();
  });
});
