import type { UnifiedComponents } from "@mdmkit/unified";
import { limitOption, type OptionTable } from "../../args/options.ts";
import type { Gateway } from "../../gateway/connect.ts";
import { defineGatewayCommand } from "../../gateway/define-command.ts";
import { ONLY_ACCOUNT, READ_ACCESS, readAccounts, resourceOption } from "../../gateway/fleets.ts";
import { printable } from "../../output/printable.ts";
import { display, displayTime } from "../../output/value.ts";
import { writeRows } from "../../output/write-result.ts";
import { EXIT } from "../../process/exit-code.ts";

type Schemas = UnifiedComponents["schemas"];
type FleetRecord = Schemas["FleetRecord"];

const FIELDS = ["id", "name", "changed_at", "first_seen_at"] as const;
const SORTS: readonly Schemas["FleetRecordSort"][] = FIELDS.flatMap((field) => [field, `-${field}` as const]);

const OPTIONS = {
  account: ONLY_ACCOUNT,
  resource: resourceOption("what to list (default: devices)"),
  name: { type: "text", value: "NAME", summary: "only records with this name" },
  "serial-number": { type: "text", value: "SERIAL", summary: "only devices with this serial number" },
  missing: { type: "switch", summary: "only records that the vendor has no more" },
  "changed-since": { type: "text", value: "TIME", summary: "only records that changed since, in RFC 3339" },
  sort: { type: "text", value: "FIELD", choices: SORTS, summary: "order; with - descending (default: id)" },
  limit: limitOption("records (default: 50)"),
} as const satisfies OptionTable;

const DEFAULT_LIMIT = 50;
/** Maximum of `limit` in the unified document. */
const MAX_PAGE_SIZE = 1000;

/** `mdmkit fleet list` */
export const listFleetCommand = defineGatewayCommand({
  name: "fleet list",
  summary: "Lists records that a gateway has stored, without a request to a vendor.",
  options: OPTIONS,
  notes: ["--output json shows whole records."],
  access: READ_ACCESS,
  examples: ["mdmkit fleet list", "mdmkit fleet list --missing --sort=-changed_at --output json"],
  async run(call, { values: { account, limit = DEFAULT_LIMIT, ...values }, gateway }) {
    const { names, only } = await readAccounts(gateway, account);
    const query = {
      ...(only !== undefined && { integrated_account_ids: [only] }),
      ...(values.resource !== undefined && { resource: values.resource }),
      ...(values.name !== undefined && { name: values.name }),
      ...(values["serial-number"] !== undefined && { serial_number: values["serial-number"] }),
      ...(values.missing && { missing: true }),
      ...(values["changed-since"] !== undefined && { changed_since: values["changed-since"] }),
      ...(values.sort !== undefined && { sort: values.sort }),
    };
    const { records, hasMore } = await readRecords(gateway, query, limit);
    const rows = records.map((record) => rowOf(record, names));
    await writeRows(call, { rows, json: records, cuttable: ["account", "name"] });
    if (records.length === 0)
      await call.info("No stored records. `mdmkit gateway sync list` shows what is read.");
    if (hasMore) await call.info(`The first ${limit} are shown (--limit).`);
    return EXIT.ok;
  },
});

type Query = Omit<NonNullable<Parameters<typeof pageOf>[1]>, "limit" | "next_cursor">;

async function readRecords(gateway: Gateway, query: Query, limit: number) {
  const records: FleetRecord[] = [];
  let cursor: string | null | undefined;
  while (records.length < limit && cursor !== null) {
    const size = Math.min(MAX_PAGE_SIZE, limit - records.length);
    const page = await pageOf(gateway, { ...query, limit: size, ...(cursor && { next_cursor: cursor }) });
    records.push(...page.result);
    cursor = page.next_cursor;
  }
  return { records, hasMore: typeof cursor === "string" };
}

type RecordsQuery = {
  integrated_account_ids?: string[];
  resource?: Schemas["FleetResource"];
  name?: string;
  serial_number?: string;
  missing?: boolean;
  changed_since?: string;
  sort?: Schemas["FleetRecordSort"];
  limit: number;
  next_cursor?: string;
};

function pageOf({ client, request }: Gateway, query: RecordsQuery) {
  return request(client.GET("/fleet/records", { params: { query } }));
}

function rowOf(
  { integrated_account_id: account, id, record, changed_at, missing_since }: FleetRecord,
  names: ReadonlyMap<string, string>,
) {
  return {
    ...{ account: names.get(account) ?? account, id: printable(id), name: printable(display(record.name)) },
    serial: printable(display(record.serial_number)),
    changed: displayTime(changed_at),
    missing: missing_since === null ? "" : displayTime(missing_since),
  };
}
