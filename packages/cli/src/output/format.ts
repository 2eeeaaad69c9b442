import type { Context } from "../process/context.ts";

export const FORMATS = ["table", "json", "ndjson", "csv"] as const;

/** Turns records into text, page by page, so that memory use does not grow with the list. */
export type RecordFormat = {
  /** Text of the next records; "" while the format waits for more. */
  records(items: readonly object[]): string;
  /**
   * The rest of the text; JSON has these members beside `result`. Called after a failure as well, so that the output stays
   * well-formed.
   */
  end(members: Readonly<Record<string, unknown>>): string;
  /** A remark about the output, for stderr. */
  note?(): string | undefined;
};

/** Where a result is printed, and in which format. */
export type Target = {
  readonly context: Pick<Context, "stdout">;
  readonly globals: { readonly output?: (typeof FORMATS)[number] };
  /** Prints lines on stderr, unless --quiet is set. */
  info(...lines: string[]): Promise<void>;
};
