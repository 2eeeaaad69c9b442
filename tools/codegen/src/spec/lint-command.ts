import { lintFully } from "../generate/prepare.ts";
import { findDeprecatedUses } from "../lint/deprecated-uses.ts";
import { expiringActions } from "../overlay/expiry.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { type Problem, ProblemError } from "../workspace/problem.ts";
import { printProblems } from "../workspace/terminal.ts";
import { type Command, type ExitCode, specsOf } from "./command.ts";

export const lintCommand: Command = {
  summary: "Checks documents by all rules of redocly.yaml, and lists what is deprecated but used here.",
  usage: `Usage: ${COMMAND} spec lint [id…]

  Errors end with exit code 1; an overlay action whose date (x-mdmkit-expires) has come is one. Warnings also name
  operations that an adapter or an example uses although the vendor gives them up.
`,
  flags: {},
  async run(call) {
    let code: ExitCode = 0;
    for (const spec of specsOf(call)) {
      const { problems, deprecated } = await collect();
      const errors = problems.filter(({ severity }) => severity === "error").length;
      printProblems(problems, call.error);
      const counts = `${errors} errors, ${problems.length - errors} warnings, ${deprecated} deprecated but used`;
      call.out.write(`${spec.id}  ${counts}\n`);
      if (errors > 0) code = 1;

      async function collect(): Promise<{ problems: Problem[]; deprecated: number }> {
        try {
          const corrected = await lintFully(spec);
          const uses = findDeprecatedUses(spec, corrected.document.parsed);
          const expiring = await expiringActions(spec, call.now());
          return { problems: [...uses, ...expiring, ...corrected.problems.all], deprecated: uses.length };
        } catch (error) {
          if (error instanceof ProblemError) return { problems: [...error.problems], deprecated: 0 };
          throw error;
        }
      }
    }
    return code;
  },
};
