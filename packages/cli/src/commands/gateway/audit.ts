import type { UnifiedComponents } from "@mdmkit/unified";
import { limitOption, type OptionTable } from "../../args/options.ts";
import { findAccount } from "../../gateway/accounts.ts";
import type { Gateway } from "../../gateway/connect.ts";
import { defineGatewayCommand } from "../../gateway/define-command.ts";
import { ONLY_ACCOUNT } from "../../gateway/fleets.ts";
import { printable } from "../../output/printable.ts";
import { display, displayTime } from "../../output/value.ts";
import { writeRows } from "../../output/write-result.ts";
import { usageError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";

type Entry = UnifiedComponents["schemas"]["AuditEntry"];

const OPTIONS = {
  account: ONLY_ACCOUNT,
  before: { type: "text", value: "ENTRY", summary: "only entries older than the one with this id" },
  limit: limitOption("entries (default: 50)"),
} as const satisfies OptionTable;

const DEFAULT_LIMIT = 50;
/** Maximum of `limit` in the unified document. */
const MAX_PAGE_SIZE = 1000;

/** `mdmkit gateway audit` */
export const auditCommand = defineGatewayCommand({
  name: "gateway audit",
  summary: "Lists the writes a gateway received: token, record and result, newest first.",
  options: OPTIONS,
  notes: ["--output json shows all properties of an entry."],
  examples: ["mdmkit gateway audit", 'mdmkit gateway audit --account "Head office" --output ndjson'],
  async run(call, { values: { account, before, limit = DEFAULT_LIMIT }, gateway }) {
    if (call.globals.vendor !== undefined)
      throw usageError("--vendor cannot filter the audit log.", "Use --account ID.");
    const accountId = account === undefined ? undefined : (await findAccount(gateway, account)).id;
    const { entries, hasMore } = await readEntries(gateway, { account: accountId, before, limit });
    await writeRows(call, { rows: entries.map(rowOf), json: entries, cuttable: ["token", "record"] });
    const last = entries.at(-1);
    if (last && hasMore)
      await call.info(`There may be older entries: use --before ${last.id}, or a larger --limit.`);
    if (!last) await call.info("No entries.");
    return EXIT.ok;
  },
});

type Query = { account: string | undefined; before: string | undefined; limit: number };

async function readEntries({ client, request }: Gateway, { account, before, limit }: Query) {
  const entries: Entry[] = [];
  while (entries.length < limit) {
    const size = Math.min(MAX_PAGE_SIZE, limit - entries.length);
    const from = entries.at(-1)?.id ?? before;
    const query = { limit: size, ...(account && { account }), ...(from !== undefined && { before: from }) };
    const { result } = await request(client.GET("/admin/audit", { params: { query } }));
    entries.push(...result);
    if (result.length < size) return { entries, hasMore: false };
  }
  return { entries, hasMore: true };
}

function rowOf({ id, at, operation, result, status, token_name: token, vendor, record_id: record }: Entry) {
  return {
    id,
    at: displayTime(at),
    operation,
    result,
    status: display(status),
    token: printable(display(token)),
    vendor: display(vendor),
    record: printable(display(record)),
  };
}
