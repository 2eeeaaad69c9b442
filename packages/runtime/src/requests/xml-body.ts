import { InvalidInputError } from "../errors/errors.ts";
import type { BodyFormat } from "../operation/operation.ts";
import { isPlainObject } from "./plain-object.ts";
import { isGiven, textOf } from "./text-of.ts";

/**
 * XML: properties as elements, members of a list as elements of its singular name, or as `items` says. Null is an empty element,
 * which clears the property; undefined is left out.
 */
export function xmlBody(root: string, items: Readonly<Record<string, string>> = {}): BodyFormat {
  function element(name: string, value: unknown): string {
    if (!/^[A-Za-z_][\w.-]*$/.test(name))
      throw new InvalidInputError("the name of a property is not a valid XML element name.");
    return `<${name}>${content(name, value)}</${name}>`;
  }

  function content(name: string, value: unknown): string {
    if (!isGiven(value)) return "";
    if (Array.isArray(value)) {
      const item = (Object.hasOwn(items, name) && items[name]) || singular(name);
      return value.map((member) => element(item, member)).join("");
    }
    if (!isPlainObject(value)) return escaped(textOf(name, value));
    return Object.entries(value)
      .map(([key, inner]) => (inner === undefined ? "" : element(key, inner)))
      .join("");
  }

  return {
    contentType: "application/xml",
    write: (body) => `<?xml version="1.0" encoding="UTF-8"?>${element(root, body)}`,
  };
}

function singular(name: string): string {
  return name.endsWith("ies") ? `${name.slice(0, -3)}y` : name.replace(/s$/, "");
}

/** Markup as references. Readers of XML take a carriage return for a line feed unless it is one, too. */
function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what XML 1.0 cannot carry
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text))
    throw new InvalidInputError("a string contains a character that XML does not allow.");
  return text.replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
