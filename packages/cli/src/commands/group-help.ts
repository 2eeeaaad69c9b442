import { hasAction, type VendorSupport, withVendors } from "../account/vendor-support.ts";
import type { Call } from "../args/call.ts";
import { firstSentence, page } from "../args/help.ts";
import { usageError } from "../process/command-error.ts";
import { EXIT, type ExitCode } from "../process/exit-code.ts";
import { suggest } from "../process/suggest.ts";
import { RESOURCES, type Resource } from "../resource.ts";
import { enumOf, kebab } from "../schema/input-options.ts";
import { COMMANDS, commandsOf, isGroup } from "./index.ts";

type Row = readonly [string, string];

const OPERATIONS: Record<string, string> = {
  list: "Lists records, with filters",
  get: "Shows one record with all fields",
  create: "Creates a record",
  update: "Changes properties of a record",
  delete: "Deletes a record at the vendor",
};

/** What is made of lists and single reads. */
const READING: readonly Row[] = [
  ["export", "Writes all records to a file: CSV, JSON or Parquet"],
  ["explain ID", "Shows where the fields of a record come from"],
  ["snapshot", "Prints all records as JSON, for diff"],
  ["diff OLD NEW", "Shows what changed between two snapshots"],
];

const BULK: Row = ["bulk ACTION", "Performs an action on many devices, after a preview"];

/** Help for words that are the beginning of several commands, such as `devices`. */
export async function groupHelp(call: Call, group: string): Promise<ExitCode> {
  if (isResource(group)) return resourceHelp(call, group);
  const help = page(call.context, [
    { title: "Usage", text: `mdmkit ${group} COMMAND [options]` },
    { title: "Commands", rows: await commandRows(group) },
    { text: `Options of a command: mdmkit ${group} COMMAND --help` },
  ]);
  await call.context.stdout.write(help);
  return EXIT.ok;
}

/** The commands of a group, including those of its subgroups. */
export async function commandRows(group: string): Promise<Row[]> {
  const loaders = Object.entries(COMMANDS).filter(([name]) => name.startsWith(`${group} `));
  const commands = await Promise.all(loaders.map(([, load]) => load()));
  return commands.map(({ row: [usage, summary] }) => [usage.slice(group.length + 1), firstSentence(summary)]);
}

const isResource = (group: string): group is Resource => RESOURCES.some((resource) => resource === group);

/** `mdmkit devices --help`: the commands and actions that the vendors support. */
async function resourceHelp(call: Call, resource: Resource): Promise<ExitCode> {
  const vendors = await call.allSupport();
  const [first, ...others] = vendors;
  const of = first && others.length === 0 ? `, as supported by ${first.name}` : "";
  const help = page(call.context, [
    { text: `Commands for ${resource}${of}.` },
    { title: "Usage", text: `mdmkit ${resource} COMMAND [ID] [options]` },
    {
      title: "Commands",
      rows: [...operationRows(resource, vendors), ...ownRows(resource, vendors), ...READING],
    },
    { title: "Actions", rows: resource === "devices" ? [...(await actionRows(vendors)), BULK] : [] },
    ...(others.length > 0 ? [{ text: vendorNote(vendors) }] : []),
    { text: `Options of a command: mdmkit ${resource} COMMAND --help` },
    {
      title: "Examples",
      rows: [
        [`mdmkit ${resource} list --sandbox`, ""],
        [`mdmkit ${resource} get ID --output json`, ""],
      ],
    },
  ]);
  await call.context.stdout.write(help);
  return EXIT.ok;
}

const vendorNote = (vendors: readonly VendorSupport[]): string =>
  `Commands that only some vendors support are marked. --vendor ID shows one vendor: ${vendors.map(({ id }) => id).join(", ")}.`;

function operationRows(resource: Resource, vendors: readonly VendorSupport[]): Row[] {
  return Object.entries(OPERATIONS).flatMap(([name, summary]): Row[] => {
    const text = withVendors(summary, vendors, ({ capabilities }) =>
      capabilities[resource].operations.some((operation) => operation === name),
    );
    return text === undefined ? [] : [[name === "list" || name === "create" ? name : `${name} ID`, text]];
  });
}

/** Commands that one resource has beside those of all. */
function ownRows(resource: Resource, vendors: readonly VendorSupport[]): Row[] {
  const status = withVendors(
    "Shows the status of a device command",
    vendors,
    ({ capabilities }) => resource === "devices" && capabilities.devices.command_status,
  );
  const members = withVendors(
    "Lists the members of a group",
    vendors,
    ({ capabilities }) => resource === "groups" && capabilities.groups.members,
  );
  const criteria = withVendors(
    "Shows the criteria of a group as a condition (preview, set-criteria)",
    vendors,
    ({ capabilities }) => resource === "groups" && capabilities.groups.criteria,
  );
  const added = withVendors(
    "Adds members to a group, or removes them (remove-members)",
    vendors,
    ({ capabilities }) => resource === "groups" && capabilities.groups.add_members,
  );
  return [
    ...(status === undefined ? [] : [["command ID COMMAND_ID", status] as const]),
    ...(members === undefined ? [] : [["members ID", members] as const]),
    ...(criteria === undefined ? [] : [["criteria ID", criteria] as const]),
    ...(added === undefined ? [] : [["add-members ID", added] as const]),
  ];
}

async function actionRows(vendors: readonly VendorSupport[]): Promise<Row[]> {
  const { actionSummary } = await import("./records/action.ts");
  return enumOf("DeviceActionName").flatMap((name): Row[] => {
    const text = withVendors(actionSummary(kebab(name)), vendors, (vendor) => hasAction(vendor, name));
    return text === undefined ? [] : [[`${kebab(name)} ID`, text]];
  });
}

/** The error for words that are not a command, or only the beginning of one. */
export async function unknownCommand(words: readonly string[]): Promise<Error> {
  const name = words.join(" ");
  if (isGroup(name)) return usageError(`\`${name}\` needs a command.`, helpHint(name));
  const group = words.slice(0, -1).join(" ");
  const known = [
    ...commandsOf(group).map((command) => command.split(" ", 1)[0] ?? ""),
    ...(group === "devices" ? (await import("./records/action.ts")).actionWords() : []),
  ];
  return usageError(`Unknown command ${name}.`, suggest(words.at(-1) ?? "", known) ?? helpHint(group));
}

const helpHint = (group: string): string =>
  `\`${["mdmkit", ...(group ? [group] : []), "--help"].join(" ")}\` lists the commands.`;
