import { isRow } from "../records/values.ts";

/**
 * Writes a value with one property, the outermost element, as XML. A list has an element for each item, named by the singular,
 * and the outermost one has its size; a list under a name in the singular is that element several times.
 */
export function writeXml(body: object): string {
  const [name = "", value] = Object.entries(body)[0] ?? [];
  const size = Array.isArray(value) ? `<size>${value.length}</size>` : "";
  return `<?xml version="1.0" encoding="UTF-8"?><${name}>${size}${contentOf(name, value)}</${name}>`;
}

function contentOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => element(singularOf(name), item)).join("");
  if (isRow(value)) {
    return Object.entries(value)
      .map(([key, part]) => element(key, part))
      .join("");
  }
  return value === null || value === undefined ? "" : escaped(String(value));
}

function element(name: string, value: unknown): string {
  if (Array.isArray(value) && singularOf(name) === name)
    return value.map((item) => element(name, item)).join("");
  const content = contentOf(name, value);
  return content === "" ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function singularOf(name: string): string {
  return name.endsWith("ies") ? `${name.slice(0, -3)}y` : name.replace(/s$/, "");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
