import { UnreadableFilter } from "../../../engine/request/conditions.ts";

export type Token =
  | { readonly kind: "and" | "or" | "open" | "close" }
  | { readonly kind: "compare"; readonly operator: string }
  | { readonly kind: "word"; readonly text: string };

const TOKEN =
  /\s*(?:(?<sign>[;,()])|(?<operator>=[a-z]+=|[=!<>]=|[<>])|(?<quote>["'])(?<quoted>(?:\\.|(?!\k<quote>)[^\\])*)\k<quote>|(?<word>[^\s"'();,=<>!~]+))\s*/gsy;

const SIGNS: Readonly<Record<string, Token>> = {
  ";": { kind: "and" },
  and: { kind: "and" },
  ",": { kind: "or" },
  or: { kind: "or" },
  "(": { kind: "open" },
  ")": { kind: "close" },
};

/** Cuts an RSQL expression into tokens; a quoted text loses its quotes and escapes. */
export function tokensOf(filter: string): Token[] {
  const found = [...filter.matchAll(TOKEN)];
  const read = found.reduce((length, [text]) => length + text.length, 0);
  if (filter.slice(read).trim() !== "") throw new UnreadableFilter(`unexpected ${filter[read]}`);
  return found.map(({ groups: { sign, operator, quoted, word = "" } = {} }) => {
    if (operator !== undefined) return { kind: "compare", operator };
    if (quoted !== undefined) return { kind: "word", text: quoted.replaceAll(/\\(.)/gs, "$1") };
    return SIGNS[sign ?? word] ?? { kind: "word", text: word };
  });
}
