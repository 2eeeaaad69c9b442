import { readConfig } from "../account/config.ts";
import { loadVendorSetups, type VendorSetup } from "../account/vendor-setup.ts";
import { defineCommand } from "../args/command.ts";
import { writeRows } from "../output/write-result.ts";
import { EXIT } from "../process/exit-code.ts";

/** `mdmkit vendors` */
export const vendorsCommand = defineCommand({
  name: "vendors",
  summary:
    "Lists the supported vendors, the environment variables of each, and whether they are set. Values are not shown.",
  notes: [
    'The config file contains the same values, named as in the column OPTION: { "vendors": { "VENDOR": { "OPTION": "…" } } }',
  ],
  examples: ["mdmkit vendors", "mdmkit vendors --output json"],
  async run(call) {
    const config = await readConfig(call.context, call.globals.config);
    const setups = await loadVendorSetups(call.context.env, config);
    await writeRows(call, { rows: setups.flatMap(rowsOf), json: setups.map(toJson) });
    await call.info(...setups.flatMap(requirementLines), `Config file: ${config.path}`);
    return EXIT.ok;
  },
});

function rowsOf({ descriptor, values }: VendorSetup) {
  return descriptor.options.map(({ name, env, description, choices }) => ({
    variable: env,
    set: values[name] === undefined ? "no" : "yes",
    description: choices ? `${description} (${choices.join(", ")})` : description,
    option: name,
    vendor: descriptor.id,
  }));
}

function toJson({ descriptor, values, problems }: VendorSetup) {
  const { id, name, credentials } = descriptor;
  const options = descriptor.options.map((option) => ({ ...option, set: values[option.name] !== undefined }));
  return { id, name, configured: problems.length === 0, credentials, options };
}

const AND = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** What is missing: one line for each way to authenticate. */
function requirementLines({ descriptor, problems }: VendorSetup): string[] {
  if (problems.length === 0) return [`${descriptor.name}: configured`];
  const schemes = descriptor.credentials.map(({ what, needs }) => {
    const variables = descriptor.options.filter(({ name }) => needs.includes(name)).map(({ env }) => env);
    return `  ${what}: ${AND.format(variables)}`;
  });
  const needs = schemes.length === 1 ? "needs" : "needs one of";
  return [`${descriptor.name}: not configured; ${needs}`, ...schemes];
}
