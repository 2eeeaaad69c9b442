import type { Output } from "../process/context.ts";

/** A text in lines of a width: only words that are longer exceed it. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Commands stay in one line, so that they can be copied. */
const COMMAND = /(^|[:|…] )(npx |pnpm )?\S*\bmdmkit [a-z]|^curl /;

/** Sentences as a terminal shows them: it would break them inside of words. */
export function sentenceLines(text: string, { isTerminal, columns }: Pick<Output, "isTerminal" | "columns">) {
  const isWhole = !isTerminal || columns === undefined || text.length <= columns || COMMAND.test(text);
  return isWhole ? [text] : wrap(text, columns);
}
