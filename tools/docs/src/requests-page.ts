import type { RequestCounts } from "@mdmkit/bench/requests";
import { aligned } from "./aligned-table.ts";

const introduction = (devices: string) => `# Vendor requests

What reading ${devices} devices, one device, or changing one costs in requests to the vendor. \`pnpm bench requests\` counts them at the
sandboxes, with the largest pages, and \`pnpm bench requests --check\` counts again and compares. [requests.json](requests.json) has the same
data, and [coverage](coverage.md) the operations of which a list consists.

- **list**: \`devices.list()\` to its end. **five fields**: \`list({ fields: ["name", "serial_number", "platform", "os_version", "owner"] })\`.
- **again**: what shows that an unchanged fleet is unchanged, after the list: a read of the vendor's log of events (JumpCloud, NinjaOne, Iru, Fleet), which a gateway
  [reads every minute](fleet.md#events-from-vendors), or else a list with \`updated_since\`, where the vendor selects by time. Jamf Pro does so for computers and for
  mobile devices if each of them has a time, which in its sandbox some have not; where all have one, it takes 6 requests. The goal is 2 % of the list, where
  that is a request at all. Ivanti and Intune have neither, SimpleMDM and Applivery only events that they send themselves.
- **hydrated**: \`list({ hydrate })\` with every field that only single reads fill; counted for 500 devices, and multiplied.
- **get**: the mean and the most of 150 devices, of which the first read what all of them share.
- **apps**: \`apps.list()\` over all devices, counted for 500. **users**: \`users.list()\` of ${devices} people and 500 devices.
- **update**, **action**: one call of \`devices.update\` and of \`restart\`, else \`sync\`, with what is read before and after.

Signing in counts where a token is requested. "–": the vendor does not support it.
`;

const HEADER = [
  "vendor",
  "list",
  "again",
  "five fields",
  "hydrated",
  "get, mean",
  "get, most",
  "apps",
  "users",
  "update",
  "action",
];

/** The page about requests to vendors. */
export function requestsPage({ devices, vendors }: RequestCounts): string {
  const rows = Object.entries(vendors).map(([id, counts]) => {
    const { list, again, fewFields, hydrated, get, apps, users, update, action } = counts;
    const others = [apps, users, update, action?.requests];
    const numbers = [
      total(list),
      again?.requests,
      fewFields,
      hydrated,
      get.mean.toFixed(1),
      get.most,
      ...others,
    ];
    return [id, ...numbers.map((number) => String(number ?? "–"))];
  });
  return `${introduction(devices.toLocaleString("en"))}\n${aligned(HEADER, rows, { numbers: true })}`;
}

/** How many requests those of all operations are. */
export function total(counts: Readonly<Record<string, number>> = {}): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
