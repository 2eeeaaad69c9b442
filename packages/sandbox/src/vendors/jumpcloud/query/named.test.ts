import { expect, it } from "vitest";
import type { Row } from "../../../engine/records/values.ts";
import { filterBody, namedInBody } from "./filter-body.ts";
import { filterV2, namedV2 } from "./filter-v2.ts";
import { select } from "./select.ts";

const values = [undefined, null, "", "a", "A", 1, "1", true, [], ["a", 1], [["a"], null], { a: 1 }];
const rows: Row[] = values.map((value, index) => ({ id: String(index), value, inner: [{ value }, {}] }));
const source = { rows: () => rows };
const wanted = ["", "a", "1", "true", "null", 'x|a|["a",1]', '{"a":1}', "z"];

it.each(["value", "inner.value", "none"])("records that %s names are those that match", (field) => {
  for (const text of wanted) {
    for (const operator of ["eq", "in"]) {
      const filters = ["id:ne:z", `${field}:${operator}:${text}`];
      const keep = filterV2(filters);
      const named = namedV2(filters);
      expect(named).toBeDefined();
      const found = select(source, { key: `${field} ${operator} ${text}`, keep, named, sort: [] });
      expect(found).toEqual(rows.filter((row) => keep?.(row)));
    }
  }
});

it.each([
  { and: [{ value: { $in: ["a", 1, null] } }] },
  { $and: [{ id: { $ne: "3" } }, { value: "a" }] },
  [{ value: { $eq: ["a", 1] } }, "id:$ne:z"],
  { value: "a", or: [{ id: "3" }, { id: "9" }] },
])("records that the filter %j names are those that match", (filter) => {
  const keep = filterBody({ filter });
  const named = namedInBody({ filter });
  expect(named).toBeDefined();
  const found = select(source, { key: JSON.stringify(filter), keep, named, sort: [] });
  expect(found).toEqual(rows.filter((row) => keep?.(row)));
});

it.each([{ or: [{ value: "a" }] }, { value: { $ne: "a" } }, { value: { $regex: "a" } }, {}])(
  "the filter %j names none",
  (filter) => expect(namedInBody({ filter })).toBeUndefined(),
);
