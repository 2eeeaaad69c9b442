import type { UnifiedComponents } from "@mdmkit/unified";
import { defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { findAccount } from "../../gateway/accounts.ts";
import { connectGateway, type Gateway, REMOTE } from "../../gateway/connect.ts";
import { printable } from "../../output/printable.ts";
import { display, displayTime } from "../../output/value.ts";
import { writeRows } from "../../output/write-rows.ts";
import { EXIT } from "../../process/exit-code.ts";
import { usageError } from "../../process/problem.ts";

type Entry = UnifiedComponents["schemas"]["AuditEntry"];

const OPTIONS = {
  account: { type: "text", value: "ID", summary: "only of this account, by id or name" },
  before: { type: "text", value: "ENTRY", summary: "only entries older than this one, by its id" },
  limit: { type: "number", value: "N", summary: "so many at most (50)" },
} as const satisfies OptionTable;

const DEFAULT_LIMIT = 50;
/** Of the document. */
const LARGEST_PAGE = 1000;

/** `mdmkit gateway audit` */
export const auditCommand = defineCommand({
  name: "gateway audit",
  summary: "Shows who asked a gateway for which write and what came of it, newest first.",
  ...REMOTE,
  options: { ...OPTIONS, ...REMOTE.options },
  notes: ["--output json has all that is known of an entry.", REMOTE.note],
  examples: ["mdmkit gateway audit", 'mdmkit gateway audit --account "Head office" --output ndjson'],
  async run(call, { values: { account, before, limit = DEFAULT_LIMIT, url } }) {
    if (call.globals.vendor !== undefined)
      throw usageError("The audit log is not read by vendor.", "By account: --account ID.");
    const gateway = connectGateway(call, url);
    const of = account === undefined ? undefined : (await findAccount(gateway, account)).id;
    const { entries, isMore } = await readEntries(gateway, { account: of, before, limit });
    await writeRows(call, { rows: entries.map(rowOf), json: entries, cuttable: ["token", "record"] });
    const last = entries.at(-1);
    if (last && isMore) await call.tell(`There may be more: --before ${last.id}, or a larger --limit.`);
    if (!last) await call.tell("No entries.");
    return EXIT.ok;
  },
});

type Query = { account: string | undefined; before: string | undefined; limit: number };

async function readEntries({ client, ask }: Gateway, { account, before, limit }: Query) {
  const entries: Entry[] = [];
  while (entries.length < limit) {
    const size = Math.min(LARGEST_PAGE, limit - entries.length);
    const from = entries.at(-1)?.id ?? before;
    const query = { limit: size, ...(account && { account }), ...(from !== undefined && { before: from }) };
    const { result } = await ask(client.GET("/admin/audit", { params: { query } }));
    entries.push(...result);
    if (result.length < size) return { entries, isMore: false };
  }
  return { entries, isMore: true };
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
