import { combine, type Mdm, type Vendor } from "@mdmkit/unified";

/** Each device once, however many accounts have a record of it, and the accounts whose list may lack devices. An account is `connect<Vendor>(…)`. */
export async function devicesOfSeveralAccounts(accounts: Readonly<Record<string, Mdm<Vendor>>>) {
  const fleet = await combine(accounts).devices.list({ remoteData: false, partial: true }).join();
  const devices = fleet.devices.map(({ device, records }) => ({
    serial: device.serial_number,
    accounts: records.map(({ account }) => account),
  }));
  const incomplete = Object.entries(fleet.outcomes).filter(([, { report }]) => !report.complete);
  return { devices, incomplete: incomplete.map(([account]) => account) };
}
