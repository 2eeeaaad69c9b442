/** A position in a file a person can open; the file is relative to the repository's root. */
export type Place = { readonly file: string; readonly line?: number; readonly column?: number };

/** Turns a JSON pointer of a document into a position in a file; `onKey` for the key instead of its value. */
export type Locate = (pointer: string, onKey?: boolean) => Place;

/** One thing that is wrong with a document: where, what, and what to do about it. */
export type Problem = {
  readonly severity: "error" | "warning";
  readonly place: Place;
  readonly message: string;
  readonly fix?: string | undefined;
};

/** Everything found wrong with one spec; thrown so that nothing of that spec is written. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.problems = problems;
  }
}

/** The error of a single problem, to be thrown where nothing else can be checked any more. */
export function problemAt(place: string | Place, message: string, fix?: string): ProblemError {
  const at = typeof place === "string" ? { file: place } : place;
  return new ProblemError([{ severity: "error", place: at, message, fix }]);
}

export function formatProblem({ severity, place, message, fix }: Problem): string {
  const position = [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
  const label = severity === "warning" ? "warning: " : "";
  return `${position}  ${label}${message.replace(/[.\s]+$/, "")}.${fix ? ` ${fix}` : ""}`;
}

/** Collects problems, so that several are reported by one run. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  error(place: Place, message: string, fix?: string): void {
    this.add({ severity: "error", place, message, fix });
  }

  warning(place: Place, message: string, fix?: string): void {
    this.add({ severity: "warning", place, message, fix });
  }

  add(problem: Problem): void {
    this.#problems.push(problem);
  }

  /** More than anybody reads; finding the place of each takes time. */
  get isFull(): boolean {
    return this.#problems.length >= 100;
  }

  get all(): readonly Problem[] {
    return this.#problems;
  }

  get warnings(): Problem[] {
    return this.#problems.filter(({ severity }) => severity === "warning");
  }

  /** Throws when an error was added; warnings travel with it. */
  throwIfErrors(): void {
    if (this.#problems.some(({ severity }) => severity === "error")) throw new ProblemError(this.#problems);
  }
}
