import type { Row } from "../records/values.ts";

/** Whether a record fits a filter. */
export type Keep = (row: Row) => boolean;

/** A filter that cannot be read, with the reason. */
export class UnreadableFilter extends Error {}

type Joint = "and" | "or" | "open" | "close";

export type Language<Token> = {
  /** What a token joins or encloses; undefined for a part of a condition. */
  joint(token: Token): Joint | undefined;
  /** Takes the next condition off the tokens. Throws `UnreadableFilter` where there is none. */
  condition(tokens: Token[]): Keep;
};

/** Reads conditions with `and`, `or` and parentheses between them; `and` binds closer. Takes all tokens. */
export function readConditions<Token>(tokens: Token[], { joint, condition }: Language<Token>): Keep {
  const take = (wanted: Joint): boolean => {
    const [next] = tokens;
    const isNext = next !== undefined && joint(next) === wanted;
    if (isNext) tokens.shift();
    return isNext;
  };
  const joined = (word: Joint, part: () => Keep): Keep[] => {
    const parts = [part()];
    while (take(word)) parts.push(part());
    return parts;
  };
  const one = (): Keep => {
    if (!take("open")) return condition(tokens);
    const inner = any();
    if (!take("close")) throw new UnreadableFilter("a parenthesis is missing");
    return inner;
  };
  const all = (): Keep => {
    const parts = joined("and", one);
    return (row) => parts.every((keep) => keep(row));
  };
  const any = (): Keep => {
    const parts = joined("or", all);
    return (row) => parts.some((keep) => keep(row));
  };
  const keep = any();
  if (tokens.length > 0) throw new UnreadableFilter("text after the end of the filter");
  return keep;
}
