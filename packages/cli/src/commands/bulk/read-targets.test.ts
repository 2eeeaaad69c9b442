import { expect, test } from "vitest";
import { readReferences } from "./read-targets.ts";

test.each([
  ["ids", "a1\n\n a2 \r\n", [{ target: "a1" }, { target: "a2" }]],
  ["serial numbers", "serial:C02\na2", [{ serial: "C02" }, { target: "a2" }]],
  ["CSV by id", '\ufeffname,id,serial_number\r\n"A, B",a1,C02\r\n', [{ target: "a1" }]],
  ["CSV by serial number", "serial_number\nC02\n", [{ serial: "C02" }]],
  [
    "NDJSON",
    '{"id":"a1","owner":null}\n\n{"id":"a2"}',
    [{ target: { id: "a1", owner: null } }, { target: { id: "a2" } }],
  ],
])("reads %s", (_what, text, expected) => {
  expect(readReferences(text)).toEqual(expected);
});

test.each([
  ["a CSV without a known column", "name,s3cret\nx,y"],
  ["a CSV record without an id", "id,name\n,s3cret"],
  ["broken CSV", 'id,name\n"s3cret'],
  ["a record without an id", '{"id":"a"}\n{"name":"s3cret"}'],
])("refuses %s without quoting it", (_what, text) => {
  const read = () => readReferences(text);
  expect(read).toThrow("--from");
  expect(read).not.toThrow("s3cret");
});
