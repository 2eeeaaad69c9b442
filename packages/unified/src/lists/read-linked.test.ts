import { expect, it, vi } from "vitest";
import { createVendorErrors } from "../contract/errors.ts";
import { readLinked } from "./read-linked.ts";

const errors = createVendorErrors("acme", "Acme's API");
const byCursor = { operation: "listDevices", errors, parameter: "after" };
const list = { ...byCursor, url: () => "https://acme.example/v1/devices" };
const items = [{ id: 1 }];

const read = (next: unknown, from: Parameters<typeof readLinked>[0] = list) =>
  readLinked(from, {}, async () => ({ items, next }));

it.each([undefined, null, ""])("ends where the next page is %j", async (next) => {
  expect(await read(next)).toEqual({ items });
});

it.each([
  ["https://acme.example/v1/devices?skip=5&top=2", "?skip=5&top=2"],
  ["/v1/devices?page=2", "?page=2"],
  ["?page=2", "?page=2"],
])("keeps the parameters of the link %s", async (link, next) => {
  expect(await read(link)).toEqual({ items, next });
});

it.each([
  ["abc==", "abc=="],
  [17, "17"],
  ["/9j/4AAQ", "/9j/4AAQ"],
  ["?after", "?after"],
])("keeps the cursor %j, and sends it", async (given, next) => {
  expect(await read(given, byCursor)).toEqual({ items, next });
  const load = vi.fn(async () => ({ items, next: null }));
  await readLinked(byCursor, { cursor: next }, load);
  expect(load).toHaveBeenCalledWith({ isLink: false }, { query: { after: next } });
});

it("refuses a cursor that is no text", async () => {
  await expect(read({ page: 2 }, byCursor)).rejects.toThrow("cursor of the next page");
});

it.each([
  ["https://other.example/v1/devices?page=2", /another host/],
  ["//other.example/v1/devices?page=2", /another host/],
  ["https://acme.example/v1/devices", /invalid/],
  ["abc", /invalid/],
  [{ page: 2 }, /invalid/],
])("refuses the link %j", async (link, problem) => {
  await expect(read(link)).rejects.toThrow(problem);
});

it("sends the parameters of a page, and those of the caller", async () => {
  const calls: unknown[] = [];
  const load = async (page: object, call: object) => {
    calls.push({ ...page, ...call });
    return { items, next: null };
  };
  const primary = { query: { fields: "id" } };
  await readLinked(list, { primary }, load);
  await readLinked(list, { cursor: "?skip=5&top=2", primary }, load);
  await readLinked(byCursor, { cursor: "abc", primary }, load);
  expect(calls).toEqual([
    { isLink: false, query: { fields: "id" } },
    { isLink: true, query: { skip: "5", top: "2", fields: "id" } },
    { isLink: false, query: { after: "abc", fields: "id" } },
  ]);
  await expect(readLinked(list, { cursor: "abc" }, load)).rejects.toThrow("Invalid cursor");
  for (const each of [list, byCursor])
    await expect(readLinked(each, { primary: { query: { after: "x" } } }, load)).rejects.toThrow("after");
  expect(calls).toHaveLength(3);
});
