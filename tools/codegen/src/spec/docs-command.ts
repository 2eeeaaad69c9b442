import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathsOf } from "../workspace/discover.ts";
import { type Command, type ExitCode, specsOf } from "./command.ts";
import { runRedocly } from "./redocly-command.ts";
import { requireGenerated } from "./require-generated.ts";

/** Ignored by git. */
const FOLDER = "dist/docs";

export const docsCommand: Command = {
  summary: `Writes reference pages of documents into ${FOLDER}.`,
  usage: "Usage: pnpm spec docs [id…]\n",
  flags: {},
  async run(call) {
    let code: ExitCode = 0;
    mkdirSync(join(call.root, FOLDER), { recursive: true });
    for (const spec of specsOf(call)) {
      requireGenerated(spec);
      const page = `${FOLDER}/${spec.id}.html`;
      const result = await runRedocly(["build-docs", pathsOf(spec).openapi, "-o", page], call.root, call);
      if (result !== 0) code = result;
    }
    return code;
  },
};
