import { expect, it } from "vitest";
import { numbersFrom } from "../operations/id-format.ts";
import { keptPerVersion, recordsBy } from "./per-version.ts";
import { createTable } from "./table.ts";

const cities = () => createTable(numbersFrom(5, 2), [{ name: "Oslo" }, { name: "Lima" }], { open: true });

it("has records with ids of their own kind, and completes those that are added", () => {
  const table = cities();
  expect(table.get("7")).toEqual({ id: 7, name: "Lima", open: true });
  expect(table.insert({ name: "Rome", open: false })).toEqual({ id: 9, name: "Rome", open: false });
  expect(table.insert({ name: "Bern" })).toEqual({ id: 11, name: "Bern", open: true });
  expect(table.insert()).toEqual({ id: 13, name: "Bern 2", open: true });
});

it("finds records by a value, also after a change", () => {
  const table = cities();
  expect(recordsBy(table, "open").get(true)).toHaveLength(2);
  table.update("5", { open: false });
  expect(recordsBy(table, "open").get(false)).toMatchObject([{ name: "Oslo" }]);
  expect(recordsBy(table, "name").get("Lima")).toMatchObject([{ id: 7 }]);
});

it("computes once per name until a record changes", () => {
  const table = cities();
  const kept = keptPerVersion<object>();
  const first = kept(table, "a", () => ({}));
  expect(kept(table, "a", () => ({}))).toBe(first);
  expect(kept(table, "b", () => ({}))).not.toBe(first);
  table.remove("5");
  expect(kept(table, "a", () => ({}))).not.toBe(first);
});
