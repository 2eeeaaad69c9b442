import type { Context } from "../process/context.ts";

/** A line on stderr that is redrawn. Nothing is printed unless stderr is a terminal. */
export type Progress = {
  update(state: { done: number; total: number | null; pages?: number }): void;
  /** Removes the line before other output. */
  clear(): void;
};

const BAR_WIDTH = 24;

export function createProgress(
  { stderr }: Pick<Context, "stderr">,
  { label, quiet }: { label: string; quiet: boolean },
): Progress {
  if (quiet || !stderr.isTerminal) return { update() {}, clear() {} };
  let isShown = false;
  // Progress is not awaited, and a failed write is ignored.
  const draw = (text: string) => void stderr.write(text).catch(() => {});
  return {
    update({ done, total, pages }) {
      const amount = total === null ? `${done}` : `${bar(done, total)} ${done}/${total}`;
      const read = pages === undefined ? "" : ` (${pages} ${pages === 1 ? "page" : "pages"})`;
      const text = `${label} ${amount}${read}`;
      isShown = true;
      draw(`\r\x1b[2K${text.slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    clear() {
      if (isShown) draw("\r\x1b[2K");
      isShown = false;
    },
  };
}

function bar(done: number, total: number): string {
  const filled = total === 0 ? BAR_WIDTH : Math.min(BAR_WIDTH, Math.round((BAR_WIDTH * done) / total));
  return "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
}
