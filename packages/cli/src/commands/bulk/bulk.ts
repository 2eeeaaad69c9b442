import { type ActionName, fromWireAction } from "@mdmkit/unified";
import { hasAction } from "../../account/vendor-support.ts";
import type { Call } from "../../args/call.ts";
import { defineCommand } from "../../args/command.ts";
import type { OptionTable, OptionValue } from "../../args/options.ts";
import { CommandError, usageError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";
import { suggest } from "../../process/suggest.ts";
import { filterHelp, filterOptions } from "../../schema/filter-options.ts";
import { enumOf, kebab, snake, specsOf } from "../../schema/input-options.ts";
import { BODY_OPTIONS, type BodySchema, bodySchema, readBody } from "../../schema/read-body.ts";
import { COMMON_PROPERTIES } from "../records/action.ts";
import { readListOptions } from "../records/list-options.ts";
import { apply } from "./apply.ts";
import { preview } from "./preview.ts";

const OPTIONS = {
  from: {
    type: "text",
    value: "FILE",
    summary: "the devices: ids, CSV or NDJSON, or - for standard input; instead of filters",
  },
  all: { type: "switch", summary: "all devices; without it, a filter or --from is needed" },
  save: { type: "text", value: "FILE", summary: "store the plan" },
  apply: { type: "text", value: "FILE", summary: "run a stored plan, or go on with it" },
  confirm: {
    type: "number",
    value: "N",
    summary: "for actions that lock users out or destroy data: the number of devices of the plan",
  },
  budget: { type: "number", value: "N", summary: "maximum number of vendor requests of this run" },
  log: { type: "text", value: "FILE", summary: "what was sent (default: FILE.log beside the plan)" },
  ...BODY_OPTIONS,
} as const satisfies OptionTable;

const FILTERS = filterOptions("devices");
const schemas: Readonly<Record<string, BodySchema>> = Object.fromEntries(
  enumOf("DeviceActionName").map((name) => [
    name,
    bodySchema(`${capitalized(name)}Action`, COMMON_PROPERTIES),
  ]),
);
/** The inputs of all actions. */
const INPUTS = Object.assign({}, ...Object.values(schemas).map(({ options }) => specsOf(options)));

/** `mdmkit devices bulk` */
export const bulkCommand = defineCommand({
  name: "devices bulk",
  summary:
    "Performs a device action on many devices: shows first what it would do, then runs the stored plan.",
  arguments: ["ACTION"],
  options: OPTIONS,
  schemaOptions: { ...specsOf(FILTERS), ...INPUTS },
  help: async (call) => ({
    schemaOptions: { ...filterHelp("devices", await call.allSupport()), ...INPUTS },
  }),
  notes: [
    "Without --apply, devices are read and nothing is sent. A plan contains no secrets: give --pin again to run it. Devices whose owner or enrollment changed since are refused. What was sent, or may have been, is never sent again: run --apply again after an interruption, a crash or the end of the budget.",
    "OUTCOME: done, failed (nothing was carried out), unsettled (it may have been carried out: check the device), refused, or skipped (not attempted). Exit codes: 1 failed or unsettled, 5 skipped, 6 refused.",
  ],
  examples: [
    "mdmkit devices bulk restart --platform macos --save plan.json",
    "mdmkit devices bulk restart --apply plan.json --budget 500",
    "mdmkit devices bulk lock --from lost.csv --pin - --save lock.json",
    "mdmkit devices bulk lock --apply lock.json --pin - --confirm 12",
  ],
  async run(call, { arguments: [word = ""], values, schemaValues }) {
    const action = await readAction(call, word);
    const wire = snake(word);
    const schema = schemas[wire];
    if (!schema) throw new Error(`no schema of ${wire}`);
    const [inputValues, filterValues] = split(schemaValues, word, schema);
    const inputs = await readBody(call.context, schema, { values, schemaValues: inputValues });
    const { from, all, save, apply: path, confirm, budget, log } = values;
    const hasFilters = Object.keys(filterValues).length > 0;
    if (path !== undefined) {
      if (from !== undefined || all || save !== undefined || hasFilters)
        throw usageError(
          "--apply runs a stored plan, which has its devices.",
          "Leave the other options out.",
        );
      return apply(call, { path, action: wire, inputs, confirm, budget, log });
    }
    const sources = [from !== undefined, all === true, hasFilters].filter(Boolean).length;
    if (sources !== 1)
      throw usageError(
        sources === 0 ? "Which devices?" : "--from, --all and filters exclude each other.",
        "Give filters, or --from FILE, or --all.",
      );
    const list = await readListOptions(call, "devices", {
      ...{ values: {}, schemaValues: filterValues, isCombined: false },
    });
    return preview(call, { action, inputs, from, save, list: { ...list, remoteData: false } });
  },
});

/** The action, if the vendor has it: otherwise it is refused before any request. */
async function readAction(call: Call, word: string): Promise<ActionName> {
  const action = fromWireAction(snake(word));
  const words = enumOf("DeviceActionName").map(kebab);
  if (!action)
    throw usageError(`Unknown action ${word}. Actions: ${words.join(", ")}.`, suggest(word, words));
  const vendor = await call.support();
  if (hasAction(vendor, snake(word))) return action;
  throw new CommandError(`${vendor.name} does not support the action ${word}.`, { exitCode: EXIT.refused });
}

type Values = Readonly<Record<string, OptionValue>>;

/** Options that are inputs of the action, and those that are filters. */
function split(values: Values, word: string, { options }: BodySchema): [inputs: Values, filters: Values] {
  const entries = Object.entries(values);
  const isFilter = ([name]: readonly [string, unknown]) => Object.hasOwn(FILTERS, name);
  const other = entries.find((entry) => !isFilter(entry) && !Object.hasOwn(options, entry[0]));
  if (other) throw usageError(`${word} has no input --${other[0]}.`);
  return [
    Object.fromEntries(entries.filter((entry) => !isFilter(entry))),
    Object.fromEntries(entries.filter(isFilter)),
  ];
}

function capitalized(wire: string): string {
  const name = fromWireAction(wire) ?? wire;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
