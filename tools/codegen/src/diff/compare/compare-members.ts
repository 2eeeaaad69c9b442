import { isObject } from "../../read/json.ts";
import { canonical } from "../normal/canonical.ts";
import { type At, unwrap } from "../normal/unwrap.ts";
import type { Comparison, Pair } from "./comparison.ts";
import { nameOfReference } from "./components.ts";
import { always, type Rating, widened } from "./rating.ts";
import { listText } from "./text.ts";

/** Compares the alternatives of `oneOf` or `anyOf`. */
export function compareMembers(
  pair: Pair,
  was: readonly At[],
  is: readonly At[],
  comparison: Comparison,
): void {
  const { pairs, gone, come } = match(was, is, comparison);
  for (const [base, revision] of pairs) comparison.compareBelow(pair, { base, revision });
  const report = (say: string, rating: Rating) =>
    comparison.report(pair, {
      kind: "changed",
      node: "Schema",
      property: "oneOf",
      say,
      ...rating,
      before: { pointer: pair.base.pointer },
      after: { pointer: pair.revision.pointer },
    });
  if (gone.length > 0)
    report(`is no longer ${listText(gone.map(nameOf))}`, always("major", "its type loses an alternative"));
  if (come.length > 0) report(`may now be ${listText(come.map(nameOf))}`, widened(pair.role));
}

type Matched = { readonly pairs: [At, At][]; readonly gone: At[]; readonly come: At[] };

/** Members correspond by name, else by structure; of the unnamed ones, the only one that is left on each side. */
function match(was: readonly At[], is: readonly At[], { documents, renamed }: Comparison): Matched {
  const pairs: [At, At][] = [];
  let [gone, come] = [[...was], [...is]];
  const join = (isSame: (base: At, revision: At) => boolean) => {
    for (const base of gone) {
      const revision = come.find((other) => isSame(base, other));
      if (!revision) continue;
      pairs.push([base, revision]);
      come = come.filter((other) => other !== revision);
    }
    const joined = new Set(pairs.map(([base]) => base));
    gone = gone.filter((base) => !joined.has(base));
  };
  const nameIn = (side: "base" | "revision", at: At) => unwrap(documents[side], at).reference;
  join((base, revision) => {
    const [from, to] = [nameIn("base", base), nameIn("revision", revision)];
    return from !== undefined && to !== undefined && (from === to || renamed.get(from) === to);
  });
  join((base, revision) => canonical(base.node) === canonical(revision.node));
  join(
    (base, revision) =>
      canonical(unwrap(documents.base, base).node) === canonical(unwrap(documents.revision, revision).node),
  );
  const areUnnamed =
    gone.length === 1 && come.length === 1 && [...gone, ...come].every(({ node }) => !isNamed(node));
  if (areUnnamed) join(() => true);
  return { pairs, gone, come };
}

function isNamed(node: At["node"]): boolean {
  return isObject(node) && typeof node.$ref === "string";
}

/** What an alternative is called in a message. */
function nameOf({ node }: At): string {
  if (!isObject(node)) return `\`${JSON.stringify(node)}\``;
  if (typeof node.$ref === "string") return `\`${nameOfReference(node.$ref)}\``;
  const title = typeof node.title === "string" ? node.title : node.type;
  return typeof title === "string" ? `\`${title}\`` : "an unnamed alternative";
}
