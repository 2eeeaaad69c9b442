import type { Command } from "./command.ts";

/** Every command of `pnpm spec`; only the one that is called is loaded. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  pull: async () => (await import("./pull-command.ts")).pullCommand,
  diff: async () => (await import("./diff-command.ts")).diffCommand,
  impact: async () => (await import("./impact-command.ts")).impactCommand,
  lint: async () => (await import("./lint-command.ts")).lintCommand,
  score: async () => (await import("./score-command.ts")).scoreCommand,
  docs: async () => (await import("./docs-command.ts")).docsCommand,
};
