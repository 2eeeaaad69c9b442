import { type Command, defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { chooseFormat } from "../../output/choose-format.ts";
import type { Resource } from "../../output/columns.ts";
import { readFields } from "../../schema/fields.ts";
import { assertFilters, filterHelp, filterOptions } from "../../schema/filter-options.ts";
import { HYDRATE_OPTIONS, hydrateHelp, readHydrate } from "../../schema/hydrate-options.ts";
import { bodyOf, specsOf } from "../../schema/schema-options.ts";
import { callsOf } from "./find-id.ts";
import { writeList } from "./write-list.ts";

const LIST_OPTIONS = {
  fields: { type: "text", value: "A,B.C", summary: "only these fields, such as id,name,owner.name" },
  limit: { type: "number", value: "N", summary: "stop after so many" },
  "page-size": {
    type: "number",
    value: "N",
    summary: "records per vendor request (as many as the vendor allows)",
  },
  ...HYDRATE_OPTIONS,
  prefetch: { type: "number", value: "N", least: 0, summary: "pages requested ahead, up to 20 (1)" },
  "remote-data": { type: "switch", summary: "add the vendor's own record as remote_data" },
  "csv-verbatim": {
    type: "switch",
    summary: "csv: leave text alone that a spreadsheet would run as a formula",
  },
} as const satisfies OptionTable;

const EXAMPLES: Record<Resource, readonly string[]> = {
  devices: [
    "mdmkit devices list --platform macos",
    "mdmkit devices list --sandbox --limit 5 --output json",
    "mdmkit devices list --fields serial_number,owner.name --output csv > devices.csv",
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

/** `mdmkit devices list` and the list of every other resource */
export function listCommand(resource: Resource): Command {
  const filters = filterOptions(resource);
  return defineCommand({
    name: `${resource} list`,
    summary: `Lists ${resource}, all of them unless filtered.`,
    options: LIST_OPTIONS,
    examples: EXAMPLES[resource],
    notes: [
      'In a table "-" means that the vendor cannot tell, "none" that there is none. Standard output is data only; the report, ' +
        "which says whether the list is complete, goes to standard error.",
    ],
    extra: specsOf(filters),
    help: async (call) => {
      const abilities = await call.abilities();
      const { hydrate: _fields, "hydrate-requests": _requests, ...others } = LIST_OPTIONS;
      return {
        extra: filterHelp(resource, abilities),
        options: { ...others, ...hydrateHelp(resource, abilities) },
      };
    },

    async run(call, { values, extra }) {
      const fields = readFields(resource, values.fields);
      await assertFilters(call, resource, Object.keys(extra));
      const hydrate = await readHydrate(call, resource, values.hydrate);
      const { mdm } = await call.open();
      const calls = callsOf(mdm, resource);
      const options = {
        ...bodyOf(filters, extra),
        hydrate,
        hydrateRequests: values["hydrate-requests"],
        remoteData:
          values["remote-data"] ?? fields?.some((field) => field.split(".", 1)[0] === "remote_data") ?? false,
        signal: call.context.signal,
      };
      const { plan } = calls.list(options);
      const listing = calls.list({ ...options, ...paging(values, plan) });
      const verbatim = values["csv-verbatim"] ?? false;
      const format = chooseFormat(call, { resource, fields, hydrated: hydrate, verbatim });
      return writeList(call, { listing, format, label: resource, limit: values.limit });
    },
  });
}

type Paging = { limit?: number; prefetch?: number; "page-size"?: number };

/** A limit that one page can satisfy asks for no more than that, unless filters applied here may drop records. */
function paging(values: Paging, plan: { pageSize: number; local: readonly string[] }) {
  const { limit, prefetch, "page-size": pageSize = plan.pageSize } = values;
  const isOnePage = limit !== undefined && limit <= pageSize && plan.local.length === 0;
  return isOnePage ? { pageSize: limit, prefetch: 0 } : { pageSize, prefetch };
}
