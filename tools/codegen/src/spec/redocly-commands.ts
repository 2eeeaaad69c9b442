import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { problemAt } from "../workspace/problem.ts";
import { type Call, type Command, type ExitCode, specsOf } from "./command.ts";

/** Ignored by git. */
const FOLDER = "dist/docs";

export const scoreCommand: Command = {
  summary: "Scores documents with Redocly.",
  usage: `Usage: ${COMMAND} spec score [id…]\n`,
  flags: {},
  run: (call) => runForEach(call, ({ openapi }) => ["score", openapi]),
};

export const docsCommand: Command = {
  summary: `Writes reference pages of documents into ${FOLDER}.`,
  usage: `Usage: ${COMMAND} spec docs [id…]\n`,
  flags: {},
  run(call) {
    mkdirSync(join(call.root, FOLDER), { recursive: true });
    return runForEach(call, ({ openapi, id }) => ["build-docs", openapi, "-o", `${FOLDER}/${id}.html`]);
  },
};

type Document = { readonly id: string; readonly openapi: string };

/** Runs a command of Redocly's CLI on the corrected document of each spec. */
async function runForEach(call: Call, argsOf: (document: Document) => string[]): Promise<ExitCode> {
  let code: ExitCode = 0;
  for (const spec of specsOf(call)) {
    const result = await runRedocly(argsOf(correctedDocument(spec)), call);
    if (result !== 0) code = result;
  }
  return code;
}

function correctedDocument(spec: Spec): Document {
  const { openapi } = pathsOf(spec);
  if (existsSync(join(spec.root, openapi))) return { id: spec.id, openapi };
  throw problemAt(openapi, "the file is missing", `Run: ${COMMAND} generate ${spec.id}.`);
}

const CLI = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");

/** Streams Redocly's output. Telemetry and update checks are off. */
function runRedocly(args: readonly string[], { root, out, error }: Call): Promise<ExitCode> {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.on("data", (text: Buffer) => out.write(text.toString()));
  child.stderr.on("data", (text: Buffer) => error.write(text.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0 ? 0 : 1));
  });
}
