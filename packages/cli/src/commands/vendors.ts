import { surveyVendors, type VendorChoice } from "../account/choose-vendor.ts";
import { readConfig } from "../account/config.ts";
import { defineCommand } from "../args/command.ts";
import { writeRows } from "../output/write-rows.ts";
import { EXIT } from "../process/exit-code.ts";

/** `mdmkit vendors` */
export const vendorsCommand = defineCommand({
  name: "vendors",
  summary:
    "Lists the vendors and the environment variables each reads. Tells which are set, never their values.",
  notes: [
    'The config file takes the same by the names under OPTION: { "vendors": { "VENDOR": { "OPTION": "…" } } }',
  ],
  examples: ["mdmkit vendors", "mdmkit vendors --output json"],
  async run(call) {
    const config = await readConfig(call.context, call.globals.config);
    const survey = await surveyVendors(call.context.env, config);
    await writeRows(call, { rows: survey.flatMap(rowsOf), json: survey.map(toJson) });
    await call.tell(...survey.map(needsLine), `Config file: ${config.path}`);
    return EXIT.ok;
  },
});

function rowsOf({ descriptor, values }: VendorChoice) {
  return descriptor.options.map(({ name, env, description, choices }) => ({
    vendor: descriptor.id,
    variable: env,
    option: name,
    set: values[name] === undefined ? "no" : "yes",
    description: choices ? `${description} (${choices.join(", ")})` : description,
  }));
}

function toJson({ descriptor, values, problems }: VendorChoice) {
  const { id, name, credentials } = descriptor;
  const options = descriptor.options.map((option) => ({ ...option, set: values[option.name] !== undefined }));
  return { id, name, configured: problems.length === 0, credentials, options };
}

function needsLine({ descriptor, problems }: VendorChoice): string {
  const ways = descriptor.credentials.map(({ what, needs }) => {
    const variables = descriptor.options.filter(({ name }) => needs.includes(name)).map(({ env }) => env);
    return `${variables.join(" and ")} (${what})`;
  });
  return `${descriptor.name} needs ${ways.join(", or ")}; ${problems.length === 0 ? "that is set" : "not set yet"}.`;
}
