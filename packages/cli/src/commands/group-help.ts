import { type Ability, hasAction, phraseFor } from "../account/ability.ts";
import type { Call } from "../args/call.ts";
import { firstSentence, page } from "../args/help.ts";
import { RESOURCES, type Resource } from "../output/columns.ts";
import { EXIT, type ExitCode } from "../process/exit-code.ts";
import { enumOf, kebab } from "../schema/schema-options.ts";
import { COMMANDS } from "./index.ts";

type Row = readonly [string, string];

const OPERATIONS: Record<string, string> = {
  list: "all of them, or those that pass filters",
  get: "one with everything the vendor tells",
  create: "a new one",
  update: "change what is given, leave the rest",
  delete: "remove the record at the vendor",
};

/** What there is behind words that another may follow. */
export async function groupHelp(call: Call, group: string): Promise<ExitCode> {
  if (isResource(group)) return resourceHelp(call, group);
  const help = page(call.context.stdout, [
    { text: `Usage: mdmkit ${group} COMMAND [options]` },
    { title: "Commands", rows: await commandRows(group) },
    { text: `Options of a command: mdmkit ${group} COMMAND --help` },
  ]);
  await call.context.stdout.write(help);
  return EXIT.ok;
}

/** The commands of a group, and of the groups in it. */
export async function commandRows(group: string): Promise<Row[]> {
  const loads = Object.entries(COMMANDS).filter(([name]) => name.startsWith(`${group} `));
  const commands = await Promise.all(loads.map(([, load]) => load()));
  return commands.map(({ row: [usage, summary] }) => [usage.slice(group.length + 1), firstSentence(summary)]);
}

const isResource = (group: string): group is Resource => RESOURCES.some((resource) => resource === group);

/** `mdmkit devices --help`: what the vendors in question can do, and only that. */
async function resourceHelp(call: Call, group: Resource): Promise<ExitCode> {
  const abilities = await call.abilities();
  const [first, ...others] = abilities;
  const place = first && others.length === 0 ? ` at ${first.name}` : "";
  const help = page(call.context.stdout, [
    {
      text: `What mdmkit can do with ${group}${place}. Usage: mdmkit ${group} COMMAND [ID] [options]`,
    },
    { title: "Commands", rows: [...operationRows(group, abilities), ...statusRows(group, abilities)] },
    { title: "Actions", rows: group === "devices" ? await actionRows(abilities) : [] },
    ...(others.length > 0 ? [{ text: narrowing(abilities) }] : []),
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

const narrowing = (abilities: readonly Ability[]): string =>
  `Vendors differ, as said in parentheses. --vendor ID shows one of them: ${abilities.map(({ id }) => id).join(", ")}.`;

function operationRows(group: Resource, abilities: readonly Ability[]): Row[] {
  return Object.entries(OPERATIONS).flatMap(([name, summary]): Row[] => {
    const text = phraseFor(summary, abilities, ({ capabilities }) =>
      capabilities[group].operations.some((operation) => operation === name),
    );
    return text === undefined ? [] : [[name === "list" || name === "create" ? name : `${name} ID`, text]];
  });
}

/** Not an operation of the resource, but what follows an action. */
function statusRows(group: Resource, abilities: readonly Ability[]): Row[] {
  const text = phraseFor(
    "where a command stands that an action gave an id for",
    abilities,
    ({ capabilities }) => group === "devices" && capabilities.devices.command_status,
  );
  return text === undefined ? [] : [["command ID COMMAND_ID", text]];
}

async function actionRows(abilities: readonly Ability[]): Promise<Row[]> {
  const { actionSummary } = await import("./records/action.ts");
  return enumOf("DeviceActionName").flatMap((name): Row[] => {
    const text = phraseFor(actionSummary(kebab(name)), abilities, (ability) => hasAction(ability, name));
    return text === undefined ? [] : [[`${kebab(name)} ID`, text]];
  });
}
