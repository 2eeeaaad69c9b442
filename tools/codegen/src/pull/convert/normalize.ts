import { child, isObject, type JsonObject } from "../../read/json.ts";
import { isOpenApi32 } from "../../read/media-types.ts";
import { visitNodes } from "../../read/openapi-nodes.ts";
import { followed, type ReferenceNode, referencesOf } from "../../read/references.ts";
import type { Format } from "../parse/recognize.ts";
import { spellOutBooleans } from "./boolean-schemas.ts";
import { canonicalText, inCanonicalOrder } from "./canonical.ts";
import { convertSwagger } from "./convert-swagger.ts";
import { hoist } from "./hoist.ts";
import { completeInfo, completeProse, dropExamples, tidyProse } from "./tidy-prose.ts";
import { upgradeSchema } from "./upgrade-schema.ts";

/** The content of `upstream.json` in UTF-8 and parsed, and notes about changes that are not part of the version upgrade. */
export type Normalized = {
  readonly text: Buffer;
  readonly document: JsonObject;
  readonly notes: readonly string[];
};

/** Converts a document to canonical OpenAPI 3.1, or 3.2 if it is that, in place. */
export function normalize(received: JsonObject, format: Format, keepExamples: boolean): Normalized {
  const document = format === "2.0" ? convertSwagger(received) : received;
  const counts = new Map<string, number>();
  const note = (text: string) => counts.set(text, (counts.get(text) ?? 0) + 1);
  completeInfo(document, note);
  const isProseOptional = isOpenApi32(document);
  const references: ReferenceNode[] = [];
  visitNodes(document, (found) => {
    const { kind, node } = found;
    if (!keepExamples) dropExamples(found);
    spellOutBooleans(node, kind);
    if (kind === "schema") {
      upgradeSchema(node, format, note);
      spellOutMapping(node, document);
    }
    completeProse(found, isProseOptional, note);
    if (typeof node.$ref === "string") references.push({ found, target: node.$ref });
  });
  if (format !== "3.1") document.openapi = "3.1.0";
  if (isObject(document.info) && typeof document.info.version === "number") {
    document.info.version = String(document.info.version);
  }
  tidyProse(document);
  if (!isObject(document.paths) && !isObject(document.webhooks) && !isObject(document.components))
    document.paths = {};
  hoist(document, inlinePaths(document) ? referencesOf(document) : references);
  const notes = [...counts].map(([text, count]) => (count > 1 ? `${text} (${count} places)` : text));
  const sorted = inCanonicalOrder(document);
  return { text: canonicalText(sorted), document: sorted, notes };
}

/** Replaces bare schema names in discriminator mappings with references. */
function spellOutMapping(schema: JsonObject, document: JsonObject): void {
  const { discriminator } = schema;
  const schemas = isObject(document.components) ? document.components.schemas : undefined;
  if (!isObject(discriminator) || !isObject(schemas)) return;
  spellOut(discriminator, "defaultMapping");
  if (isObject(discriminator.mapping)) {
    for (const value of Object.keys(discriminator.mapping)) spellOut(discriminator.mapping, value);
  }

  function spellOut(holder: JsonObject, key: string): void {
    const name = holder[key];
    if (typeof name === "string" && isObject(schemas) && Object.hasOwn(schemas, name)) {
      holder[key] = child("#", "components", "schemas", name);
    }
  }
}

/** Copies the target of a path that is a reference, so that its operations can have their own operationIds. False if none is. */
function inlinePaths(document: JsonObject): boolean {
  let isInlined = false;
  for (const item of Object.values(isObject(document.paths) ? document.paths : {})) {
    if (!isObject(item) || typeof item.$ref !== "string") continue;
    const target = followed(document, item);
    if (!target) continue;
    delete item.$ref;
    Object.assign(item, { ...structuredClone(target), ...item });
    isInlined = true;
  }
  return isInlined;
}
