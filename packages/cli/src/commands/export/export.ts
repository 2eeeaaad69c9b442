import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { isForSeveral } from "../../account/accounts.ts";
import type { Call } from "../../args/call.ts";
import { type Command, type CommandInput, defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { createParquetFile } from "../../export/parquet.ts";
import { createTextFile, type RecordFile } from "../../export/record-file.ts";
import { openWorkFolder } from "../../export/work-folder.ts";
import { createCsvFormat } from "../../output/csv.ts";
import { createJsonFormat, createNdjsonFormat } from "../../output/json.ts";
import { usageError } from "../../process/command-error.ts";
import type { Resource } from "../../resource.ts";
import { columnType } from "../../schema/column-type.ts";
import { allFields, includesRemoteData, readFields } from "../../schema/fields.ts";
import { filterOptions } from "../../schema/filter-options.ts";
import { specsOf } from "../../schema/input-options.ts";
import { listHelp, READ_OPTIONS, readListOptions } from "../records/list-options.ts";
import { exportRecords } from "./export-records.ts";

const FORMATS = ["csv", "ndjson", "json", "parquet"] as const;
type Format = (typeof FORMATS)[number];

const OPTIONS = {
  out: { type: "text", value: "FILE", summary: "the file to write or replace" },
  format: {
    type: "text",
    value: "FORMAT",
    choices: FORMATS,
    summary: "csv, ndjson, json or parquet (default: by the end of FILE)",
  },
  fields: { type: "text", value: "A,B.C", summary: "only these fields, such as id,name,owner.name" },
  "accept-incomplete": { type: "switch", summary: "write the file also if a list is incomplete" },
  restart: { type: "switch", summary: "discard what an interrupted run has read" },
  ...READ_OPTIONS,
  "csv-verbatim": {
    type: "switch",
    summary: "csv: do not escape text that a spreadsheet would run as a formula",
  },
} as const satisfies OptionTable;

type Values = CommandInput<typeof OPTIONS>["values"];

/** `mdmkit devices export`, and the same for the other resources */
export function exportCommand(resource: Resource): Command {
  return defineCommand({
    name: `${resource} export`,
    summary: `Writes all ${resource} of an account, or of several, to a file.`,
    options: OPTIONS,
    schemaOptions: specsOf(filterOptions(resource)),
    help: (call) => listHelp(call, resource, OPTIONS),
    notes: [
      "The file is replaced when it is complete, never before. Until then, what was read is kept in FILE.partial: after an interruption or an error, the same command goes on from there. A new file can be read by you only.",
      "If a list is incomplete, the file is not written and the exit code is 5. --accept-incomplete writes it, with exit code 0 if every account could be read.",
    ],
    examples: [
      `mdmkit ${resource} export --out ${resource}.csv`,
      `mdmkit ${resource} export --account all --out ${resource}.parquet`,
      `mdmkit ${resource} export --sandbox --fields id,name --out ${resource}.ndjson`,
    ],
    async run(call, { values, schemaValues }) {
      const { out, format } = readTarget(call, values);
      const fields = readFields(resource, values.fields);
      const isCombined = isForSeveral(call.globals.account);
      const list = {
        ...(await readListOptions(call, resource, { values, schemaValues, isCombined })),
        remoteData: values["remote-data"] ?? includesRemoteData(fields),
      };
      const sessions = isCombined ? await call.openAll() : [await call.open()];
      const file = await realpath(out).catch(() => resolve(out));
      const accounts = sessions.map(({ account }) => account);
      const { signal: _signal, pageSize: _pageSize, prefetch: _prefetch, ...request } = list;
      const folder = await openWorkFolder(
        file,
        { resource, accounts, list: { ...request, ...sandboxOf(call) } },
        { restart: values.restart ?? false },
      );
      const added = isCombined ? ["account"] : [];
      const columns = [
        ...added,
        ...(fields ?? [...allFields(resource), ...(list.remoteData ? ["remote_data"] : [])]),
      ];
      return exportRecords(call, {
        ...{ file, folder, sessions, resource, list, isCombined },
        accepts: values["accept-incomplete"] ?? false,
        open: () => openFile(folder.output, { format, resource, columns, fields: fields && columns, values }),
      });
    },
  });
}

/** Other sample data is another list. */
function sandboxOf({ globals }: Call): object {
  const { sandbox, seed, "sandbox-devices": devices } = globals;
  return sandbox ? { sandbox: { seed, devices } } : {};
}

function readTarget({ globals }: Call, { out, format }: Values): { out: string; format: Format } {
  if (globals.output !== undefined) throw usageError("An export has --format instead of --output.");
  if (!out) throw usageError("Missing option --out.", "Name the file to write: --out devices.csv");
  const ending = out.split(".").at(-1)?.toLowerCase().replace("jsonl", "ndjson");
  const found = format ?? FORMATS.find((known) => known === ending);
  if (found) return { out, format: found };
  throw usageError(`The format of ${out} is unknown.`, `Choose it with --format: ${FORMATS.join(", ")}.`);
}

type FileOptions = {
  readonly format: Format;
  readonly resource: Resource;
  /** Of formats with columns. */
  readonly columns: readonly string[];
  /** `--fields`, for formats that need no columns. */
  readonly fields: readonly string[] | undefined;
  readonly values: Pick<Values, "csv-verbatim">;
};

async function openFile(
  path: string,
  { format, resource, columns, fields, values }: FileOptions,
): Promise<RecordFile> {
  if (format === "parquet")
    return createParquetFile(
      path,
      columns.map((column) => ({
        path: column,
        type: column === "account" ? "text" : columnType(resource, column),
      })),
    );
  if (format === "csv")
    return createTextFile(
      path,
      createCsvFormat({ fields: columns, verbatim: values["csv-verbatim"] ?? false }),
    );
  return createTextFile(
    path,
    format === "json" ? createJsonFormat({ fields }) : createNdjsonFormat({ fields }),
  );
}
