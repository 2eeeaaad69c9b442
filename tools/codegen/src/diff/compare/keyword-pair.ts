import type { Body } from "../normal/body.ts";
import type { At } from "../normal/unwrap.ts";
import type { Comparison, Pair } from "./comparison.ts";
import type { Rating } from "./rating.ts";
import { changeText } from "./text.ts";

/** A keyword of both sides; without a value where it is absent. */
export type KeywordPair = {
  readonly pair: Pair;
  readonly keyword: string;
  readonly before: At | undefined;
  readonly after: At | undefined;
  readonly bodies: { readonly before: Body; readonly after: Body };
};

/** Reports a keyword with its values. */
export function reportKeyword(
  { pair, keyword, before, after }: Pick<KeywordPair, "pair" | "keyword" | "before" | "after">,
  comparison: Comparison,
  found: Rating & { readonly say?: string; readonly kind?: "removed" },
): void {
  const { say, ...rest } = found;
  comparison.report(pair, {
    kind: "changed",
    node: "Schema",
    property: keyword,
    ...(say === undefined ? { of: `\`${keyword}\` of ` } : {}),
    say: say ?? changeText(before?.node, after?.node),
    ...rest,
    before: before ? { pointer: before.pointer, value: before.node } : { pointer: pair.base.pointer },
    after: after ? { pointer: after.pointer, value: after.node } : { pointer: pair.revision.pointer },
  });
}
