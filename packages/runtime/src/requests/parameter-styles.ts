import { InvalidInputError } from "../errors/errors.ts";
import type { ParameterWriter, ParameterWriters } from "../operation/operation.ts";
import { isPlainObject } from "./plain-object.ts";
import { assertPlain, isGiven, textOf } from "./text-of.ts";
import { writeJson } from "./write-json.ts";
import { writeQuery, writerOf } from "./write-url.ts";

/** How OpenAPI writes lists and objects. */
export type ParameterStyle = {
  /** Style of the parameter, as OpenAPI names it. */
  readonly style: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject" | "simple" | "label" | "matrix";
  /** Each member by itself. */
  readonly explode?: true;
  /** Characters with a meaning in URLs stay as they are, as far as a query, or a segment of a path, can hold them. */
  readonly allowReserved?: true | "path";
  /** For a header: nothing is percent-encoded. */
  readonly header?: true;
};

type Marks = { prefix?: string; separator?: string; delimiter?: string; named?: true; ambiguous?: RegExp };

const STYLES: Readonly<Record<ParameterStyle["style"], Marks>> = {
  form: { separator: "&", named: true },
  spaceDelimited: { separator: "&", delimiter: "%20", named: true, ambiguous: / / },
  pipeDelimited: { separator: "&", delimiter: "%7C", named: true, ambiguous: /\|/ },
  deepObject: { separator: "&", named: true },
  simple: {},
  label: { prefix: ".", separator: "." },
  matrix: { prefix: ";", separator: ";", named: true },
};

/** Writes a parameter in a style of OpenAPI. A value that the style cannot hold, such as a list in a list, throws. */
export function styled({ style, explode, allowReserved, header }: ParameterStyle): ParameterWriter {
  const { prefix = "", separator = ",", delimiter = ",", named, ambiguous: mark } = STYLES[style];
  const ambiguous = header ? /,/ : style === "label" && explode ? /\./ : mark;
  const encode = header ? String : allowReserved ? keepReserved(allowReserved) : encodeURIComponent;

  const member = (name: string, value: unknown): string => {
    const text = textOf(name, value);
    if (ambiguous?.test(text)) throw inexpressible(name, "contains the character that separates values");
    return encode(text).replaceAll(",", "%2C");
  };

  const writeList = (name: string, label: string, values: readonly unknown[]): string => {
    const texts = values.map((one) => member(name, one));
    if (texts.length === 0) return "";
    return explode ? texts.map((text) => label + text).join(separator) : label + texts.join(delimiter);
  };

  const writeObject = (name: string, label: string, value: object): string => {
    const given = Object.entries(value).filter(([, one]) => isGiven(one));
    if (given.length === 0) throw inexpressible(name, "is an object without properties");
    const members = given.map(([key, one]) => [member(name, key), member(`${name}.${key}`, one)]);
    if (style === "deepObject")
      return members.map(([key, text]) => `${encodeURIComponent(name)}%5B${key}%5D=${text}`).join("&");
    if (!explode) return label + members.flat().join(delimiter);
    if (header && given.some(([key]) => key.includes("=")))
      throw inexpressible(name, "has a property with an equals sign in its name");
    return members.map(([key, text]) => `${key}=${text}`).join(separator);
  };

  return (name, value) => {
    const label = named ? `${encodeURIComponent(name)}=` : "";
    if (isPlainObject(value)) return prefix + writeObject(name, label, value);
    if (style === "deepObject") throw inexpressible(name, "is not an object");
    if (Array.isArray(value)) {
      const text = writeList(name, label, value);
      return text && prefix + text;
    }
    const text = encode(textOf(name, value));
    return prefix + (text === "" && style === "matrix" ? label.slice(0, -1) : label + text);
  };
}

/** Of a query those of `:/?@$,;=`, and of a path without `/?`; `#[]&+` and `%` would end or change the parameter. */
const keepReserved = (place: true | "path") => (text: string) =>
  encodeURIComponent(text).replace(
    place === "path" ? /%(?:3A|40|24|2C|3B|3D)/g : /%(?:3A|2F|3F|40|24|2C|3B|3D)/g,
    decodeURIComponent,
  );

function inexpressible(name: string, problem: string): InvalidInputError {
  return new InvalidInputError(`the value of "${name}" ${problem}, which its style cannot write.`);
}

/**
 * Writes the cookies of an operation: text, or as `writers` says, encoded as in a URL, but for those of `plain`. What is null or absent is
 * left out.
 */
export function cookiesOf(writers?: ParameterWriters, plain: ParameterWriters = {}): ParameterWriter {
  return (name, values) => {
    assertPlain(values, name);
    const cookies = Object.entries(values).map(([key, value]) => {
      const write = isGiven(value) ? writerOf(plain, key) : undefined;
      if (write) return write(key, value);
      return writeQuery({ [key]: value }, { writers })
        .slice(1)
        .replaceAll("&", "; ");
    });
    return cookies.filter(Boolean).join("; ");
  };
}

/** Writes a cookie as it is (style `cookie`); `explode` makes each member a cookie. What a cookie cannot hold throws. */
export function plainCookie(explode: boolean): ParameterWriter {
  const text = (name: string, value: unknown): string => {
    const written = textOf(name, value);
    if (/^[!#-+\--:<-[\]-~]*$/.test(written)) return written;
    throw inexpressible(name, "contains a character that is no part of a cookie");
  };
  return (name, value) => {
    const members = Array.isArray(value)
      ? value.map((one) => [name, text(name, one)] as const)
      : isPlainObject(value)
        ? Object.entries(value).flatMap(([key, one]) =>
            isGiven(one) ? [[key, text(key, one)] as const] : [],
          )
        : [[name, text(name, value)] as const];
    if (explode || !(Array.isArray(value) || isPlainObject(value)))
      return members.map(([key, one]) => `${key}=${one}`).join("; ");
    const joined = Array.isArray(value) ? members.map(([, one]) => one) : members.flat();
    return joined.length > 0 ? `${name}=${joined.join(",")}` : "";
  };
}

/** JSON in a query or a cookie. */
export const jsonQuery: ParameterWriter = (name, value) =>
  `${encodeURIComponent(name)}=${encodeURIComponent(writeJson(value))}`;

/** JSON in a path. */
export const jsonPath: ParameterWriter = (_name, value) => encodeURIComponent(writeJson(value));

/** JSON in a header, which holds ASCII only. */
export const jsonHeader: ParameterWriter = (_name, value) =>
  writeJson(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
