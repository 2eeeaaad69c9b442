import { styleText } from "node:util";

/** Where lines go; a process has two of these. */
export type Output = { write(text: string): unknown };

type Style = Parameters<typeof styleText>[0];

/** Prints one line per spec on `out`, and everything that is wrong on `error`. */
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

  warning(text: string): void {
    this.#error.write(`${paint(this.#error, "yellow", text)}\n`);
  }

  error(text: string): void {
    this.#error.write(`${paint(this.#error, "red", text)}\n`);
  }
}

/** Colors only what goes to a terminal, and not when NO_COLOR is set. */
function paint(output: Output, style: Style, text: string): string {
  const isProcess = output === process.stdout || output === process.stderr;
  return isProcess
    ? styleText(style, text, { stream: output === process.stdout ? process.stdout : process.stderr })
    : text;
}
