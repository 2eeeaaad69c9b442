import type { ListReport } from "@mdmkit/unified";

/** How records become text. Whoever writes the text does so page by page, so that memory stays flat. */
export type RecordFormat = {
  /** Text of some more records; "" while a format still waits for more. */
  records(items: readonly object[]): string;
  /** What is left at the end, also after a failure: the output is well-formed then, too. */
  end(report: ListReport): string;
  /** What a person should know about the output, for stderr. */
  note?(): string | undefined;
};

export const FORMATS = ["table", "json", "ndjson", "csv"] as const;
