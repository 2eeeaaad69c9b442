import { expect, test } from "vitest";
import { emptyReport } from "../fixtures/report.ts";
import { createJsonFormat, createNdjsonFormat } from "./json.ts";

test("joins pages into one document", () => {
  const format = createJsonFormat({ fields: undefined });
  const text =
    format.records([{ id: "1" }]) +
    format.records([{ id: "2" }, { id: "3" }]) +
    format.end({ report: emptyReport });
  expect(JSON.parse(text)).toEqual({ result: [{ id: "1" }, { id: "2" }, { id: "3" }], report: emptyReport });
});

test("an empty list is a valid document", () => {
  expect(JSON.parse(createJsonFormat({ fields: undefined }).end({ report: emptyReport }))).toEqual({
    result: [],
    report: emptyReport,
  });
});

test("selected fields keep their nesting", () => {
  const format = createNdjsonFormat({ fields: ["id", "owner.name", "tags.id", "missing"] });
  const record = { id: "1", name: "x", owner: { id: "9", name: "Ada" }, tags: [{ id: "a", name: "b" }] };
  expect(JSON.parse(format.records([record]))).toEqual({
    id: "1",
    owner: { name: "Ada" },
    tags: [{ id: "a" }],
  });
});

test("two fields of one object stay in one object", () => {
  const format = createNdjsonFormat({ fields: ["owner.id", "owner.name"] });
  expect(JSON.parse(format.records([{ owner: { id: "9", name: "Ada", x: 1 } }]))).toEqual({
    owner: { id: "9", name: "Ada" },
  });
});
