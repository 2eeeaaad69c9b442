import { expect, it } from "vitest";
import { blankOf, completed } from "./blank.ts";

const schemas = {
  Device: {
    type: "object",
    properties: {
      id: { type: "string" },
      size: { type: ["integer", "null"] },
      battery: { type: "integer", "x-mdmkit-unset": { values: [-1, 0] } },
      seenAt: { type: "string", format: "date-time" },
      tags: { type: ["array", "null"], items: { type: "string" } },
      disk: { anyOf: [{ $ref: "Disk" }, { type: "null" }] },
      users: { type: "array", items: { type: "object", properties: { admin: { type: "boolean" } } } },
      unknown: {},
    },
  },
  Disk: { type: "object", properties: { name: { type: "string" }, free: { type: "number" } } },
};

it("completes a record with empty values, also in the objects that it has", () => {
  const row = { id: "a", disk: { free: 5 }, users: [{ name: "Ada" }] };
  const empty = { size: null, battery: -1, tags: [], unknown: null };
  const inner = { disk: { name: "", free: 5 }, users: [{ name: "Ada", admin: false }] };
  expect(completed(row, [schemas.Device, schemas])).toEqual({ ...empty, id: "a", ...inner });
  expect(completed({}, [schemas.Device, schemas])).toEqual({ ...empty, id: "", disk: null, users: [] });
});

it("makes a record in which nothing is set", () => {
  expect(blankOf(schemas.Device, schemas)).toMatchObject({
    battery: -1,
    users: [],
    disk: { name: "", free: 0 },
  });
});
