import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { formatOf, PREFERENCE } from "../../read/read-api.ts";
import { notationOf } from "../../read/sequences.ts";
import { entriesOf } from "../documents/operations.ts";
import { escaped } from "../documents/pointer.ts";
import { canonical } from "../normal/canonical.ts";
import { compareSchemas } from "./compare-schema.ts";
import { below, type Comparison, labelAt, type Pair } from "./comparison.ts";
import { always, byRole, type Rating } from "./rating.ts";
import { type ObjectAt, resolveObject } from "./resolve.ts";
import { show } from "./text.ts";

type Media = { readonly type: string; readonly node: JsonObject; readonly pointer: string };

/** Compares what a body, response or parameter contains, by media type. */
export function compareContent(pair: Pair, before: ObjectAt, after: ObjectAt, comparison: Comparison): void {
  const { documents } = comparison;
  const [was, is] = [mediaOf(documents.base, before), mediaOf(documents.revision, after)];
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
  for (const [base, revision] of pairs) {
    const both = { base, revision };
    // A media type of `components` is compared once for all that refer to it.
    if (isShared(base) && isShared(revision))
      comparison.link({ ...pair, ...both }, (one) => compareMedia(one, both, comparison));
    else compareMedia(below(pair, both), both, comparison);
  }
}

function mediaOf(document: JsonObject, { node, pointer }: ObjectAt): Media[] {
  return entriesOf(node.content).map(([type, media]) => ({
    type,
    ...resolveObject(document, media, `${pointer}/content/${escaped(type)}`),
  }));
}

function isShared({ pointer }: Media): boolean {
  return pointer.startsWith("#/components/mediaTypes/");
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
  const isSame = compareItems(pair, { base, revision }, comparison);
  if (!isSame) return;
  compareSchemas(
    below(pair, {
      base: { node: base.node.schema ?? true, pointer: `${base.pointer}/schema` },
      revision: { node: revision.node.schema ?? true, pointer: `${revision.pointer}/schema` },
    }),
    comparison,
  );
  for (const [property, reason] of ENCODINGS) {
    const [was, is] = [base.node[property], revision.node[property]].map(encodingOf);
    if (canonical(was) === canonical(is)) continue;
    comparison.report(pair, {
      kind: "changed",
      node: "MediaType",
      property,
      of: `\`${property}\` of `,
      say: `is now ${show(is)}, it was ${show(was)}`,
      ...always("major", reason),
      before: { pointer: `${base.pointer}/${property}`, value: was ?? {} },
      after: { pointer: `${revision.pointer}/${property}`, value: is ?? {} },
    });
  }
}

const ENCODINGS = [
  ["encoding", "its fields are written in another way"],
  ["itemEncoding", "its parts are written in another way"],
  ["prefixEncoding", "its parts are written in another way"],
] as const;

/** The items of a sequence. What was read as a whole and is one now, or the other way round, has another type, which is all there is to say: false. */
function compareItems(
  pair: Pair,
  { base, revision }: { base: Media; revision: Media },
  comparison: Comparison,
): boolean {
  const [was, is] = [base.node.itemSchema, revision.node.itemSchema];
  if (was === undefined && is === undefined) return true;
  const [before, after] = [`${base.pointer}/itemSchema`, `${revision.pointer}/itemSchema`];
  if (was !== undefined && is !== undefined) {
    const items = { base: { node: was, pointer: before }, revision: { node: is, pointer: after } };
    compareSchemas(below(pair, items), comparison);
    return true;
  }
  comparison.report(pair, {
    kind: "changed",
    node: "MediaType",
    property: "itemSchema",
    say: is === undefined ? "is no longer a sequence of items" : "is now a sequence of items",
    ...always("major", "its type changes"),
    ...(was === undefined ? {} : { before: { pointer: before, value: was } }),
    ...(is === undefined ? {} : { after: { pointer: after, value: is } }),
  });
  return false;
}

/** The encoding of fields; those with nothing but defaults are left out. */
function encodingOf(value: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return {};
  const kept = Object.entries(value).filter(([, field]) => !isObject(field) || Object.keys(field).length > 0);
  return Object.fromEntries(kept);
}
