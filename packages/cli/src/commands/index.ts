import type { Command } from "../command.ts";
import { RESOURCES, type Resource } from "../output/columns.ts";

type Load = () => Promise<Command>;

/** What every resource has, whether or not a vendor can do it. */
const ON_RESOURCES: Readonly<Record<string, (resource: Resource) => Promise<Command>>> = {
  list: async (resource) => (await import("./list.ts")).listCommand(resource),
  get: async (resource) => (await import("./get.ts")).getCommand(resource),
  create: async (resource) => (await import("./write.ts")).createCommand(resource),
  update: async (resource) => (await import("./write.ts")).updateCommand(resource),
  delete: async (resource) => (await import("./write.ts")).deleteCommand(resource),
};

const resourceCommands = RESOURCES.flatMap((resource) =>
  Object.entries(ON_RESOURCES)
    // An organization goes where it was made: no vendor deletes one by its API.
    .filter(([name]) => `${resource} ${name}` !== "organizations delete")
    .map(([name, load]): [string, Load] => [`${resource} ${name}`, () => load(resource)]),
);

/** Commands by their words; each loads when it is called. Device actions are not here: the unified document has them. */
export const COMMANDS: Readonly<Record<string, Load>> = {
  ...Object.fromEntries(resourceCommands),
  "devices command": async () => (await import("./device-command.ts")).deviceCommand,
  capabilities: async () => (await import("./capabilities.ts")).capabilitiesCommand,
  check: async () => (await import("./check.ts")).checkCommand,
  vendors: async () => (await import("./vendors.ts")).vendorsCommand,
  gateway: async () => (await import("./gateway.ts")).gatewayCommand,
  demo: async () => (await import("./demo.ts")).demoCommand,
};

/** Words that another may follow. One that is no command itself wants another. */
const GROUPS: readonly string[] = RESOURCES;

export const isGroup = (words: string): boolean => GROUPS.includes(words);

/** Names of the commands of a group, without the words of the group. */
export function commandsOf(group: string): string[] {
  const start = group === "" ? "" : `${group} `;
  return Object.keys(COMMANDS).flatMap((name) => (name.startsWith(start) ? name.slice(start.length) : []));
}
