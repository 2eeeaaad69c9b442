import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { expect, test } from "vitest";
import { intune } from "../index.ts";

const sandbox = createSandbox("intune", { devices: 8 });
const mdm = connect(intune(sandbox.options));
const GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

test("removes the reference to a device, and never the device", async () => {
  const [group] = await mdm.groups.list({ membership: "static" }).toArray();
  const [device = ""] = sandbox.state.devices.ids();
  const { requests } = await mdm.groups.removeMembers(group?.id ?? "", [device], { dryRun: true });
  expect(requests).toMatchObject([
    {
      method: "DELETE",
      path: expect.stringMatching(new RegExp(`^/v1.0/groups/${GUID}/members/${GUID}/(\\$|%24)ref$`)),
    },
  ]);
});

test("sends nothing for a device whose object in the directory has no such id", async () => {
  const fetch: typeof sandbox.fetch = async (url, init) =>
    String(url).includes("/devices(deviceId=") ? Response.json({ id: ".." }) : sandbox.fetch(url, init);
  const { groups } = connect(intune({ ...sandbox.options, fetch }));
  const [group] = await groups.list({ membership: "static" }).toArray();
  const [device = ""] = sandbox.state.devices.ids();
  const { members, requests } = await groups.removeMembers(group?.id ?? "", [device]);
  expect(requests).toEqual([]);
  expect(members).toMatchObject([
    { id: device, status: "failed", reason: expect.stringContaining("has no id") },
  ]);
});
