import { compareSpecs } from "../diff/compare/compare.ts";
import type { SpecDiff } from "../diff/documents/change.ts";
import { readSide, readWorkingTree, type Side } from "../diff/documents/read-side.ts";
import { formatHtml } from "../diff/format/format-html.ts";
import { formatMarkdown } from "../diff/format/format-markdown.ts";
import { formatText } from "../diff/format/format-text.ts";
import { withRedocly } from "../diff/opinion/redocly.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import { COMMAND } from "../workspace/find-package.ts";
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
  summary: "Shows what changed in a vendor's document, and the version bump that follows.",
  usage: `Usage: ${COMMAND} spec diff <vendor> [--from <commit|tag|file>] [--to <commit|tag|file>] [--redocly] [--format <format>] [--output <file>]

  --from     the old version; by default the last commit
  --to       the new version; by default the file in the working tree
  --redocly  also show where the diff of Redocly rates otherwise
  --format   text, json, markdown or html; text by default
  --output   write to this file instead of printing
`,
  flags: {
    redocly: { type: "boolean" },
    from: { type: "string" },
    to: { type: "string" },
    format: { type: "string" },
    output: { type: "string" },
  },
  async run(call) {
    const format = formatOf(call, FORMATS);
    const { diff, from, to } = await diffOf(call);
    const documents = { base: from.document, revision: to.document };
    deliver(format(call.flags.redocly === true ? await withRedocly(diff, documents) : diff), call);
    return 0;
  },
};

/** The only spec that is named in the call. */
function specOf({ names, specs }: Call): Spec {
  const [id, ...more] = names;
  if (id === undefined || more.length > 0) throw new CallError("Specify exactly one spec.");
  const spec = specs.get(id);
  if (spec) return spec;
  const message = `unknown spec ${JSON.stringify(id.slice(0, 60))}`;
  const fix = `Known: ${[...specs.keys()].join(", ")}.`;
  throw problemAt("specs", message, fix);
}

/** The spec, both documents and their diff. */
export async function diffOf(call: Call): Promise<{ spec: Spec; from: Side; to: Side; diff: SpecDiff }> {
  const spec = specOf(call);
  const at = { root: call.root, cwd: call.cwd, path: pathsOf(spec).openapi };
  const from = await readSide(textFlag(call.flags, "from") ?? "HEAD", at);
  const later = textFlag(call.flags, "to");
  const to = later === undefined ? await readWorkingTree(at) : await readSide(later, at);
  return { spec, from, to, diff: compareSpecs(from, to, spec.id) };
}
