import { describe, expect, it } from "vitest";
import { UnreadableFilter } from "../../../engine/request/conditions.ts";
import { filterOf } from "./filter.ts";

const fields = { id: "id", "general.name": "general.name", size: "size", at: "at", groupName: "groups.name" };
const row = {
  id: "12",
  general: { name: 'Ann\'s "old" Mac, (spare)' },
  size: -1,
  at: "2026-10-01T00:00:00Z",
  groups: [{ name: "Kiosks" }, { name: "Loan" }],
};

const keeps = (filter: string) => filterOf(filter, fields)?.(row);

describe("a filter", () => {
  it.each([
    "id==12",
    'id=="12"',
    'general.name=="*OLD*"',
    'general.name=="Ann\'s \\"old\\" Mac, (spare)"',
    'general.name=="ann*"',
    "id=in=(11,12)",
    'general.name=in=("x","*(spare)")',
    "id!=13",
    "id=out=(1,2)",
    "size<0",
    "size=lt=0",
    "at=ge=2026-09-30",
    'at>"2026-09-30T23:59:59Z"',
    "groupName==kiosks",
    "id==12;size<0",
    "id==12 and size<0",
    "id==1,size<0",
    "id==1 or size<0",
    "(id==1,id==12);size<0",
    "id==1;size>0,size<0",
  ])("%s keeps the row", (filter) => expect(keeps(filter)).toBe(true));

  it.each([
    "id==1",
    "id==1*3",
    "general.name==Ann",
    "size>0",
    "id==12;size>0",
    "id==1,id==2",
    "groupName==Kiosk",
  ])("%s does not", (filter) => expect(keeps(filter)).toBe(false));

  it.each(["", "  "])("%j is no filter", (filter) => expect(filterOf(filter, fields)).toBeUndefined());

  it.each([
    "name==1",
    "id",
    "id==",
    "==1",
    "id==1;",
    "(id==1",
    "id==1)",
    'id=="1',
    "id=like=1",
    "id==1 id==2",
    "id==a~b",
    "id=in=(1;2)",
    "id=in=()",
    "id=in=(1",
  ])("%s is refused", (filter) => expect(() => filterOf(filter, fields)).toThrow(UnreadableFilter));

  it("finds no row without the property", () => {
    const keep = filterOf("size>-5", fields);
    expect([keep?.({ size: null }), keep?.({}), keep?.({ size: 0 })]).toEqual([false, false, true]);
  });
});
