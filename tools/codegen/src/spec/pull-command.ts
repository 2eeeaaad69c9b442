import { pull } from "../pull/pull.ts";
import { discoverSpecs } from "../workspace/discover.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { ProblemError } from "../workspace/problem.ts";
import { printProblems, Terminal } from "../workspace/terminal.ts";
import { CallError, type Command, textFlag, textFlags } from "./command.ts";

export const pullCommand: Command = {
  summary: "Fetches a vendor's document, rewrites it as OpenAPI 3.1 and locks it.",
  usage: `Usage: ${COMMAND} spec pull <vendor> [--from <url|file>] [--allow <prefix>…] [--examples] [--with-errors] [--replace]
                       [--generate]

  --from         URL or path of the document; by default where it came from last time
  --allow        a URL or folder outside the document's folder that $refs may refer to
  --examples     keep the document's examples; no generator reads them
  --with-errors  accept a document with errors, to be corrected in overlay.yaml
  --replace      replace our own transcription with the vendor's document
  --generate     generate its client too, without reading the document again
`,
  flags: {
    from: { type: "string" },
    allow: { type: "string", multiple: true },
    examples: { type: "boolean" },
    "with-errors": { type: "boolean" },
    replace: { type: "boolean" },
    generate: { type: "boolean" },
  },
  async run({ names, flags, root, cwd, now, out, error }) {
    const [vendor, ...more] = names;
    if (vendor === undefined || more.length > 0) throw new CallError("Specify exactly one vendor.");
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(vendor)) {
      throw new CallError(
        `${JSON.stringify(vendor.slice(0, 60))} is not a vendor id. Use lower-case words joined by hyphens.`,
      );
    }
    const options = {
      from: textFlag(flags, "from"),
      allow: textFlags(flags, "allow"),
      examples: flags.examples === true,
      withErrors: flags["with-errors"] === true,
      replace: flags.replace === true,
      keepRead: flags.generate === true,
    };
    try {
      const done = await pull(vendor, options, { root, cwd, today: now().toISOString().slice(0, 10) });
      printProblems(done.warnings, error);
      for (const note of done.notes) error.write(`note: ${note}.\n`);
      const state = done.changed ? `pulled, ${done.format}` : "unchanged";
      const next = options.keepRead ? "" : ` Next: ${COMMAND} generate ${vendor}`;
      out.write(`${vendor}  ${state}, ${done.operations} operations.${next}\n`);
      if (!options.keepRead) return 0;
      const spec = discoverSpecs(root).get(vendor);
      if (!spec) throw new Error(`specs/${vendor} was not written`);
      const { writeSpec } = await import("../generate/make-spec.ts");
      return (await writeSpec(spec, new Terminal({ out, error, ids: [vendor] }), done.read)) ? 0 : 1;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      printProblems(problem.problems, error);
      const isCorrectable = problem.problems.every(({ fix }) => fix?.includes("overlay.yaml"));
      if (isCorrectable)
        error.write("--with-errors pulls the document anyway, to be corrected in overlay.yaml.\n");
      out.write(`${vendor}  rejected, nothing written\n`);
      return 1;
    }
  },
};
