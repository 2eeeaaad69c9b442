import { isForSeveral } from "../../account/accounts.ts";
import { type Command, defineCommand } from "../../args/command.ts";
import { limitOption, type OptionTable } from "../../args/options.ts";
import type { Resource } from "../../resource.ts";
import { includesRemoteData, readFields } from "../../schema/fields.ts";
import { filterOptions } from "../../schema/filter-options.ts";
import { specsOf } from "../../schema/input-options.ts";
import { readSort, SORT_OPTION } from "../../schema/sort-option.ts";
import { methodsOf } from "./find-id.ts";
import { listAccounts } from "./list-accounts.ts";
import { fieldsToRead, readingLimit } from "./list-format.ts";
import { listHelp, READ_OPTIONS, readListOptions } from "./list-options.ts";
import { writeList } from "./write-list.ts";

const LIST_OPTIONS = {
  fields: { type: "text", value: "A,B.C", summary: "only these fields, such as id,name,owner.name" },
  limit: limitOption("records"),
  ...SORT_OPTION,
  ...READ_OPTIONS,
  "csv-verbatim": {
    type: "switch",
    summary: "csv: do not escape text that a spreadsheet would run as a formula",
  },
} as const satisfies OptionTable;

const JOIN_OPTION = {
  join: {
    type: "switch",
    summary:
      "one entry for each physical device of all accounts, with the identifiers that joined its records",
  },
} as const satisfies OptionTable;

const EXAMPLES: Record<Resource, readonly string[]> = {
  devices: [
    "mdmkit devices list --platform macos",
    "mdmkit devices list --sandbox --limit 5 --output json",
    "mdmkit devices list --fields serial_number,owner.name --output csv > devices.csv",
    "mdmkit devices list --account all --join",
    "mdmkit devices list --sort -last_activity_at,name --limit 20",
  ],
  users: [
    "mdmkit users list",
    "mdmkit users list --email ada@example.com",
    "mdmkit users list --sandbox --output ndjson",
  ],
  apps: [
    "mdmkit apps list --device-id 42",
    "mdmkit apps list --app-id com.example.notes --fields device.id,version --output csv > notes.csv",
  ],
  organizations: ["mdmkit organizations list --output json"],
  groups: [
    "mdmkit groups list --membership static",
    "mdmkit groups list --device-id computer-12",
    "mdmkit groups members computer-7",
  ],
};

/** `mdmkit devices list`, and the same for the other resources */
export function listCommand(resource: Resource): Command {
  const options = { ...LIST_OPTIONS, ...(resource === "devices" ? JOIN_OPTION : {}) };
  return defineCommand({
    name: `${resource} list`,
    summary: `Lists ${resource}.`,
    options,
    examples: EXAMPLES[resource],
    notes: [
      'In a table, "-" is a value the vendor does not provide, and "none" is an empty value. Standard output contains data ' +
        "only. The report, which states whether the list is complete, is on standard error.",
    ],
    schemaOptions: specsOf(filterOptions(resource)),
    help: (call) => listHelp(call, resource, options),

    async run(call, { values, schemaValues }) {
      const fields = readFields(resource, values.fields);
      const sort = readSort(resource, values.sort);
      const { join: joinValue }: { join?: unknown } = values;
      const join = joinValue === true;
      const isCombined = join || isForSeveral(call.globals.account);
      const options = await readListOptions(call, resource, { values, schemaValues, isCombined });
      const remoteData =
        values["remote-data"] ??
        includesRemoteData([...(fields ?? []), ...(sort ?? []).map(({ path }) => path)]);
      const output = {
        resource,
        fields,
        hydrated: options.hydrate,
        verbatim: values["csv-verbatim"] ?? false,
        limit: values.limit,
        sort,
      };
      if (isCombined) return listAccounts(call, { ...options, remoteData }, { ...output, join });
      const { list } = methodsOf((await call.open()).mdm, resource);
      const { plan } = list(options);
      const reading = {
        remoteData,
        ...(!remoteData && { fields: fieldsToRead(call.globals, output) }),
        ...paging(values, plan, readingLimit(output)),
      };
      return writeList(call, list({ ...options, ...reading }), output);
    },
  });
}

type Paging = { prefetch?: number; "page-size"?: number };

/** A limit within one page becomes the page size, unless filters applied by mdmkit can remove records from the page. */
function paging(values: Paging, plan: { pageSize: number; local: readonly string[] }, limit: number) {
  const { prefetch, "page-size": pageSize = plan.pageSize } = values;
  const isOnePage = limit <= pageSize && plan.local.length === 0;
  return isOnePage ? { pageSize: limit, prefetch: 0 } : { pageSize, prefetch };
}
