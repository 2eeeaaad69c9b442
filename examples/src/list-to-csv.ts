import type { Mdm, Vendor } from "@mdmkit/unified";

const COLUMNS = ["id", "name", "serial_number", "platform", "os_version", "disk_encryption"] as const;

/** Writes the devices of an account, `connect<Vendor>(jumpcloud({ apiKey }))`, as CSV, line by line. Throws if devices may be missing. */
export async function listToCsv(mdm: Mdm<Vendor>, write: (line: string) => void): Promise<void> {
  const devices = mdm.devices.list({ remoteData: false });
  write(COLUMNS.join(","));
  for await (const device of devices) write(COLUMNS.map((column) => cell(device[column])).join(","));
  if (!devices.report.complete) throw new Error(`The list is not complete: ${devices.report.reason}`);
}

function cell(value: unknown): string {
  const text = String(value ?? "");
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
