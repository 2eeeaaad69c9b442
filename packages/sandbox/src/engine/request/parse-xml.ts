import type { JsonSchema } from "../document/operation-schemas.ts";
import type { Validator } from "../document/validator.ts";
import { isRow } from "../records/values.ts";

type Element = { readonly name: string; readonly children: Element[]; text: string };

/** An XML body as the value its schema stands for; undefined when it cannot be read, for example because it has attributes. */
export function parseXml(text: string, schema: JsonSchema, validator: Validator): unknown {
  const root = elementsOf(text);
  return root && readValue(root, schema, validator);
}

/** A declaration, a tag that opens, closes or does both, or text. Anything else is not read, so the body is invalid. */
const PARTS = /<\?[^>]*\?>|<(\/?)([A-Za-z_][\w.-]*)\s*(\/?)>|([^<]+)/gy;

/** The outermost element; undefined when tags do not match, and for comments, CDATA and attributes. */
function elementsOf(text: string): Element | undefined {
  const document: Element = { name: "", children: [], text: "" };
  const open = [document];
  let end = 0;
  for (const [part, closing, name, empty, content] of text.matchAll(PARTS)) {
    end += part.length;
    const current = open.at(-1);
    if (content !== undefined && current) current.text += unescaped(content);
    if (name === undefined) continue;
    if (closing) {
      if (empty || open.pop()?.name !== name) return undefined;
    } else {
      const element: Element = { name, children: [], text: "" };
      current?.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const isWhole = end === text.length && open.length === 1 && document.children.length === 1;
  return isWhole && document.text.trim() === "" ? document.children[0] : undefined;
}

function readValue({ children, text }: Element, schema: JsonSchema, validator: Validator): unknown {
  const target = validator.resolve(schema);
  const { type, items, properties }: { type?: unknown; items?: JsonSchema; properties?: unknown } =
    typeof target === "object" ? target : {};
  if (type === "array") return children.map((child) => readValue(child, items ?? true, validator));
  if (type === "object" || children.length > 0) {
    return Object.fromEntries(
      children.map((child) => [child.name, readValue(child, propertyOf(properties, child.name), validator)]),
    );
  }
  if (type === "integer" || type === "number") return text.trim() === "" ? null : Number(text);
  return type === "boolean" ? text === "true" : text;
}

function propertyOf(properties: unknown, name: string): JsonSchema {
  const schema = isRow(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isRow(schema) ? schema : true;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/&(?:#(x?[\da-f]+)|(\w+));/gi, (whole, code?: string, name?: string) =>
      code ? characterOf(code, whole) : (ENTITIES[name ?? ""] ?? whole),
    );
}

/** `65` or `x41`; an invalid code stays as it is. */
function characterOf(code: string, whole: string): string {
  const point = Number(/^x/i.test(code) ? `0${code}` : code);
  return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}
