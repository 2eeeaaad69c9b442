import { expect, test } from "vitest";
import { emptyReport } from "../fixtures/report.ts";
import { widthOf } from "./column-widths.ts";
import { COLUMNS, type Column } from "./columns.ts";
import { createTableFormat, toTable } from "./table.ts";
import { valueAt } from "./value.ts";

const style = (_: unknown, text: string) => text;
const column = (title: string, facts: Partial<Column> = {}): Column => ({
  title,
  text: (record) => String(valueAt(record, title)),
  ...facts,
});
const columns = [column("name"), column("os"), column("id", { minWidth: 40 })];
const record = { name: "Reception iPad", os: "18.5", id: "0123456789abcdef" };

test("without a terminal nothing is cut", () => {
  expect(toTable([record], { columns, width: undefined, style })).toBe(
    "name            os    id\nReception iPad  18.5  0123456789abcdef\n",
  );
});

test("shrinks the widest column", () => {
  expect(toTable([record], { columns, width: 34, style })).toBe(
    "name        os    id\nReception…  18.5  0123456789abcdef\n",
  );
});

test("leaves out a column that must not be cut, and reports it", () => {
  const format = createTableFormat({ columns, width: 20, style });
  expect(format.records([record]) + format.end({ report: emptyReport })).toBe(
    "name            os\nReception iPad  18.5\n",
  );
  expect(format.note?.()).toContain("Columns left out: id");
});

test("other columns are left out before the one that is kept", () => {
  const kept = [column("name"), column("os"), column("id", { minWidth: 40, isKept: true })];
  const format = createTableFormat({ columns: kept, width: 26, style });
  expect(format.records([record]) + format.end({ report: emptyReport })).toBe(
    "name      id\nRecepti…  0123456789abcdef\n",
  );
  expect(format.note?.()).toContain("Columns left out: os");
});

test("uses the short text before it cuts", () => {
  const dated = [
    column("seen", { text: () => "2026-10-31 14:22", short: () => "2026-10-31", minWidth: 10 }),
    column("name"),
  ];
  expect(toTable([record], { columns: dated, width: 27, style })).toBe(
    "seen        name\n2026-10-31  Reception iPad\n",
  );
});

test.each(["東京オフィスのiPad", "👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻", "한국어 이름의 기기", "Zoë’s MacBook Pro"])(
  "no line of %j is wider than the terminal",
  (name) => {
    const lines = toTable([{ ...record, name }], { columns: columns.slice(0, 2), width: 16, style })
      .trimEnd()
      .split("\n");
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(16);
    expect(lines[1]).toContain("18.5");
  },
);

test("a device name cannot control the terminal", () => {
  const text = toTable([{ ...record, name: "\x1b]0;owned\x07\nsecond row" }], {
    columns,
    width: undefined,
    style,
  });
  expect(text).not.toContain("\x1b");
  expect(text.split("\n")).toHaveLength(3);
});

test("streams rows after the widths are measured", () => {
  const format = createTableFormat({ columns: [column("id")], width: 10, style });
  const page = Array.from({ length: 200 }, (_, index) => ({ id: String(index) }));
  expect(format.records(page)).toBe("");
  expect(format.records(page).split("\n")).toHaveLength(402);
  expect(format.records([{ id: "a very long one" }])).toBe("a …\n");
  expect(format.end({ report: emptyReport })).toBe("");
});

test("an empty table is empty", () => {
  expect(createTableFormat({ columns, width: 80, style }).end({ report: emptyReport })).toBe("");
});

test.each([
  [{ member_type: null }, "device, user"],
  [{ member_type: "user" }, "user"],
  [{}, "-"],
])("says what may be in a group: %j", (group, text) => {
  expect(COLUMNS.groups.find(({ title }) => title === "OF")?.text(group)).toBe(text);
});
