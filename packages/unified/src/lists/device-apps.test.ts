import { NotFoundError, PermissionError } from "@mdmkit/runtime";
import { describe, expect, it, test } from "vitest";
import { unlessGone } from "./device-apps.ts";
import { isDeviceId } from "./is-device-id.ts";

describe("isDeviceId", () => {
  it("takes an id alone", () => expect(isDeviceId({ id: "7" })).toBe(true));
  test.each([{ id: "" }, { id: "7", name: "Mac" }, { name: "Mac" }, {}])("does not take %j", (device) =>
    expect(isDeviceId(device)).toBe(false),
  );
});

describe("unlessGone", () => {
  const failing = (error: Error) => async (): Promise<string[]> => {
    throw error;
  };
  const gone = failing(new NotFoundError("device not found.", { vendor: "acme", status: 404 }));

  it("returns what was read", async () => expect(await unlessGone(async () => ["app"])).toEqual(["app"]));
  it("returns nothing for a record that is gone", async () => expect(await unlessGone(gone)).toBeUndefined());
  it("returns what stands for it", async () => expect(await unlessGone(gone, [])).toEqual([]));
  it("passes other failures on", async () => {
    const refused = failing(new PermissionError("403.", { vendor: "acme", status: 403 }));
    await expect(unlessGone(refused, [])).rejects.toThrow(PermissionError);
  });
});
