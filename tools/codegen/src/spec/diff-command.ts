import { compareSpecs } from "../diff/compare/compare.ts";
import type { SpecDiff } from "../diff/documents/change.ts";
import { readSide, readWorkingTree, type Side } from "../diff/documents/read-side.ts";
import { formatHtml } from "../diff/format/format-html.ts";
import { formatMarkdown } from "../diff/format/format-markdown.ts";
import { formatText } from "../diff/format/format-text.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import { problemAt } from "../workspace/problem.ts";
import { type Call, CallError, type Command, textFlag } from "./command.ts";
import { deliver, formatOf } from "./deliver.ts";

const FORMATS: Readonly<Record<string, (diff: SpecDiff) => string>> = {
  text: formatText,
  json: (diff) => `${JSON.stringify(diff, null, 2)}\n`,
  markdown: formatMarkdown,
  html: formatHtml,
};

export const diffCommand: Command = {
  summary: "Tells what changed in a vendor's document, and what that asks of the next version.",
  usage: `Usage: pnpm spec diff <vendor> [--from <commit|tag|file>] [--to <commit|tag|file>] [--format <format>] [--output <file>]

  --from    the version to compare with; by default the last commit
  --to      the version to look at; by default the file in the working tree
  --format  text, json, markdown or html; text by default
  --output  write it there instead of printing it
`,
  flags: {
    from: { type: "string" },
    to: { type: "string" },
    format: { type: "string" },
    output: { type: "string" },
  },
  async run(call) {
    const format = formatOf(call, FORMATS);
    const { diff } = await diffOf(call);
    deliver(format(diff), call);
    return 0;
  },
};

/** The one spec a call names. */
function specOf({ names, specs }: Call): Spec {
  const [id, ...more] = names;
  if (id === undefined || more.length > 0) throw new CallError("Name one spec.");
  const spec = specs.get(id);
  if (spec) return spec;
  const message = `no spec is called ${JSON.stringify(id.slice(0, 60))}`;
  const fix = `Known: ${[...specs.keys()].join(", ")}.`;
  throw problemAt("specs", message, fix);
}

/** The diff a call asks for, whose it is, and the documents. */
export async function diffOf(call: Call): Promise<{ spec: Spec; from: Side; to: Side; diff: SpecDiff }> {
  const spec = specOf(call);
  const at = { root: call.root, cwd: call.cwd, path: pathsOf(spec).openapi };
  const from = await readSide(textFlag(call.flags, "from") ?? "HEAD", at);
  const later = textFlag(call.flags, "to");
  const to = later === undefined ? readWorkingTree(at) : await readSide(later, at);
  return { spec, from, to, diff: await compareSpecs(from, to, spec.id) };
}
