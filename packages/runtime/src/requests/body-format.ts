import { InvalidInputError } from "../errors/errors.ts";
import type { BodyFormat, ParameterWriters } from "../operation/operation.ts";
import { isPlainObject } from "./plain-object.ts";
import { assertPlain, isGiven, textOf } from "./text-of.ts";
import { writeJson } from "./write-json.ts";
import { writeQuery, writerOf } from "./write-url.ts";

/** A form: arrays as repeated fields and objects as JSON, unless `fields` has a writer. What is absent or null is left out. */
export function formBodyOf(fields: ParameterWriters): BodyFormat {
  return formWith({ writers: fields });
}

/** Encodes an object as `application/x-www-form-urlencoded`. */
export const formBody: BodyFormat = /* @__PURE__ */ formWith({});

/** A form whose arrays are joined by commas. */
export const joinedFormBody: BodyFormat = /* @__PURE__ */ formWith({ arrays: "comma" });

function formWith(options: { arrays?: "comma"; writers?: ParameterWriters }): BodyFormat {
  return {
    contentType: "application/x-www-form-urlencoded",
    write(body) {
      assertPlain(body, "body");
      const fields = Object.entries(body).map(([name, value]) => {
        if (writerOf(options.writers, name)) return [name, value];
        return [name, Array.isArray(value) ? value.map(flat) : flat(value)];
      });
      return writeQuery(Object.fromEntries(fields), options).slice(1).replaceAll("%20", "+");
    },
  };
}

const flat = (value: unknown): unknown =>
  isPlainObject(value) || Array.isArray(value) ? writeJson(value) : value;

type Parts = (name: string, value: unknown) => (string | Blob)[];

/** Parts of a multipart form: arrays as repeated parts, objects as JSON, files as they are. What is absent or null is left out. */
export const multipartBody: BodyFormat = /* @__PURE__ */ multipartWith((name, value) =>
  [value].flat().map((one) => partOf(name, one)),
);

function multipartWith(partsOf: Parts): BodyFormat {
  return {
    write(body) {
      if (body instanceof FormData) return body;
      assertPlain(body, "body");
      const form = new FormData();
      for (const [name, value] of Object.entries(body))
        if (isGiven(value)) for (const part of partsOf(name, value)) form.append(name, part);
      return form;
    },
  };
}

function partOf(name: string, value: unknown): string | Blob {
  if (value instanceof Blob) return value;
  const text = flat(value);
  return Object.is(text, value)
    ? textOf(name, value)
    : new Blob([String(text)], { type: "application/json" });
}

/** The same, where parts have media types of their own, by name; such a part can also be bytes. */
export function multipartBodyOf(types: Readonly<Record<string, string>>): BodyFormat {
  return multipartWith((name, value) => {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined) return [value].flat().map((one) => partOf(name, one));
    if (isJson(type)) return [new Blob([writeJson(value)], { type })];
    return [value].flat().map((one) => {
      const part = isBytes(one) ? one : partOf(name, one);
      return part instanceof Blob && part.type !== "" ? part : new Blob([part], { type });
    });
  });
}

const isJson = (type: string): boolean => /[/+]json\b/i.test(type);

/** Text, sent as UTF-8. */
export function textBody(contentType: string): BodyFormat {
  return { contentType, write: (body) => textOf("body", body) };
}

/** Bytes, or text that is sent as UTF-8. */
export function bytesBody(contentType: string): BodyFormat {
  return {
    contentType,
    write: (body) => (body instanceof Blob || isBytes(body) ? body : textOf("body", body)),
  };
}

/** Bytes of a kind that only the caller knows, such as for `image/*`: a `Blob` with a media type. */
export const blobBody: BodyFormat = {
  write(body) {
    if (body instanceof Blob && body.type !== "") return body;
    throw new InvalidInputError("the body is not a `Blob` with a media type.", {
      advice: "Pass new Blob([bytes], { type }).",
    });
  },
};

/** What a body of bytes can be given as. */
export type BinaryBody = Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | string;

function isBytes(value: unknown): value is ArrayBuffer | ArrayBufferView<ArrayBuffer> {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}
