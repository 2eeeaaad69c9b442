import { expect, test } from "vitest";
import { createCsvFormat } from "./csv.ts";

const fields = ["id", "name"];
const csv = (items: object[], verbatim = false) => createCsvFormat({ fields, verbatim }).records(items);

test("has a header and CRLF line endings", () => {
  expect(csv([{ id: "1", name: "Ada" }])).toBe("id,name\r\n1,Ada\r\n");
});

test("writes the header once for several pages", () => {
  const format = createCsvFormat({ fields, verbatim: false });
  expect(format.records([{ id: "1" }]) + format.records([{ id: "2" }])).toBe("id,name\r\n1,\r\n2,\r\n");
});

test("an empty list has a header", () => {
  expect(createCsvFormat({ fields, verbatim: false }).records([])).toBe("id,name\r\n");
});

test("quotes values as RFC 4180 requires", () => {
  expect(csv([{ id: 'a"b', name: "x,y\nz" }])).toBe('id,name\r\n"a""b","x,y\nz"\r\n');
});

test.each(["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", " =1", "＝1"])(
  "text %j does not become a formula",
  (name) => {
    const [, row = ""] = csv([{ id: "1", name }]).split("\r\n");
    expect(row).toMatch(/^1,"?'/);
  },
);

test("verbatim does not escape formulas", () => {
  expect(csv([{ id: "1", name: "=1+1" }], true)).toBe("id,name\r\n1,=1+1\r\n");
});

test("a negative number is not escaped", () => {
  expect(csv([{ id: "1", name: -2 }])).toBe("id,name\r\n1,-2\r\n");
});

test("joins lists, writes objects as JSON, and leaves null and absent values empty", () => {
  const format = createCsvFormat({ fields: ["a", "b.c", "d", "e"], verbatim: false });
  expect(format.records([{ a: ["x", "y"], b: [{ c: "1" }, { c: "2" }], d: { z: 1 }, e: null }])).toBe(
    'a,b.c,d,e\r\nx; y,1; 2,"{""z"":1}",\r\n',
  );
});

test("replaces escape sequences, but not line breaks and tabs", () => {
  expect(csv([{ id: "1", name: "a\x1b[2Jb\tc" }])).toBe("id,name\r\n1,a\ufffd[2Jb\tc\r\n");
});
