import type { Context } from "../process/context.ts";

/** What was read of one list, in lines. */
export type ReadReport = {
  readonly lines: readonly string[];
  /** Nothing is missing, or what is missing was not asked for. */
  readonly complete: boolean;
};

type Reader = {
  readonly context: Pick<Context, "stderr">;
  readonly globals: { readonly quiet?: boolean };
  redact(text: string): string;
};

/** Prints reports on stderr. `--quiet` hides those of complete lists only: that records are missing is never hidden. */
export async function printReports(
  { context, globals, redact }: Reader,
  reports: readonly ReadReport[],
): Promise<void> {
  const shown = reports.filter(({ complete }) => !globals.quiet || !complete);
  await context.stderr.write(shown.flatMap(({ lines }) => lines.map((line) => `${redact(line)}\n`)).join(""));
}
