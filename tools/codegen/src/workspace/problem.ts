/** A position in a file; the path is relative to the root of the repository. */
export type SourceLocation = { readonly file: string; readonly line?: number; readonly column?: number };

/** Turns a JSON pointer of a document into a position in a file; `onKey` for the key instead of its value. */
export type Locate = (pointer: string, onKey?: boolean) => SourceLocation;

/** An error or warning about a document: where, what, and how to fix it. */
export type Problem = {
  readonly severity: "error" | "warning";
  readonly location: SourceLocation;
  readonly message: string;
  readonly fix?: string | undefined;
};

/** All problems of a spec. Thrown, so that none of its files are written. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.problems = problems;
  }
}

/** An error with a single problem, for code that cannot continue. */
export function problemAt(at: string | SourceLocation, message: string, fix?: string): ProblemError {
  const location = typeof at === "string" ? { file: at } : at;
  return new ProblemError([{ severity: "error", location, message, fix }]);
}

/**
 * The problems that an error is made of. Any other exception, of a library or of this tool, becomes one problem of the document
 * that caused it.
 */
export function problemsFrom(error: unknown, location: SourceLocation): readonly Problem[] {
  if (error instanceof ProblemError) return error.problems;
  const message = `the generator failed: ${error instanceof Error ? error.message : String(error)}`;
  const fix =
    "Remove in overlay.yaml what the message names, and report the document as a fault of the generator.";
  return [{ severity: "error", location, message, fix }];
}

export function formatProblem({ severity, location, message, fix }: Problem): string {
  const position = [location.file, location.line, location.column]
    .filter((part) => part !== undefined)
    .join(":");
  const label = severity === "warning" ? "warning: " : "";
  return `${position}  ${label}${message.replace(/[.\s]+$/, "")}.${fix ? ` ${fix}` : ""}`;
}

/** Collects problems, so that one run reports several. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  error(location: SourceLocation, message: string, fix?: string): void {
    this.add({ severity: "error", location, message, fix });
  }

  warning(location: SourceLocation, message: string, fix?: string): void {
    this.add({ severity: "warning", location, message, fix });
  }

  add(problem: Problem): void {
    this.#problems.push(problem);
  }

  /** True after 100 problems. Locating each one takes time. */
  get isFull(): boolean {
    return this.#problems.length >= 100;
  }

  get all(): readonly Problem[] {
    return this.#problems;
  }

  get warnings(): Problem[] {
    return this.#problems.filter(({ severity }) => severity === "warning");
  }

  /** Throws if there is an error. The warnings are part of the thrown error. */
  throwIfErrors(): void {
    if (this.#problems.some(({ severity }) => severity === "error")) throw new ProblemError(this.#problems);
  }
}
