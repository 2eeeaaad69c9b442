import { pull } from "../pull/pull.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { ProblemError } from "../workspace/problem.ts";
import { printProblems } from "../workspace/terminal.ts";
import { CallError, type Command, textFlag, textFlags } from "./command.ts";

export const pullCommand: Command = {
  summary: "Fetches a vendor's document, rewrites it as OpenAPI 3.1 and locks it.",
  usage: `Usage: ${COMMAND} spec pull <vendor> [--from <url|file>] [--allow <prefix>…] [--examples] [--with-errors] [--replace]

  --from         where the document is; by default where it came from the last time
  --allow        a URL or folder that $refs may lead to although it is outside the document's own folder
  --examples     keep the document's examples; no generator reads them
  --with-errors  take a document whose parts do not fit together, for overlay.yaml to correct
  --replace      put the vendor's document in the place of our own transcription
`,
  flags: {
    from: { type: "string" },
    allow: { type: "string", multiple: true },
    examples: { type: "boolean" },
    "with-errors": { type: "boolean" },
    replace: { type: "boolean" },
  },
  async run({ names, flags, root, cwd, now, out, error }) {
    const [vendor, ...more] = names;
    if (vendor === undefined || more.length > 0) throw new CallError("Name one vendor.");
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(vendor)) {
      throw new CallError(
        `${JSON.stringify(vendor.slice(0, 60))} is no vendor id: lower-case words joined by hyphens.`,
      );
    }
    const options = {
      from: textFlag(flags, "from"),
      allow: textFlags(flags, "allow"),
      examples: flags.examples === true,
      withErrors: flags["with-errors"] === true,
      replace: flags.replace === true,
    };
    try {
      const done = await pull(vendor, options, { root, cwd, today: now().toISOString().slice(0, 10) });
      printProblems(done.warnings, error);
      for (const note of done.notes) error.write(`note: ${note}.\n`);
      const state = done.changed ? `pulled, ${done.format}` : "unchanged";
      out.write(`${vendor}  ${state}, ${done.operations} operations. Next: ${COMMAND} generate ${vendor}\n`);
      return 0;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      printProblems(problem.problems, error);
      const isCorrectable = problem.problems.every(({ fix }) => fix?.includes("overlay.yaml"));
      if (isCorrectable)
        error.write("--with-errors pulls the document all the same, for overlay.yaml to correct.\n");
      out.write(`${vendor}  refused, nothing written\n`);
      return 1;
    }
  },
};
