import type { Body } from "../read/api.ts";
import { child } from "../read/json.ts";
import { type OpenApi, propertyOf, resolve, type SchemaObject } from "../read/openapi.ts";
import { removeAction, updateAction } from "../read/overlay-action.ts";
import { formatOf } from "../read/read-api.ts";
import { type Notation, notationOf } from "../read/sequences.ts";
import type { Complain } from "./plan-parameter.ts";
import { isNested, valueTypesOf } from "./value-types.ts";

/** How a sequence of items is written and read. */
export type SequencePlan = {
  readonly notation: Notation;
  readonly contentType: string;
  /** The media type of parts. */
  readonly partType?: string;
};

type Sequence = Omit<Body, "required">;

/** The plan of a sequence; undefined for other content. */
export function planSequence(
  document: OpenApi,
  sequence: Sequence,
  complain: Complain,
): SequencePlan | undefined {
  const { contentType, pointer, items, prefixEncoding } = sequence;
  if (prefixEncoding)
    complain(
      child(pointer, "prefixEncoding"),
      `parts of ${contentType} with an encoding by position cannot be generated`,
      removeAction(child(pointer, "prefixEncoding")),
    );
  if (items === undefined) return undefined;
  const notation = notationOf(contentType);
  if (notation === undefined) {
    const message = `${contentType} is not known as a sequence of items`;
    complain(child(pointer, "itemSchema"), message, removeAction(child(pointer, "itemSchema")));
    return undefined;
  }
  if (notation === "events") checkEvents(document, sequence, complain);
  if (notation !== "parts") return { notation, contentType };
  const partType = partTypeOf(document, sequence);
  checkParts(document, sequence, { partType, complain });
  return { notation, contentType, partType };
}

/** What an item is: a value of its schema, or the text or the bytes of a part. */
export function valueOfItem(
  document: OpenApi,
  contentType: string,
  media: Pick<Sequence, "items" | "itemEncoding">,
): "schema" | "text" | "bytes" {
  if (notationOf(contentType) !== "parts") return "schema";
  const format = formatOf(partTypeOf(document, media));
  return format === "json" ? "schema" : format === "text" || format === "xml" ? "text" : "bytes";
}

const EVENT_FIELDS = ["event", "data", "id"];

/** The fields of events are text. */
function checkEvents(document: OpenApi, { contentType, pointer, items }: Sequence, complain: Complain): void {
  const at = child(pointer, "itemSchema");
  if (!valueTypesOf(document, items).has("object"))
    complain(at, `an item of ${contentType} is not an object`, updateAction(at, "{ type: object }"));
  for (const name of EVENT_FIELDS) {
    const field = propertyOf(document, items, name);
    if (field === undefined || valueTypesOf(document, field).has("string")) continue;
    const fix = updateAction(at, `{ properties: { ${name}: { type: string } } }`);
    complain(at, `the field ${name} of an event is text, and its schema admits none`, fix);
  }
}

/** The media type of a part, by its encoding or by its schema. */
function partTypeOf(
  document: OpenApi,
  { items = true, itemEncoding }: Pick<Sequence, "items" | "itemEncoding">,
): string {
  if (itemEncoding?.contentType !== undefined) return itemEncoding.contentType;
  const types = valueTypesOf(document, items);
  const target = typeof items === "object" ? resolve<SchemaObject>(document, items) : {};
  const isBytes = target.format === "binary" || (target.contentMediaType && !target.contentEncoding);
  if (isBytes || types.size > 4) return "application/octet-stream";
  return types.has("string") && !types.has("object") ? "text/plain" : "application/json";
}

function checkParts(
  document: OpenApi,
  { contentType, pointer, items, itemEncoding = {} }: Sequence,
  { partType, complain }: { partType: string; complain: Complain },
): void {
  const at = child(pointer, "itemEncoding");
  for (const [header, reference] of Object.entries(itemEncoding.headers ?? {})) {
    if (!resolve(document, reference).required || header.toLowerCase() === "content-type") continue;
    const message = `the header ${header} of the parts of ${contentType} cannot be sent`;
    complain(at, message, updateAction(at, `{ headers: { ${header}: { required: false } } }`));
  }
  if (formatOf(partType) === "json" || !isNested(valueTypesOf(document, items))) return;
  const message = `a part of its schema cannot be written as ${partType}`;
  complain(pointer, message, updateAction(at, "{ contentType: application/json }"));
}
