import type { Command } from "../args/command.ts";
import { RESOURCES, type Resource } from "../resource.ts";
import type { Written } from "./records/write.ts";

type Load = () => Promise<Command>;

/** Commands of every resource. */
const RESOURCE_COMMANDS: Readonly<Record<string, (resource: Resource) => Promise<Command>>> = {
  list: async (resource) => (await import("./records/list.ts")).listCommand(resource),
  get: async (resource) => (await import("./records/get.ts")).getCommand(resource),
  export: async (resource) => (await import("./export/export.ts")).exportCommand(resource),
  explain: async (resource) => (await import("./records/explain.ts")).explainCommand(resource),
  snapshot: async (resource) => (await import("./snapshots/snapshot.ts")).snapshotCommand(resource),
  diff: async (resource) => (await import("./snapshots/diff.ts")).diffCommand(resource),
};

/** Writes, of which only some vendors support each. */
const WRITE_COMMANDS: Readonly<Record<string, (resource: Written) => Promise<Command>>> = {
  create: async (resource) => (await import("./records/write.ts")).createCommand(resource),
  update: async (resource) => (await import("./records/write.ts")).updateCommand(resource),
  delete: async (resource) => (await import("./records/delete.ts")).deleteCommand(resource),
};
const WRITTEN = ["devices", "users", "apps", "organizations", "groups"] as const satisfies readonly Written[];

const resourceCommands = [
  ...RESOURCES.flatMap((resource) => commandsFor(resource, RESOURCE_COMMANDS)),
  // No vendor has an API to delete organizations.
  ...WRITTEN.flatMap((resource) => commandsFor(resource, WRITE_COMMANDS)).filter(
    ([name]) => name !== "organizations delete",
  ),
];

function commandsFor<Name extends Resource>(
  resource: Name,
  commands: Readonly<Record<string, (resource: Name) => Promise<Command>>>,
): [string, Load][] {
  return Object.entries(commands).map(([name, load]) => [`${resource} ${name}`, () => load(resource)]);
}

/** Commands by name, loaded on use. Device actions are not listed: they come from the unified document. */
export const COMMANDS: Readonly<Record<string, Load>> = {
  ...Object.fromEntries(resourceCommands),
  "devices bulk": async () => (await import("./bulk/bulk.ts")).bulkCommand,
  "devices command": async () => (await import("./records/device-command.ts")).deviceCommand,
  "groups add-members": async () =>
    (await import("./records/change-group-members.ts")).changeGroupMembersCommand("addMembers"),
  "groups remove-members": async () =>
    (await import("./records/change-group-members.ts")).changeGroupMembersCommand("removeMembers"),
  "groups criteria": async () => (await import("./records/group-criteria.ts")).groupCriteriaCommand,
  "groups set-criteria": async () =>
    (await import("./records/set-group-criteria.ts")).setGroupCriteriaCommand,
  "groups preview": async () => (await import("./records/preview-group.ts")).previewGroupCommand,
  "groups members": async () => (await import("./records/group-members.ts")).groupMembersCommand,
  raw: async () => (await import("./raw/list-operations.ts")).listOperationsCommand,
  report: async () => (await import("./report.ts")).reportCommand,
  capabilities: async () => (await import("./capabilities.ts")).capabilitiesCommand,
  check: async () => (await import("./check.ts")).checkCommand,
  completion: async () => (await import("./completion.ts")).completionCommand,
  init: async () => (await import("./init.ts")).initCommand,
  doctor: async () => (await import("./doctor.ts")).doctorCommand,
  mcp: async () => (await import("./mcp.ts")).mcpCommand,
  vendors: async () => (await import("./vendors.ts")).vendorsCommand,
  gateway: async () => (await import("./gateway/serve.ts")).gatewayCommand,
  "gateway accounts list": async () => (await import("./gateway/accounts.ts")).listAccountsCommand,
  "gateway accounts add": async () => (await import("./gateway/accounts-add.ts")).addAccountCommand,
  "gateway accounts update": async () => (await import("./gateway/accounts.ts")).updateAccountCommand,
  "gateway accounts rotate": async () => (await import("./gateway/accounts-rotate.ts")).rotateAccountCommand,
  "gateway accounts check": async () => (await import("./gateway/accounts.ts")).checkAccountCommand,
  "gateway accounts remove": async () => (await import("./gateway/accounts-remove.ts")).removeAccountCommand,
  "gateway tokens list": async () => (await import("./gateway/tokens.ts")).listTokensCommand,
  "gateway tokens issue": async () => (await import("./gateway/tokens.ts")).issueTokenCommand,
  "gateway tokens revoke": async () => (await import("./gateway/tokens.ts")).revokeTokenCommand,
  "gateway sync list": async () => (await import("./gateway/syncs.ts")).listSyncsCommand,
  "gateway sync add": async () => (await import("./gateway/syncs.ts")).addSyncCommand,
  "gateway sync run": async () => (await import("./gateway/syncs.ts")).runSyncCommand,
  "gateway sync pause": async () => (await import("./gateway/syncs.ts")).pauseSyncCommand,
  "gateway sync resume": async () => (await import("./gateway/syncs.ts")).resumeSyncCommand,
  "gateway sync remove": async () => (await import("./gateway/syncs.ts")).removeSyncCommand,
  "gateway webhooks list": async () => (await import("./gateway/webhooks.ts")).listWebhooksCommand,
  "gateway webhooks add": async () => (await import("./gateway/webhooks.ts")).addWebhookCommand,
  "gateway webhooks disable": async () => (await import("./gateway/webhooks.ts")).disableWebhookCommand,
  "gateway webhooks enable": async () => (await import("./gateway/webhooks.ts")).enableWebhookCommand,
  "gateway webhooks replay": async () => (await import("./gateway/webhooks.ts")).replayWebhookCommand,
  "gateway webhooks rotate": async () => (await import("./gateway/webhooks.ts")).rotateWebhookCommand,
  "gateway webhooks remove": async () => (await import("./gateway/webhooks.ts")).removeWebhookCommand,
  "gateway events list": async () => (await import("./gateway/events.ts")).listEventSourcesCommand,
  "gateway events add": async () => (await import("./gateway/events.ts")).addEventSourceCommand,
  "gateway events rotate": async () => (await import("./gateway/events.ts")).rotateEventSourceCommand,
  "gateway events remove": async () => (await import("./gateway/events.ts")).removeEventSourceCommand,
  "gateway audit": async () => (await import("./gateway/audit.ts")).auditCommand,
  "fleet list": async () => (await import("./fleet/list.ts")).listFleetCommand,
  "fleet changes": async () => (await import("./fleet/changes.ts")).fleetChangesCommand,
  "fleet history": async () => (await import("./fleet/changes.ts")).fleetHistoryCommand,
  demo: async () => (await import("./demo/demo.ts")).demoCommand,
};

/** Words that can be followed by another word of a command. */
const GROUPS: readonly string[] = [
  ...RESOURCES,
  ...[
    "raw",
    "fleet",
    "gateway",
    "gateway accounts",
    "gateway events",
    "gateway sync",
    "gateway tokens",
    "gateway webhooks",
  ],
];

export const isGroup = (words: string): boolean => GROUPS.includes(words);

/** Names of the commands of a group, without the words of the group. */
export function commandsOf(group: string): string[] {
  const start = group === "" ? "" : `${group} `;
  return Object.keys(COMMANDS).flatMap((name) => (name.startsWith(start) ? name.slice(start.length) : []));
}
