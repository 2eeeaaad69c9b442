import type { Command } from "../command.ts";

/** Commands by their words; each loads when it is called. Device actions are not here: the unified document has them. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  "devices list": async () => (await import("./list.ts")).listCommand("devices"),
  "devices get": async () => (await import("./get.ts")).getCommand("devices"),
  "devices create": async () => (await import("./write.ts")).createCommand("devices"),
  "devices update": async () => (await import("./write.ts")).updateCommand("devices"),
  "devices delete": async () => (await import("./write.ts")).deleteCommand("devices"),
  "users list": async () => (await import("./list.ts")).listCommand("users"),
  "users get": async () => (await import("./get.ts")).getCommand("users"),
  "users create": async () => (await import("./write.ts")).createCommand("users"),
  "users update": async () => (await import("./write.ts")).updateCommand("users"),
  "users delete": async () => (await import("./write.ts")).deleteCommand("users"),
  capabilities: async () => (await import("./capabilities.ts")).capabilitiesCommand,
  check: async () => (await import("./check.ts")).checkCommand,
  vendors: async () => (await import("./vendors.ts")).vendorsCommand,
  demo: async () => (await import("./demo.ts")).demoCommand,
};

/** First words that want a second one. */
export const GROUPS = ["devices", "users"] as const;
export type Group = (typeof GROUPS)[number];
