import type { Device } from "@mdmkit/unified";
import type { FleetAccount } from "../fleet/fleet.ts";
import { columnsOf, filterProperties } from "../schema/document.ts";
import { ACCOUNT, accountsFor } from "./accounts.ts";
import { eachAccount } from "./each-account.ts";
import { listProblems } from "./list-problems.ts";
import { cellAt, fieldsFor } from "./rows.ts";
import { readTool, type ToolCall } from "./tool.ts";

type CountInput = { readonly account?: string; readonly by?: string; readonly [filter: string]: unknown };
/** Different values counted one by one. */
const MOST_VALUES = 200;

export const countDevices = readTool<CountInput>({
  name: "count_devices",
  title: "Count devices",
  description:
    "Counts the devices that match the filters, as a whole or by the values of a field. It reads the whole list, so it takes longer than find_devices.",
  input: {
    ...ACCOUNT,
    ...filterProperties("devices"),
    by: { description: "The field to count by.", enum: columnsOf("devices").filter((name) => name !== "id") },
  },
  output: {
    type: "object",
    required: ["devices", "values", "others", "none", "not_provided", "undecided", "complete"],
    properties: {
      devices: { description: "Devices that match.", type: "integer" },
      values: {
        description: "Devices by value, the most frequent first; null without `by`.",
        type: ["object", "null"],
        additionalProperties: { type: "integer" },
      },
      others: {
        description: `Devices with further values than the ${MOST_VALUES} most frequent.`,
        type: "integer",
      },
      none: { description: "Devices that have no value.", type: "integer" },
      not_provided: { description: "Devices whose value the vendor does not provide.", type: "integer" },
      undecided: {
        description: "Devices not counted, because they lack a field that a filter compares; they may match.",
        type: "integer",
      },
      complete: { description: "False if devices may be missing.", type: "boolean" },
    },
    additionalProperties: false,
  },
  async run({ account, by, ...filters }, call) {
    const accounts = await accountsFor(call, account);
    const { results, problems: failed } = await eachAccount(accounts, call, (one) =>
      countAccount(one, { by, filters, call }),
    );
    const values = new Map<string, number>();
    const sums = { devices: 0, none: 0, not_provided: 0, undecided: 0 };
    for (const result of results) {
      for (const [value, count] of result.values) values.set(value, (values.get(value) ?? 0) + count);
      sums.devices += result.devices;
      sums.none += result.none;
      sums.not_provided += result.notProvided;
      sums.undecided += result.undecided;
    }
    const sorted = [...values].sort(([, one], [, other]) => other - one);
    const problems = [...failed, ...results.flatMap((result) => result.problems)];
    return {
      summary: `${sums.devices.toLocaleString("en")} devices in ${accounts.length} ${accounts.length === 1 ? "account" : "accounts"}.`,
      problems,
      content: {
        ...sums,
        values: by === undefined ? null : Object.fromEntries(sorted.slice(0, MOST_VALUES)),
        others: sorted.slice(MOST_VALUES).reduce((sum, [, count]) => sum + count, 0),
        complete: problems.length === 0,
      },
    };
  },
});

type Count = { readonly by: string | undefined; readonly filters: object; readonly call: ToolCall };

function countAccount(account: FleetAccount, { by, filters, call: { fleet, signal } }: Count) {
  return fleet.use(account, { capability: "devices.list", signal }, async (mdm) => {
    const counts = { devices: 0, none: 0, notProvided: 0, values: new Map<string, number>() };
    const fields = by === undefined ? [] : fieldsFor([by]);
    const listing = mdm.devices.list({ ...filters, fields, remoteData: false, signal });
    for await (const device of listing) count(counts, device, by);
    const { report } = listing;
    return { ...counts, undecided: report.undecided, problems: listProblems(account.name, report) };
  });
}

type Counts = { devices: number; none: number; notProvided: number; values: Map<string, number> };

function count(counts: Counts, device: Partial<Device>, by: string | undefined): void {
  counts.devices += 1;
  if (by === undefined) return;
  const value = cellAt(device, by);
  if (value === undefined) counts.notProvided += 1;
  else if (value === null || (Array.isArray(value) && value.length === 0)) counts.none += 1;
  else
    for (const one of new Set([value].flat().map(String)))
      counts.values.set(one, (counts.values.get(one) ?? 0) + 1);
}
