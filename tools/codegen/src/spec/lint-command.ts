import type { Command } from "./command.ts";
export const lintCommand: Command = {
  summary: "",
  usage: "",
  flags: {},
  async run() {
    return 0;
  },
};
