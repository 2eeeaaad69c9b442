import type { Output } from "../process/context.ts";
import { EXIT_MEANINGS } from "../process/exit-code.ts";
import { createStyle } from "../process/style.ts";
import { GLOBAL_OPTIONS } from "./global-options.ts";
import type { OptionSpec, OptionTable } from "./options.ts";

export type HelpFacts = {
  readonly name: string;
  readonly summary: string;
  /** Commands that begin with this one's words. */
  readonly commands?: readonly Row[];
  readonly arguments?: readonly string[];
  readonly options?: OptionTable;
  readonly extra?: OptionTable;
  readonly examples: readonly string[];
  readonly notes?: readonly string[];
};

type Terminal = Pick<Output, "color" | "columns">;
type Row = readonly [term: string, text: string];

const WIDEST = 100;
const LONGEST_TERM = 36;

/** Help of one command. */
export function commandHelp(facts: HelpFacts, terminal: Terminal): string {
  const usage = ["mdmkit", facts.name, ...(facts.arguments ?? []), "[options]"].join(" ");
  return page(terminal, [
    { text: facts.summary },
    { title: "Usage", text: usage },
    { title: "Further commands", rows: facts.commands ?? [] },
    { title: "Options", rows: optionRows({ ...facts.extra, ...facts.options }) },
    { title: "Options of every command", rows: optionRows(GLOBAL_OPTIONS) },
    ...(facts.notes ?? []).map((text) => ({ text })),
    { title: "Examples", rows: facts.examples.map((example): Row => [example, ""]) },
  ]);
}

export type Section = { readonly title?: string; readonly text?: string; readonly rows?: readonly Row[] };

/** Sections one after another, wrapped to the terminal; empty ones are left out. */
export function page(terminal: Terminal, sections: readonly Section[]): string {
  const style = createStyle(terminal);
  const width = Math.min(terminal.columns ?? WIDEST, WIDEST);
  const terms = sections.flatMap(({ rows = [] }) =>
    rows.flatMap(([term, text]) => (text === "" ? [] : [term.length])),
  );
  const indentation = Math.min(LONGEST_TERM, Math.max(0, ...terms)) + 4;
  const texts = sections.flatMap(({ title, text, rows = [] }) => {
    if (text === undefined && rows.length === 0) return [];
    const head = title === undefined ? [] : [style("bold", title)];
    const indent = title === undefined ? "" : "  ";
    const body = text === undefined ? [] : wrap(text, width - indent.length).map((line) => indent + line);
    return [[...head, ...body, ...rows.flatMap((row) => rowLines(row, { width, indentation }))].join("\n")];
  });
  return `${texts.join("\n\n")}\n`;
}

/** For the last lines of help. */
export const EXIT_TEXT = EXIT_MEANINGS.map(([code, meaning]) => `${code} ${meaning}`).join("; ");

/** Rows for options, without the hidden ones. */
export function optionRows(table: OptionTable): Row[] {
  return Object.entries(table)
    .filter(([, { hidden }]) => !hidden)
    .map(([name, spec]) => [`--${name}${spec.value ? ` ${spec.value}` : ""}`, textOf(spec)]);
}

/** The first sentence, with the choices unless it names them. */
function textOf({ summary, choices }: OptionSpec): string {
  const sentence = firstSentence(summary);
  if (!choices || choices.every((choice) => sentence.includes(choice))) return sentence;
  return [sentence, choices.join(", ")].filter(Boolean).join(": ");
}

/** Without its period. */
export const firstSentence = (text: string): string => text.split(/\.(\s|$)/, 1)[0] ?? "";

function rowLines(
  [term, text]: Row,
  { width, indentation }: { width: number; indentation: number },
): string[] {
  if (text === "") return [`  ${term}`];
  const [first = "", ...others] = wrap(text, Math.max(20, width - indentation));
  const head = `  ${term}`.padEnd(indentation);
  const beginning = head.length > indentation ? [head, " ".repeat(indentation) + first] : [head + first];
  return [...beginning, ...others.map((line) => " ".repeat(indentation) + line)];
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
