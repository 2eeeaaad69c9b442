import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isVendorId, vendors } from "@mdmkit/unified/vendors";
import { markdownTable } from "../table.ts";
import { countRequests } from "./count-requests.ts";

const FILE = fileURLToPath(new URL("../../../../docs/requests.md", import.meta.url));

const INTRODUCTION = `# Vendor requests

What reading 10,000 devices, one device, or changing one costs in requests to the vendor, counted over the sandboxes by
\`pnpm bench requests\`, which writes this page (\`--check\` compares it).

- **list**: \`devices.list()\` to its end. **five fields**: \`list({ fields: ["name", "serial_number", "platform", "os_version", "owner"] })\`.
- **hydrated**: \`list({ hydrate })\` with every field that only single reads fill; counted for 500 devices, and multiplied.
- **get**: the mean and the most of 150 devices, of which the first read what all of them share.
- **apps**: \`apps.list()\` over all devices, counted for 500. **users**: \`users.list()\` of 10,000 people and 500 devices.
- **update**, **action**: one call of \`devices.update\` and of \`restart\`, else \`sync\`, with what is read before and after.

Signing in counts where a token is requested. "–": the vendor does not support it.
`;

/** Writes docs/requests.md, or compares it. */
export async function benchRequests({ check }: { check: boolean }): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  for (const id of Object.keys(vendors).filter(isVendorId)) {
    const counts = await countRequests(id);
    rows.push({
      vendor: id,
      list: counts.list,
      "five fields": counts.fewFields,
      hydrated: counts.hydrated ?? "–",
      "get, mean": counts.get.mean.toFixed(1),
      "get, most": counts.get.most,
      apps: counts.apps ?? "–",
      users: counts.users ?? "–",
      update: counts.update ?? "–",
      action: counts.action?.requests ?? "–",
    });
  }
  const page = `${INTRODUCTION}\n${markdownTable(rows)}\n`;
  if (!check) writeFileSync(FILE, page);
  else if (readFileSync(FILE, "utf8") !== page) {
    console.error("docs/requests.md is out of date. Run: pnpm bench requests");
    process.exitCode = 1;
  }
  console.log(page);
}
