import type { System, SystemUser } from "@mdmkit/jumpcloud";
import { schemas } from "@mdmkit/jumpcloud/schemas";
import { describe, expect, it } from "vitest";
import { observeDrift } from "../../mapping/drift.ts";
import { createRecordReader } from "../../records/record.ts";
import { mapJumpCloudSystem } from "./devices/map-system.ts";
import { mapJumpCloudUser } from "./users/map-systemuser.ts";

const UNKNOWN_WORD = "word of tomorrow";

/** The unified value and what drifted on the way. */
function watched<Value>(read: () => Value) {
  const drift: unknown[] = [];
  const value = observeDrift(read, (problem, word) => drift.push([problem, word]));
  return { value, drift };
}

/** The words the document has for a property, dotted. */
function wordsOf(schema: string, path: string): unknown {
  let node: unknown = schemas[schema];
  for (const name of path.split("."))
    node = Reflect.get(Object(Reflect.get(Object(node), "properties")), name);
  return Reflect.get(Object(node), "enum");
}

const withMdm = (mdm: object): System => ({ _id: "d1", mdm });

describe("words of the document", () => {
  const enrollmentTypes = {
    "automated device": "automated",
    device: "device",
    user: "user",
    unknown: "unknown",
  };

  it("for the way of enrollment have each a unified one", () => {
    expect(wordsOf("JcSystem", "mdm.enrollmentType")).toEqual(
      expect.arrayContaining(Object.keys(enrollmentTypes)),
    );
    expect(wordsOf("JcSystem", "mdm.enrollmentType")).toHaveLength(4);
    for (const [enrollmentType, expected] of Object.entries(enrollmentTypes)) {
      const { value, drift } = watched(() => mapJumpCloudSystem(withMdm({ enrollmentType })));
      expect({ enrollmentType, value: value.enrollment_type, drift }).toEqual({
        enrollmentType,
        value: expected,
        drift: [],
      });
    }
  });

  const vendors = { internal: true, external: true, none: false, unknown: undefined };

  it("for whose MDM it is say each whether there is one", () => {
    expect(wordsOf("JcSystem", "mdm.vendor")).toEqual(expect.arrayContaining(Object.keys(vendors)));
    expect(wordsOf("JcSystem", "mdm.vendor")).toHaveLength(4);
    for (const [vendor, expected] of Object.entries(vendors)) {
      const { value, drift } = watched(() => mapJumpCloudSystem(withMdm({ vendor })));
      expect({ vendor, value: value.mdm_enabled, drift }).toEqual({ vendor, value: expected, drift: [] });
    }
  });

  const states: Record<NonNullable<SystemUser["state"]>, boolean> = {
    ACTIVATED: true,
    STAGED: false,
    SUSPENDED: false,
  };

  it("for the state of a user say each whether they are active", () => {
    expect(wordsOf("systemuserreturn", "state")).toEqual(expect.arrayContaining(Object.keys(states)));
    expect(wordsOf("systemuserreturn", "state")).toHaveLength(3);
    for (const [state, expected] of Object.entries(states)) {
      const user: SystemUser = JSON.parse(JSON.stringify({ _id: "u1", state }));
      const { value, drift } = watched(() => mapJumpCloudUser(user));
      expect({ state, value: value.is_active, drift }).toEqual({ state, value: expected, drift: [] });
    }
  });
});

describe("a word the document does not have", () => {
  it("is unknown for a device, is told as drift and stays in remote_data", () => {
    const raw = withMdm({ enrollmentType: UNKNOWN_WORD, vendor: UNKNOWN_WORD });
    const read = createRecordReader({ map: mapJumpCloudSystem }, { from: "get" });
    const { value, drift } = watched(() => read(raw));
    expect(value).toMatchObject({ enrollment_type: "unknown", remote_data: raw });
    expect(value.mdm_enabled).toBeUndefined();
    expect(drift).toEqual([
      ["unknown-value", UNKNOWN_WORD],
      ["unknown-value", UNKNOWN_WORD],
    ]);
  });

  it("leaves open whether a user is active, is told as drift and stays in remote_data", () => {
    const raw = { _id: "u1", state: UNKNOWN_WORD };
    const read = createRecordReader({ map: mapJumpCloudUser }, { from: "get" });
    const { value, drift } = watched(() => read(raw));
    expect(value.is_active).toBeUndefined();
    expect(value.remote_data).toMatchObject(raw);
    expect(drift).toEqual([["unknown-value", UNKNOWN_WORD]]);
  });
});
