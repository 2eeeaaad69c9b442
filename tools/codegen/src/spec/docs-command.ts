import type { Command } from "./command.ts";
export const docsCommand: Command = {
  summary: "",
  usage: "",
  flags: {},
  async run() {
    return 0;
  },
};
