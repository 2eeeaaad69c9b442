import type { JsonSchema } from "./operation-schemas.ts";
import type { Validator } from "./validator.ts";
import { isRow } from "./values.ts";

type Element = { readonly name: string; readonly children: Element[]; text: string };

/** An XML body as the value its schema stands for; undefined when it cannot be read. Attributes are not. */
export function parseXml(text: string, schema: JsonSchema, validator: Validator): unknown {
  const root = elementsOf(text);
  return root && readValue(root, schema, validator);
}

/** The outermost element; undefined when tags do not match. */
function elementsOf(text: string): Element | undefined {
  const document: Element = { name: "", children: [], text: "" };
  const open = [document];
  for (const [, closing, name, content] of text.matchAll(/<(\/?)([A-Za-z_][\w.-]*)>|([^<]+)|<\?[^>]*>/g)) {
    const current = open.at(-1);
    if (content !== undefined && current) current.text += unescaped(content);
    if (name === undefined) continue;
    if (closing) {
      if (open.pop()?.name !== name) return undefined;
    } else {
      const element: Element = { name, children: [], text: "" };
      current?.children.push(element);
      open.push(element);
    }
  }
  return open.length === 1 && document.children.length === 1 ? document.children[0] : undefined;
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
    .replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name?: string) =>
      code ? String.fromCodePoint(Number(code)) : (ENTITIES[name ?? ""] ?? whole),
    );
}
