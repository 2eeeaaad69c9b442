import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { assess } from "../impact/assess.ts";
import { type Changeset, changesetOf } from "../impact/changeset.ts";
import type { Lineages } from "../impact/field-impacts.ts";
import { formatMarkdown, formatText } from "../impact/format.ts";
import type { Impact } from "../impact/impact.ts";
import { readLineage, readLineageAt } from "../impact/read-lineage.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { problemAt } from "../workspace/problem.ts";
import type { Call, Command } from "./command.ts";
import { deliver, formatOf } from "./deliver.ts";
import { diffOf } from "./diff-command.ts";

const FORMATS: Readonly<Record<string, (impact: Impact) => string>> = {
  text: formatText,
  json: (impact) => `${JSON.stringify({ ...impact, changeset: changesetOf(impact) ?? null }, null, 2)}\n`,
  markdown: formatMarkdown,
};

export const impactCommand: Command = {
  summary: "Shows what a change of a vendor's document affects and where to look, and writes the changeset.",
  usage: `Usage: ${COMMAND} spec impact <vendor> [--from <commit|tag|file>] [--to <commit|tag|file>] [--write] [--format <format>] [--output <file>]

  --from    the old version; by default the last commit
  --to      the new version; by default the file in the working tree
  --write   write the changeset
  --format  text, json or markdown; text by default
  --output  write the report to this file instead of printing
`,
  flags: {
    from: { type: "string" },
    to: { type: "string" },
    write: { type: "boolean" },
    format: { type: "string" },
    output: { type: "string" },
  },
  async run(call) {
    const format = formatOf(call, FORMATS);
    const impact = await impactOf(call);
    deliver(format(impact), call);
    const changeset = changesetOf(impact);
    if (call.flags.write === true && changeset) writeChangeset(changeset, call);
    return 0;
  },
};

async function impactOf(call: Call): Promise<Impact> {
  const { spec, from, to, diff } = await diffOf(call);
  if (spec.kind === "owned") {
    const message = `specs/${spec.id} is our own document: only vendors have lineage`;
    throw problemAt("specs", message, `Use ${COMMAND} spec diff ${spec.id}.`);
  }
  const lineages = await readLineages(call.root, spec.id, from.revision);
  return assess({ root: call.root, vendor: spec.id, diff, from, to, lineages });
}

/** The lineage at the earlier version, if that is a commit, and now. */
async function readLineages(
  root: string,
  vendor: string,
  revision: string | undefined,
): Promise<Lineages | undefined> {
  const now = readLineage(root, vendor);
  if (!now) return undefined;
  const before = revision === undefined ? undefined : await readLineageAt(root, vendor, revision);
  return { base: before ?? now, revision: now };
}

/** The message goes to `error`, since a program may read `out`. */
function writeChangeset({ file, text }: Changeset, { root, error }: Call): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
  error.write(`${file} written.\n`);
}
