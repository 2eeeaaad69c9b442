import { findDeprecatedUses } from "../lint/deprecated-uses.ts";
import { expiringActions } from "../overlay/expiry.ts";
import { lintFully } from "../overlay/lint-document.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { type Problem, ProblemError } from "../workspace/problem.ts";
import { printProblems } from "../workspace/terminal.ts";
import { type Command, type ExitCode, specsOf } from "./command.ts";

export const lintCommand: Command = {
  summary: "Checks all rules of redocly.yaml, and lists deprecated operations that are used here.",
  usage: `Usage: ${COMMAND} spec lint [id…]

  The exit code is 1 if there are errors. An expired overlay action (x-mdmkit-expires) is an error. A deprecated operation
  that an adapter or an example calls is a warning.
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
