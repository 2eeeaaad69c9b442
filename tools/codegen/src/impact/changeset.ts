import { listText } from "../diff/compare/text.ts";
import type { Change } from "../diff/documents/change.ts";
import { sha256 } from "../workspace/files.ts";
import type { FieldEffect, FieldImpact, Impact, WriteImpact } from "./impact.ts";

/** A changeset: its path relative to the root, and its text for users of the packages. */
export type Changeset = { readonly file: string; readonly text: string };

/** The changeset for a diff; undefined if no package changes. The same diff has the same file name. */
export function changesetOf(impact: Impact): Changeset | undefined {
  const { vendor, packages, product, diff } = impact;
  if (packages.length === 0) return undefined;
  const sentences = [
    ...impact.writes.flatMap((write) => writeSentence(write, impact)),
    ...fieldSentences(impact),
    ...clientSentences(impact),
  ];
  const body =
    sentences.length > 0
      ? [`Followed ${product}'s API document:`, "", ...sentences.map((sentence) => `- ${sentence}`)]
      : [`Followed ${product}'s API document; nothing that callers use changed.`];
  const front = packages.map(({ name, bump }) => `"${name}": ${bump}`);
  const text = `${["---", ...front, "---", "", ...body].join("\n")}\n`;
  return {
    file: `.changeset/${vendor}-${sha256(JSON.stringify(diff.changes.map(({ message }) => message))).slice(0, 8)}.md`,
    text,
  };
}

/** The public name of an action: `devices.lock` for `devices.actions.lock`. */
export function calledAs(member: string): string {
  return member.replace(".actions.", ".");
}

function writeSentence(
  { member, operations, isBroken, changes }: WriteImpact,
  { diff, product }: Impact,
): string[] {
  const name = `\`${calledAs(member)}\``;
  if (isBroken) {
    const names = operations.map((operation) => `\`${operation}\``);
    return [
      `${name} no longer works with ${product}: ${listText(names)} ${names.length > 1 ? "were" : "was"} removed.`,
    ];
  }
  const breaking = changes
    .flatMap((index) => diff.changes[index] ?? [])
    .filter(({ bump }) => bump === "major");
  return breaking.length > 0 ? [`${name} sends other requests to ${product}: ${causes(breaking)}.`] : [];
}

const EFFECTS: Readonly<
  Record<FieldEffect, ((from: string, fields: string, where: string) => string) | undefined>
> = {
  lost: (from, fields, where) => `${from} no longer have ${fields}${where}`,
  values: (from, fields, where) => `${from} may have other values of ${fields}${where}`,
  changed: (from, fields, where) => `${from} have ${fields}${where} from other properties`,
  fewer: undefined,
  review: undefined,
};

/** One sentence for all fields of a resource with the same effect and cause. */
function fieldSentences({ fields, diff, product }: Impact): string[] {
  const groups = new Map<string, FieldImpact[]>();
  for (const field of fields) {
    const key = JSON.stringify([field.resource, field.effect, field.methods, field.changes]);
    groups.set(key, [...(groups.get(key) ?? []), field]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const say = first && EFFECTS[first.effect];
    if (!say) return [];
    const names = [...new Set(group.map(({ field }) => `\`${field}\``))];
    const from = `${first.resource.charAt(0).toUpperCase()}${first.resource.slice(1)} from ${product}`;
    const reasons = first.changes.flatMap((index) => diff.changes[index] ?? []);
    return [`${say(from, listText(names), whereText(first))}: ${causes(reasons)}.`];
  });
}

export function whereText({ methods }: Pick<FieldImpact, "methods">): string {
  if (methods.length > 1) return "";
  return methods[0] === "list" ? " in lists" : " in single reads";
}

const MOST = 20;

/** The changes that users of the vendor's client or of `remote_data` can notice. */
function clientSentences({ diff, product }: Impact): string[] {
  const noticed = diff.changes.filter(({ bump }) => bump !== "patch");
  const sentences = noticed
    .slice(0, MOST)
    .map((change) => `${product} client: ${decapitalized(change.message)}`);
  const rest = noticed.length - MOST;
  return rest > 0
    ? [...sentences, `${product} client: ${rest} more changes of the same document.`]
    : sentences;
}

function causes(changes: readonly Change[]): string {
  return listText(changes.map(({ message }) => decapitalized(message).replace(/\.$/, "")));
}

function decapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
