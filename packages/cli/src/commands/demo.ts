import { connect, type Device, type Listing } from "@mdmkit/unified";
import type { Call } from "../call.ts";
import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import type { OptionTable } from "../options.ts";
import { COLUMNS } from "../output/columns.ts";
import { createProgress } from "../output/progress.ts";
import { reportLines } from "../output/report.ts";
import { toTable } from "../output/table.ts";
import { createSandboxOf } from "../session.ts";
import { createStyle, type Style } from "../style.ts";
import { fleetSummary, nextSteps } from "./demo-text.ts";

const ROWS_SHOWN = 20;

const DEMO_OPTIONS = {
  all: { type: "switch", summary: `show every device instead of the first ${ROWS_SHOWN}` },
} as const satisfies OptionTable;

/** `mdmkit demo`: the whole way from a vendor's HTTP API to unified records, without an account. */
export const demoCommand = defineCommand({
  name: "demo",
  summary: "Starts a sandbox of a vendor on a loopback port, reads its whole fleet over HTTP and shows it.",
  options: DEMO_OPTIONS,
  examples: ["mdmkit demo", "mdmkit demo --all", "mdmkit demo --sandbox-devices 2000 --seed 7"],
  async run(call, { values }) {
    const { stdout, now, signal } = call.context;
    const style = createStyle(stdout);
    const terminal = { style, width: stdout.columns };
    const startedAt = now();
    const { descriptor } = await call.vendor();
    const sandbox = await createSandboxOf(descriptor.id, call.globals);
    const server = await sandbox.listen();
    try {
      await stdout.write(`${style("bold", `${descriptor.name} sandbox`)} at ${server.url}: made-up data\n\n`);
      const vendor = await descriptor.create(
        { ...server.credentials, baseUrl: server.url },
        call.transport(),
      );
      const mdm = connect(vendor);

      const listing = mdm.devices.list({ remoteData: false, signal });
      const devices = await readAll<Device>(call, listing, "devices");
      await stdout.write(deviceTable(devices, { ...terminal, all: values.all ?? false }));
      await stdout.write(fleetSummary(devices, terminal));

      const people = mdm.users.list({ remoteData: false, signal });
      const users = await readAll(call, people, "users");
      const active = users.filter((user) => user.is_active).length;
      const lines = [
        ...reportLines(listing.report, { label: "devices", style, localFilters: [] }),
        ...reportLines(people.report, { label: "users", style, localFilters: [] }),
        `${active} users active, ${users.length - active} not; ${((now() - startedAt) / 1000).toFixed(1)} s, ${sandbox.requests.length} HTTP requests`,
      ];
      await stdout.write(`${lines.join("\n")}\n\n${nextSteps(devices, terminal)}`);
      return listing.report.complete && people.report.complete ? EXIT.ok : EXIT.incomplete;
    } finally {
      await server.close();
    }
  },
});

async function readAll<Item>(call: Call, listing: Listing<Item>, label: string): Promise<Item[]> {
  const progress = createProgress(call.context, {
    label: `Reading ${label}`,
    quiet: call.globals.quiet ?? false,
  });
  const all: Item[] = [];
  try {
    for await (const { items } of listing.pages()) {
      all.push(...items);
      const { records, total, pages } = listing.report;
      progress.update({ done: records, total, pages });
    }
    return all;
  } finally {
    progress.clear();
  }
}

type TableChoice = { style: Style; width: number | undefined; all: boolean };

function deviceTable(devices: readonly Device[], { style, width, all }: TableChoice): string {
  const shown = all ? devices : devices.slice(0, ROWS_SHOWN);
  const columns = COLUMNS.devices.filter(({ title }) => title !== "ID");
  const more = devices.length - shown.length;
  const rest = more > 0 ? style("dim", `… ${more} more (--all shows them)\n`) : "";
  return `${toTable(shown, { columns, width, style })}${rest}\n`;
}
