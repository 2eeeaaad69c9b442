import { describe, expect, it } from "vitest";
import type { Drift } from "../contract/drift.ts";
import { emptyReport } from "../contract/list-report.ts";
import { flag, list, lookup, text } from "../mapping/values.ts";
import { reportedOf } from "../testing/noting.ts";
import { countIn, withDriftNotes } from "./drift.ts";

type Raw = {
  name?: string;
  kind?: string;
  owner?: { name?: string | null };
  phones?: readonly { type?: string; number?: string }[];
  tags?: readonly string[];
};

const KINDS: Record<string, string> = { mac: "macos" };

function map(raw: Raw, drift?: Drift) {
  return {
    id: text(raw.name, drift) ?? "",
    title: text(raw.name, drift),
    kind: lookup(KINDS, raw.kind, "unknown", drift),
    owner: text(raw.owner?.name ?? raw.name, drift),
    phones: list(raw.phones, drift).map((phone) => [text(phone.type, drift), text(phone.number, drift)]),
    tags: list(raw.tags, drift).filter((tag) => text(tag, drift)),
  };
}

const noted = (record: object) => reportedOf(map, record);

describe("a record that drifted", () => {
  it("is blamed on the property that was read, not on one that holds the same value", () => {
    expect(noted({ name: "watch", owner: { name: "watch" }, tags: ["watch"], kind: "watch" })).toEqual([
      "kind unknown-value",
    ]);
    expect(
      noted({ kind: "mac", name: "x", owner: { name: 7 }, phones: [{ type: "7", number: "7" }] }),
    ).toEqual(["owner.name wrong-type"]);
  });

  it.each([
    [{ name: 7 }, ["name wrong-type"]],
    [{ owner: { name: null }, name: ["a"] }, ["name wrong-type"]],
    [{ phones: { type: "home" } }, ["phones wrong-type"]],
    [
      { phones: [{ type: "a" }, { type: 1, number: 2 }, { type: 3 }] },
      ["phones[].type wrong-type", "phones[].number wrong-type"],
    ],
    [{ tags: ["a", 7, null, 8] }, ["tags[] wrong-type"]],
    [{ kind: "tv", tags: "a" }, ["kind unknown-value", "tags wrong-type"]],
    [{ kind: 7, name: false }, ["name wrong-type", "kind wrong-type"]],
    [{ name: "a", kind: "mac" }, []],
  ])("%j is noted once for each property and problem", (record, expected) => {
    expect(noted(record)).toEqual(expected);
  });

  it("gives what its mapper gives, and is left as it was", () => {
    const raw: Raw = JSON.parse('{"name":"a","phones":[{"type":7}],"kind":"tv"}');
    const before = structuredClone(raw);
    const read = withDriftNotes(map);
    expect(read(raw, () => {})).toEqual(map(raw));
    expect(raw).toEqual(before);
  });

  it("is mapped once more only if it drifted and somebody asks", () => {
    let maps = 0;
    const read = withDriftNotes((raw: { managed?: boolean }, drift?: Drift) => {
      maps += 1;
      return flag(raw.managed, drift);
    });
    const bad: { managed?: boolean } = JSON.parse('{"managed":"yes"}');
    const mapsOf = (run: () => unknown) => {
      maps = 0;
      run();
      return maps;
    };
    const note = () => {};
    expect([{ managed: true }, bad, { managed: false }].map((raw) => mapsOf(() => read(raw, note)))).toEqual([
      1, 2, 1,
    ]);
    expect(mapsOf(() => read(bad, undefined))).toBe(1);
  });
});

it("is counted in the report by records, and reported as it occurs", () => {
  const report = emptyReport();
  const reported: unknown[] = [];
  const note = countIn(report, (...drift) => void reported.push(drift));
  const read = withDriftNotes(map);
  for (const kind of ["tv", "tv", "mac"]) read({ name: "a", kind }, note);
  expect(report.drift).toEqual([{ property: "kind", problem: "unknown-value", count: 2 }]);
  expect(reported).toEqual([
    ["kind", "unknown-value"],
    ["kind", "unknown-value"],
  ]);
});
