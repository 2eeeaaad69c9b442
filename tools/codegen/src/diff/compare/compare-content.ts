import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { formatOf, PREFERENCE } from "../../read/read-api.ts";
import { notationOf } from "../../read/sequences.ts";
import { entriesOf } from "../documents/operations.ts";
import { escaped } from "../documents/pointer.ts";
import { canonical } from "../normal/canonical.ts";
import { compareSchemas } from "./compare-schema.ts";
import { below, type Comparison, labelAt, type Pair } from "./comparison.ts";
import { always, byRole, type Rating } from "./rating.ts";
import type { ObjectAt } from "./resolve.ts";
import { show } from "./text.ts";

type Media = { readonly type: string; readonly node: JsonObject; readonly pointer: string };

/** Compares what a body, response or parameter contains, by media type. */
export function compareContent(pair: Pair, before: ObjectAt, after: ObjectAt, comparison: Comparison): void {
  const [was, is] = [mediaOf(before), mediaOf(after)];
  const gone = was.filter(({ type }) => is.every((other) => other.type !== type));
  const come = is.filter(({ type }) => was.every((other) => other.type !== type));
  const [only, ...others] = gone;
  const [instead, ...more] = come;
  const isReplaced = only !== undefined && instead !== undefined && others.length + more.length === 0;
  if (isReplaced) reportReplaced(pair, only, instead, comparison);
  else
    for (const media of [...gone, ...come])
      reportMedia(
        pair,
        media,
        {
          isNew: come.includes(media),
          isMain: isMain(media, gone.includes(media) ? was : is),
          hasOthers: was.length > 0 && is.length > 0,
        },
        comparison,
      );
  const pairs = was.flatMap((base): [Media, Media][] => {
    const revision =
      is.find(({ type }) => type === base.type) ?? (isReplaced && base === only ? instead : undefined);
    return revision ? [[base, revision]] : [];
  });
  for (const [base, revision] of pairs)
    compareMedia(below(pair, { base, revision }), { base, revision }, comparison);
}

function mediaOf({ node, pointer }: ObjectAt): Media[] {
  return entriesOf(node.content).map(([type, media]) => ({
    type,
    node: media,
    pointer: `${pointer}/content/${escaped(type)}`,
  }));
}

/** Whether the client uses this media type of several. */
function isMain(media: Media, all: readonly Media[]): boolean {
  const rank = ({ type, node }: Media) => {
    const isSequence = node.itemSchema !== undefined && notationOf(type) !== undefined;
    return PREFERENCE.indexOf(isSequence ? "sequence" : formatOf(type));
  };
  return all.every((other) => rank(media) <= rank(other));
}

function reportReplaced(pair: Pair, was: Media, is: Media, comparison: Comparison): void {
  comparison.report(pair, {
    kind: "renamed",
    node: "MediaType",
    property: "key",
    label: labelAt(pair, is.pointer, "revision"),
    say: `is now ${show(is.type)}, it was ${show(was.type)}`,
    ...always("major"),
    before: { pointer: was.pointer, value: was.type },
    after: { pointer: is.pointer, value: is.type },
  });
}

type Facts = { readonly isNew: boolean; readonly isMain: boolean; readonly hasOthers: boolean };

function reportMedia(pair: Pair, { type, node, pointer }: Media, facts: Facts, comparison: Comparison): void {
  const { isNew } = facts;
  comparison.report(pair, {
    kind: isNew ? "added" : "removed",
    node: "MediaType",
    label: labelAt(pair, pointer, isNew ? "revision" : "base"),
    say: isNew ? `may now be ${show(type)}` : `is no longer ${show(type)}`,
    ...rateMedia(facts, pair),
    ...(isNew ? { after: { pointer, value: node } } : { before: { pointer, value: node } }),
  });
}

function rateMedia({ isNew, isMain: isUsed, hasOthers }: Facts, { role }: Pair): Rating {
  if (isUsed)
    return always(
      "major",
      isNew && hasOthers ? "the client now uses it instead of another one" : "its type changes",
    );
  return byRole(role, {
    request: always(isNew ? "minor" : "major"),
    response: always(isNew ? "minor" : "major"),
  });
}

function compareMedia(
  pair: Pair,
  { base, revision }: { base: Media; revision: Media },
  comparison: Comparison,
): void {
  compareSchemas(
    below(pair, {
      base: { node: base.node.schema ?? true, pointer: `${base.pointer}/schema` },
      revision: { node: revision.node.schema ?? true, pointer: `${revision.pointer}/schema` },
    }),
    comparison,
  );
  const [was, is] = [base.node.encoding, revision.node.encoding].map(encodingOf);
  if (canonical(was) === canonical(is)) return;
  comparison.report(pair, {
    kind: "changed",
    node: "MediaType",
    property: "encoding",
    of: "`encoding` of ",
    say: `is now ${show(is)}, it was ${show(was)}`,
    ...always("major", "its fields are written in another way"),
    before: { pointer: `${base.pointer}/encoding`, value: was ?? {} },
    after: { pointer: `${revision.pointer}/encoding`, value: is ?? {} },
  });
}

/** The encoding of fields; those with nothing but defaults are left out. */
function encodingOf(value: JsonValue | undefined): JsonValue {
  if (!isObject(value)) return {};
  const kept = Object.entries(value).filter(([, field]) => isObject(field) && Object.keys(field).length > 0);
  return Object.fromEntries(kept);
}
