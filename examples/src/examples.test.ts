import { createSandbox } from "@mdmkit/sandbox";
import { type BulkEntry, connect, type Vendor } from "@mdmkit/unified";
import { jamfPro } from "@mdmkit/unified/vendors/jamf-pro";
import { jumpcloud } from "@mdmkit/unified/vendors/jumpcloud";
import { expect, test, vi } from "vitest";
import { assignOwner } from "./assign-owner.ts";
import { devicesOfSeveralAccounts } from "./devices-of-several-accounts.ts";
import { listToCsv } from "./list-to-csv.ts";
import { planRestart, runRestart } from "./restart-macs.ts";

const sandbox = createSandbox("jumpcloud", { devices: 30 });
const vendor: Vendor = jumpcloud(sandbox.options);
const mdm = connect(vendor);

test("a list as CSV", async () => {
  const lines: string[] = [];
  await listToCsv(mdm, (line) => void lines.push(line));
  expect(lines).toHaveLength(31);
  expect(lines[0]).toBe("id,name,serial_number,platform,os_version,disk_encryption");
});

test("a plan for many devices, and its run", async () => {
  const plan = await planRestart(vendor);
  expect(sandbox.state.commands).toEqual([]);
  const entries: BulkEntry[] = [];
  const run = await runRestart(vendor, plan, { append: async (entry) => void entries.push(entry) });
  expect(run.counts.done).toBe(plan.devices.length);
  expect(sandbox.state.commands).toHaveLength(plan.devices.length);
  const again = await runRestart(vendor, plan, { append: async () => {}, entries });
  expect(again.counts.done).toBe(plan.devices.length);
  expect(sandbox.state.commands).toHaveLength(plan.devices.length);
});

test("several accounts", async () => {
  const labs = connect<Vendor>(jamfPro(createSandbox("jamf-pro", { devices: 30, firstDevice: 20 }).options));
  const { devices, incomplete } = await devicesOfSeveralAccounts({ hq: mdm, labs });
  expect(incomplete).toEqual([]);
  expect(devices.filter(({ accounts }) => accounts.length === 2).length).toBeGreaterThan(0);
});

test("an owner", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const [user] = (await mdm.users.list().page({ limit: 1 })).items;
  const [device] = (await mdm.devices.list().page({ limit: 1 })).items;
  const email = user?.emails?.[0]?.email ?? "";
  const changed = await assignOwner(mdm, device?.id ?? "", email);
  expect(changed.owner?.id).toBe(user?.id);
});
