import { styleText } from "node:util";
import { formatProblem, type Problem } from "./problem.ts";

/** A stream for text, such as standard output. */
export type Output = { write(text: string): unknown };

/** The process around a command. Tests pass their own. */
export type CommandEnvironment = {
  readonly cwd: string;
  readonly out: Output;
  readonly error: Output;
  readonly now: () => Date;
};

type Style = Parameters<typeof styleText>[0];

/** Prints one line per spec on `out`, and problems on `error`. */
export class Terminal {
  readonly #out: Output;
  readonly #error: Output;
  readonly #width: number;

  constructor(options: { out: Output; error: Output; ids: readonly string[] }) {
    this.#out = options.out;
    this.#error = options.error;
    this.#width = Math.max(0, ...options.ids.map((id) => id.length));
  }

  spec(id: string, text: string): void {
    this.#out.write(`${paint(this.#out, "bold", id.padEnd(this.#width))}  ${text}\n`);
  }

  error(text: string): void {
    this.#error.write(`${paint(this.#error, "red", text)}\n`);
  }

  problems(problems: readonly Problem[]): void {
    printProblems(problems, this.#error);
  }
}

/** Limit of printed problems; the rest is only counted. */
const MOST = 50;

/** Prints errors before warnings, one line each. */
export function printProblems(problems: readonly Problem[], output: Output): void {
  const ordered = (["error", "warning"] as const).flatMap((one) =>
    problems.filter(({ severity }) => severity === one),
  );
  for (const problem of ordered.slice(0, MOST)) {
    const color = problem.severity === "error" ? "red" : "yellow";
    output.write(`${paint(output, color, formatProblem(problem))}\n`);
  }
  if (ordered.length > MOST) output.write(`… and ${ordered.length - MOST} more.\n`);
}

/** Adds color on a terminal, unless NO_COLOR is set. */
function paint(output: Output, style: Style, text: string): string {
  const isProcess = output === process.stdout || output === process.stderr;
  return isProcess
    ? styleText(style, text, { stream: output === process.stdout ? process.stdout : process.stderr })
    : text;
}
