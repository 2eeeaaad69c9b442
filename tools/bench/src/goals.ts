import { printTable } from "./table.ts";

/** What must not be exceeded, and what was measured: of each vendor, say. */
export type Goal = { readonly what: string; readonly most: number; readonly figures: readonly number[] };

/** Prints rows of the table of goals in docs/benchmarks.md. */
export function printGoals(goals: readonly Goal[]): void {
  const rows = goals.map(({ what, most, figures }) => ({
    goal: what,
    "at most": String(most),
    measured: range(figures),
    met: verdict(figures.filter((figure) => figure <= most).length, figures.length),
  }));
  printTable("Goals", rows);
}

function range(figures: readonly number[]): string {
  const texts = [Math.min(...figures), Math.max(...figures)].map(digits);
  return texts[0] === texts[1] ? String(texts[0]) : texts.join(" – ");
}

const digits = (figure: number): string =>
  figure >= 100 ? Math.round(figure).toLocaleString("en") : figure.toFixed(2);

function verdict(met: number, all: number): string {
  if (met === all) return "yes";
  return met === 0 ? "no" : `${met} of ${all}`;
}
