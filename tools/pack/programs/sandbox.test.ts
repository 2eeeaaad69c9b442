import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { jumpcloud } from "@mdmkit/unified/vendors/jumpcloud";
import { expect, it } from "vitest";

it("reads the fake fleet", async () => {
  const sandbox = createSandbox("jumpcloud", { devices: 12 });
  const mdm = connect(jumpcloud(sandbox.options));
  const devices = mdm.devices.list();
  expect(await devices.toArray()).toHaveLength(12);
  expect(devices.report.complete).toBe(true);
});
