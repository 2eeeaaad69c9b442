export type Example = { readonly title: string; readonly code: string };

/** What the playground offers to begin with; each works with every vendor that supports it. */
export const EXAMPLES: readonly Example[] = [
  {
    title: "List all Macs",
    code: `const list = mdm.devices.list({ platform: "macos" });
show(await list.toArray());
show(list.report); // is the list complete, and why not`,
  },
  {
    title: "Read one device",
    code: `const { items: [first] } = await mdm.devices.list().page({ limit: 1 });
show(await mdm.devices.get(first.id));`,
  },
  {
    title: "See where a field comes from",
    code: `const { items: [first] } = await mdm.devices.list().page({ limit: 1 });
const device = await mdm.devices.get(first.id);
show(lineage.devices.explain(device, "os_version"));`,
  },
  {
    title: "Preview a lock, without sending it",
    code: `const { items: [mac] } = await mdm.devices.list({ platform: "macos" }).page({ limit: 1 });
show(await mdm.devices.lock(mac.id, { pin: "123456", dryRun: true }));`,
  },
  {
    title: "Lock a device",
    code: `const { items: [mac] } = await mdm.devices.list({ platform: "macos" }).page({ limit: 1 });
show(await mdm.devices.lock(mac.id, { pin: "123456", confirm: mac.id })); // without \`confirm\` it is refused`,
  },
  {
    title: "Go on after a rate limit",
    code: `sandbox.inject({ type: "rate-limit", retryAfter: 30 }); // takes no time: the clock is the sandbox's
const devices = await mdm.devices.list().toArray();
show(\`\${devices.length} devices, although the vendor was busy\`);`,
  },
  {
    title: "Notice a list that was cut short",
    code: `sandbox.inject({ type: "empty-page", page: 2 });
const list = mdm.devices.list({ pageSize: 10 });
show(await list.toArray());
show(list.report); // complete: false, with the reason`,
  },
  {
    title: "Join the devices of two vendors",
    code: `const accounts = combine({ here: mdm, "jamf-pro": await open("jamf-pro") });
const fleet = await accounts.devices.list().join();
show(fleet.devices.map(({ device, records, matches }) => ({
  name: device.name,
  serial_number: device.serial_number,
  records: records.length,
  joined_by: matches[0]?.key,
})));`,
  },
  {
    title: "Show what the vendor can do",
    code: `show(mdm.capabilities());`,
  },
];
