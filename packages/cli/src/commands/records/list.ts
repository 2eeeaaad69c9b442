import { isForSeveral } from "../../account/accounts.ts";
import { type Command, defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import type { Resource } from "../../resource.ts";
import { includesRemoteData, readFields } from "../../schema/fields.ts";
import { assertFilters, filterHelp, filterOptions } from "../../schema/filter-options.ts";
import { HYDRATE_OPTIONS, hydrateHelp, readHydrate } from "../../schema/hydrate-options.ts";
import { bodyOf, specsOf } from "../../schema/input-options.ts";
import { methodsOf } from "./find-id.ts";
import { listAccounts } from "./list-accounts.ts";
import { writeList } from "./write-list.ts";

const LIST_OPTIONS = {
  fields: { type: "text", value: "A,B.C", summary: "only these fields, such as id,name,owner.name" },
  limit: { type: "number", value: "N", summary: "maximum number of records" },
  "page-size": {
    type: "number",
    value: "N",
    summary: "records per vendor request (default: the vendor's maximum)",
  },
  ...HYDRATE_OPTIONS,
  prefetch: {
    type: "number",
    value: "N",
    min: 0,
    summary: "pages to request ahead, at most 20 (default: 1)",
  },
  "remote-data": { type: "switch", summary: "include the vendor's record as remote_data" },
  "csv-verbatim": {
    type: "switch",
    summary: "csv: do not escape text that a spreadsheet would run as a formula",
  },
} as const satisfies OptionTable;

const JOIN_OPTION = {
  join: {
    type: "switch",
    summary: "one entry for each physical device of all accounts, with what its records were joined by",
  },
} as const satisfies OptionTable;

const EXAMPLES: Record<Resource, readonly string[]> = {
  devices: [
    "mdmkit devices list --platform macos",
    "mdmkit devices list --sandbox --limit 5 --output json",
    "mdmkit devices list --fields serial_number,owner.name --output csv > devices.csv",
    "mdmkit devices list --account all --join",
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
};

/** `mdmkit devices list`, and the same for the other resources */
export function listCommand(resource: Resource): Command {
  const filters = filterOptions(resource);
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
    schemaOptions: specsOf(filters),
    help: async (call) => {
      const vendors = await call.allSupport();
      const { hydrate: _fields, "hydrate-requests": _requests, ...others } = options;
      return {
        schemaOptions: filterHelp(resource, vendors),
        options: { ...others, ...hydrateHelp(resource, vendors) },
      };
    },

    async run(call, { values, schemaValues }) {
      const fields = readFields(resource, values.fields);
      const { join: joinValue }: { join?: unknown } = values;
      const join = joinValue === true;
      const isCombined = join || isForSeveral(call.globals.account);
      const vendors = isCombined ? await call.allSupport() : [await call.support()];
      assertFilters(vendors, resource, Object.keys(schemaValues));
      const hydrate = readHydrate(vendors, resource, values.hydrate);
      const options = {
        ...bodyOf(filters, schemaValues),
        hydrate,
        hydrateRequests: values["hydrate-requests"],
        remoteData: values["remote-data"] ?? includesRemoteData(fields),
        signal: call.context.signal,
      };
      const output = {
        resource,
        fields,
        hydrated: hydrate,
        verbatim: values["csv-verbatim"] ?? false,
        limit: values.limit,
      };
      if (isCombined) {
        const { prefetch, "page-size": pageSize } = values;
        return listAccounts(call, { ...options, prefetch, pageSize }, { ...output, join });
      }
      const { list } = methodsOf((await call.open()).mdm, resource);
      const { plan } = list(options);
      return writeList(call, list({ ...options, ...paging(values, plan) }), output);
    },
  });
}

type Paging = { limit?: number; prefetch?: number; "page-size"?: number };

/** A limit within one page becomes the page size, unless filters applied by mdmkit can remove records from the page. */
function paging(values: Paging, plan: { pageSize: number; local: readonly string[] }) {
  const { limit, prefetch, "page-size": pageSize = plan.pageSize } = values;
  const isOnePage = limit !== undefined && limit <= pageSize && plan.local.length === 0;
  return isOnePage ? { pageSize: limit, prefetch: 0 } : { pageSize, prefetch };
}
