import type { System, SystemUser } from "@mdmkit/jumpcloud";
import { schemas } from "@mdmkit/jumpcloud/schemas";
import { noting } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import type { User } from "../../contract/model.ts";
import { createRecordReader } from "../../records/record.ts";
import { mapJumpCloudSystem } from "./devices/map-system.ts";
import { mapJumpCloudUser } from "./users/map-systemuser.ts";

const UNKNOWN_WORD = "word of tomorrow";

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
      const { result, noted } = noting((drift) => mapJumpCloudSystem(withMdm({ enrollmentType }), drift));
      expect({ enrollmentType, value: result.enrollment_type, noted }).toEqual({
        enrollmentType,
        value: expected,
        noted: [],
      });
    }
  });

  const vendors = { internal: true, external: true, none: false, unknown: undefined };

  it("for whose MDM it is say each whether there is one", () => {
    expect(wordsOf("JcSystem", "mdm.vendor")).toEqual(expect.arrayContaining(Object.keys(vendors)));
    expect(wordsOf("JcSystem", "mdm.vendor")).toHaveLength(4);
    for (const [vendor, expected] of Object.entries(vendors)) {
      const { result, noted } = noting((drift) => mapJumpCloudSystem(withMdm({ vendor }), drift));
      expect({ vendor, value: result.mdm_enabled, noted }).toEqual({ vendor, value: expected, noted: [] });
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
      const { result, noted } = noting((drift) => mapJumpCloudUser(user, drift));
      expect({ state, value: result.is_active, noted }).toEqual({ state, value: expected, noted: [] });
    }
  });
});

describe("a word the document does not have", () => {
  it("is unknown for a device, is reported as drift and stays in remote_data", () => {
    const raw = withMdm({ enrollmentType: UNKNOWN_WORD, vendor: UNKNOWN_WORD });
    const read = createRecordReader({ map: mapJumpCloudSystem }, { from: "get" });
    const noted: unknown[] = [];
    const value = read(raw, (...drift) => void noted.push(drift));
    expect(value).toMatchObject({ enrollment_type: "unknown", remote_data: raw });
    expect(value.mdm_enabled).toBeUndefined();
    expect(noted).toEqual([
      ["mdm.vendor", "unknown-value"],
      ["mdm.enrollmentType", "unknown-value"],
    ]);
  });

  it("leaves `is_active` absent, is reported as drift and stays in remote_data", () => {
    const raw = { _id: "u1", state: UNKNOWN_WORD };
    const read = createRecordReader<User>({ map: mapJumpCloudUser }, { from: "get" });
    const noted: unknown[] = [];
    const value = read(raw, (...drift) => void noted.push(drift));
    expect(value.is_active).toBeUndefined();
    expect(value.remote_data).toMatchObject(raw);
    expect(noted).toEqual([["state", "unknown-value"]]);
  });
});
