import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isVendorId, vendors } from "@mdmkit/unified/vendors";
import { countRequests, DEVICES } from "./count-requests.ts";
import type { RequestCounts, VendorRequests } from "./request-counts.ts";

const FILE = fileURLToPath(new URL("../../../../docs/requests.json", import.meta.url));

/** Counts the requests of each vendor and writes docs/requests.json, of which `pnpm coverage` makes pages; or compares it. */
export async function benchRequests({ check }: { check: boolean }): Promise<void> {
  const counted: Record<string, VendorRequests> = {};
  for (const id of Object.keys(vendors).filter(isVendorId)) counted[id] = await countRequests(id);
  const counts: RequestCounts = { devices: DEVICES, vendors: counted };
  const text = `${JSON.stringify(counts, null, 2)}\n`;
  if (!check) {
    writeFileSync(FILE, text);
    console.log("Wrote docs/requests.json. Next: pnpm coverage");
  } else if (readFileSync(FILE, "utf8") === text) console.log("docs/requests.json is up to date");
  else {
    console.error("docs/requests.json is out of date. Run: pnpm bench requests && pnpm coverage");
    process.exitCode = 1;
  }
}
