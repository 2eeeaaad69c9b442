import { describe, expect, test } from "vitest";
import type { EventHint } from "../contract/events.ts";
import { readNumberedLog, readTimedLog } from "./read-log.ts";

const hint = (id: string): EventHint => ({ resource: "devices", id, isGone: false });
const idsOf = ({ hints }: { readonly hints: readonly EventHint[] }) => hints.map(({ id }) => id);

describe("a numbered log", () => {
  const PAGE = 3;
  /** Numbers of events that are there; requests are recorded. */
  function logOf(all: readonly number[]) {
    const requests: unknown[] = [];
    return {
      requests,
      pageSize: PAGE,
      parse: ({ id }: { id: number }) => [hint(String(id))],
      async page({
        after = 0,
        before = Number.POSITIVE_INFINITY,
      }: {
        after?: number | undefined;
        before?: number | undefined;
      }) {
        requests.push({ after, before });
        return all
          .filter((id) => id > after && id < before)
          .sort((a, b) => b - a)
          .slice(0, PAGE)
          .map((id) => ({ id }));
      },
    };
  }

  test("begins at its end", async () => {
    expect(await readNumberedLog(null, logOf([1, 2, 3, 4]))).toEqual({
      hints: [],
      position: "4",
      hasMore: false,
    });
    expect(await readNumberedLog(null, logOf([]))).toMatchObject({ position: "0" });
  });

  test("is read back to the event that was read last, which costs one request where nothing happened", async () => {
    const log = logOf([1, 2, 3, 4, 5, 6, 7, 9]);
    expect(await readNumberedLog("9", log)).toEqual({ hints: [], position: "9", hasMore: false });
    expect(log.requests).toHaveLength(1);
    const page = await readNumberedLog("2", log);
    expect(idsOf(page)).toEqual(["9", "7", "6", "5", "4", "3"]);
    expect(page).toMatchObject({ position: "9" });
    expect(page).not.toHaveProperty("isGap");
    expect(idsOf(await readNumberedLog("0", logOf([1, 2])))).toEqual(["2", "1"]);
  });

  test.each([
    ["that lost the event", "2", [4, 5], ["5", "4"], "5"],
    ["that is empty", "2", [], [], "0"],
    ["that began anew", "9", [1, 2], [], "2"],
    ["that is too long", "1", Array.from({ length: 100 }, (_, index) => index + 1), undefined, "100"],
  ])("%s has a gap", async (_what, position, all, ids, next) => {
    const page = await readNumberedLog(position, logOf(all));
    expect(page).toMatchObject({ isGap: true, position: next });
    if (ids) expect(idsOf(page)).toEqual(ids);
  });
});

describe("a log with times", () => {
  type Entry = { readonly id: string; readonly minute: number };
  const timeOf = ({ minute }: Entry) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  function logOf(entries: readonly Entry[], pageSize = 2) {
    const sorted = [...entries].sort((a, b) => b.minute - a.minute);
    return {
      idOf: ({ id }: Entry) => id,
      timeOf,
      parse: ({ id }: Entry) => [hint(id)],
      async page(cursor = "0") {
        const end = Number(cursor) + pageSize;
        return {
          entries: sorted.slice(Number(cursor), end),
          next: end < sorted.length ? String(end) : undefined,
        };
      },
    };
  }

  test("returns each event once, also one that appears later than its time", async () => {
    const entries: Entry[] = [
      { id: "a", minute: 0 },
      { id: "b", minute: 30 },
    ];
    const first = await readTimedLog(null, logOf(entries));
    expect(idsOf(first)).toEqual([]);
    const late: Entry[] = [...entries, { id: "late", minute: 25 }, { id: "c", minute: 31 }];
    const second = await readTimedLog(first.position, logOf(late));
    expect(idsOf(second)).toEqual(["c", "late"]);
    expect(idsOf(await readTimedLog(second.position, logOf(late)))).toEqual([]);
    expect(second).not.toHaveProperty("isGap");
  });

  test("has a gap where it is too long", async () => {
    const { position } = await readTimedLog(null, logOf([{ id: "a", minute: 0 }]));
    const many = Array.from({ length: 60 }, (_, index) => ({ id: `${index}`, minute: index }));
    expect(await readTimedLog(position, logOf(many))).toMatchObject({ isGap: true });
  });
});
