import { createSandbox } from "@mdmkit/sandbox";
import { expect, it } from "vitest";
import { connect } from "../../connect.ts";
import { readDevices } from "../../read-devices.ts";
import { jumpcloudDevices } from "./device-reader.ts";
import { jumpcloud } from "./index.ts";

function open() {
  const { credentials, baseUrl, fetch } = createSandbox("jumpcloud", { devices: 12, seed: 3 });
  const { apiKey, organizationId } = credentials;
  const options = { apiKey, organizationId, baseUrl, fetch };
  return { whole: connect(jumpcloud(options)).devices, reader: readDevices(jumpcloudDevices(options)) };
}

it("lists and gets what the whole vendor does", async () => {
  const { whole, reader } = open();
  const devices = await reader.list().toArray();
  expect(devices).toHaveLength(12);
  expect(devices).toEqual(await whole.list().toArray());
  const id = devices[0]?.id ?? "";
  expect(await reader.get(id)).toEqual(await whole.get(id));
});

it("has neither writes nor actions", () => {
  const { reader } = open();
  expect(Object.keys(reader).sort()).toEqual(["get", "list"]);
  // @ts-expect-error A reader cannot change anything.
  expect(reader.update).toBeUndefined();
});
