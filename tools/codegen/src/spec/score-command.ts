import { pathsOf } from "../workspace/discover.ts";
import { type Command, type ExitCode, specsOf } from "./command.ts";
import { runRedocly } from "./redocly-command.ts";
import { requireGenerated } from "./require-generated.ts";

export const scoreCommand: Command = {
  summary: "Scores how easily documents are used, by Redocly's measures.",
  usage: "Usage: pnpm spec score [id…]\n",
  flags: {},
  async run(call) {
    let code: ExitCode = 0;
    for (const spec of specsOf(call)) {
      requireGenerated(spec);
      const result = await runRedocly(["score", pathsOf(spec).openapi], call.root, call);
      if (result !== 0) code = result;
    }
    return code;
  },
};
