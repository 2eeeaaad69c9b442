import type { Command } from "./command.ts";
export const scoreCommand: Command = {
  summary: "",
  usage: "",
  flags: {},
  async run() {
    return 0;
  },
};
