import type { Call } from "./call.ts";
import type { Group } from "./commands/index.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { page } from "./help.ts";

type Row = readonly [string, string];

const COMMANDS: Record<string, string> = {
  list: "all of them, or those that pass filters",
  get: "one with everything the vendor tells",
  create: "a new one",
  update: "change what is given, leave the rest",
  delete: "remove the record at the vendor",
};

/** `mdmkit devices --help`: what the chosen vendor can do, and only that. */
export async function groupHelp(call: Call, group: Group): Promise<ExitCode> {
  const capabilities = await call.capabilities();
  const { descriptor } = await call.vendor();
  const rows = capabilities[group].operations.map(
    (name): Row => [name === "list" || name === "create" ? name : `${name} ID`, COMMANDS[name] ?? ""],
  );
  const help = page(call.context.stdout, [
    {
      text: `What mdmkit can do with ${group} at ${descriptor.name}. Usage: mdmkit ${group} COMMAND [ID] [options]`,
    },
    { title: "Commands", rows },
    { title: "Actions", rows: group === "devices" ? await actionRows(call) : [] },
    { text: `Options of a command: mdmkit ${group} COMMAND --help` },
    {
      title: "Examples",
      rows: [
        [`mdmkit ${group} list --sandbox`, ""],
        [`mdmkit ${group} get ID --output json`, ""],
      ],
    },
  ]);
  await call.context.stdout.write(help);
  return EXIT.ok;
}

async function actionRows(call: Call): Promise<Row[]> {
  const { actionSummary } = await import("./commands/action.ts");
  const { kebab } = await import("./schema-options.ts");
  const { devices } = await call.capabilities();
  return devices.actions.map(({ action }): Row => [`${kebab(action)} ID`, actionSummary(kebab(action))]);
}
