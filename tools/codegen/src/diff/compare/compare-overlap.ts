import { isObject, type JsonObject } from "../../read/json.ts";
import { escaped } from "../documents/pointer.ts";
import { membersOf, partsOf } from "../normal/body.ts";
import { type At, unwrap } from "../normal/unwrap.ts";
import { type Comparison, labelAt, type Pair } from "./comparison.ts";
import { always, byRole } from "./rating.ts";

const CHOICES = ["oneOf", "anyOf"];

/**
 * Compares how many parts and alternatives of a schema describe a property. A value has to fit all of them, so one that is new in a
 * part narrows what another part says of it.
 */
export function compareOverlap(pair: Pair, comparison: Comparison): void {
  const { documents } = comparison;
  if (!isComposed(pair.base) && !isComposed(pair.revision)) return;
  const before = describersIn(documents.base, pair.base);
  for (const [name, is] of describersIn(documents.revision, pair.revision)) {
    const was = before.get(name);
    if (was === undefined || was.length === is.length) continue;
    const [base, revision] = [was.at(-1) ?? "", is.at(-1) ?? ""];
    const isNarrower = is.length > was.length;
    comparison.report(pair, {
      kind: "changed",
      node: "Schema",
      property: "allOf",
      label: labelAt(pair, revision, "revision"),
      say: `is described in ${is.length} parts, it was in ${was.length}`,
      ...byRole(pair.role, {
        request: always(isNarrower ? "major" : "minor"),
        response: always(isNarrower ? "minor" : "major"),
      }),
      before: { pointer: base },
      after: { pointer: revision },
    });
  }
}

function isComposed(at: At): boolean {
  return partsOf(at).length > 0 || CHOICES.some((keyword) => membersOf(at, keyword).length > 0);
}

/** Where each property is described: once by each part, and once by all alternatives of a choice together. */
function describersIn(document: JsonObject, at: At, above: readonly string[] = []): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (name: string, pointer: string) => found.set(name, [...(found.get(name) ?? []), pointer]);
  const { node, pointer } = unwrap(document, at);
  if (above.includes(pointer) || !isObject(node)) return found;
  const inner = (part: At) => describersIn(document, part, [...above, pointer]);
  for (const name of Object.keys(isObject(node.properties) ? node.properties : {}))
    add(name, `${pointer}/properties/${escaped(name)}`);
  for (const part of partsOf({ node, pointer }))
    for (const [name, places] of inner(part)) for (const place of places) add(name, place);
  for (const keyword of CHOICES) {
    const choices = membersOf({ node, pointer }, keyword).flatMap((member) => [...inner(member)]);
    for (const [name, [place]] of new Map(choices)) if (place !== undefined) add(name, place);
  }
  return found;
}
