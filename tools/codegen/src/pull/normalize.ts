import { isObject, type JsonObject } from "../read/json.ts";
import { visitNodes } from "../read/openapi-nodes.ts";
import { spellOutBooleans } from "./boolean-schemas.ts";
import { canonicalText } from "./canonical.ts";
import { convertSwagger } from "./convert-swagger.ts";
import { hoist } from "./hoist.ts";
import { inlinePaths } from "./inline-paths.ts";
import type { Format } from "./recognize.ts";
import { spellOutMapping } from "./spell-out-mappings.ts";
import { dropExamples, tidyProse } from "./tidy-prose.ts";
import { upgradeSchema } from "./upgrade-schema.ts";

/** A document as `upstream.json` holds it, and what was changed beyond what its version asks for. */
export type Normalized = {
  readonly text: string;
  readonly document: JsonObject;
  readonly notes: readonly string[];
};

/** Rewrites a document of any known version as OpenAPI 3.1, in the one form its content has. Changes what it is given. */
export function normalize(received: JsonObject, format: Format, keepExamples: boolean): Normalized {
  const document = format === "2.0" ? convertSwagger(received) : received;
  const counts = new Map<string, number>();
  const note = (text: string) => counts.set(text, (counts.get(text) ?? 0) + 1);
  visitNodes(document, ({ kind, node }) => {
    spellOutBooleans(node, kind);
    if (kind !== "schema") return;
    upgradeSchema(node, format, note);
    spellOutMapping(node, document);
  });
  if (format !== "3.1") document.openapi = "3.1.0";
  if (isObject(document.info) && typeof document.info.version === "number") {
    document.info.version = String(document.info.version);
  }
  if (!keepExamples) dropExamples(document);
  tidyProse(document);
  if (!isObject(document.paths) && !isObject(document.webhooks) && !isObject(document.components))
    document.paths = {};
  inlinePaths(document);
  hoist(document);
  const notes = [...counts].map(([text, count]) => (count > 1 ? `${text} (${count} places)` : text));
  return { text: canonicalText(document), document, notes };
}
