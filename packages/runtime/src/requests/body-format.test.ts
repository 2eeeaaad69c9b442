import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../errors/errors.ts";
import type { BodyFormat } from "../operation/operation.ts";
import {
  blobBody,
  bytesBody,
  formBody,
  formBodyOf,
  joinedFormBody,
  multipartBody,
  multipartBodyOf,
  textBody,
} from "./body-format.ts";
import { styled } from "./parameter-styles.ts";
import { jsonBody, jsonBodyOf } from "./write-json.ts";

describe("JSON", () => {
  it("is written with the media type of the document", () => {
    const patch = jsonBodyOf("application/json-patch+json");
    expect(patch.contentType).toBe("application/json-patch+json");
    expect(patch.write([{ op: "add", value: null, from: undefined }])).toBe('[{"op":"add","value":null}]');
    expect(jsonBody.write({ at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
  });

  it.each([
    [{ a: Number.NaN }],
    [[undefined]],
    [{ a: new Map([["b", 1]]) }],
    [{ a: new Uint8Array([65]) }],
    [{ a: new Date(Number.NaN) }],
    [{ a: () => 1 }],
    [{ a: Symbol("a") }],
    [new Uint8Array([65])],
  ])("refuses what it would change: %#", (body) => {
    expect(() => jsonBody.write(body)).toThrow(InvalidInputError);
  });
});

describe("forms", () => {
  it("repeat or join lists, and hold objects as JSON", () => {
    const body = { a: "x y&z", list: [1, "b,c"], nested: { b: [1] }, none: null, absent: undefined };
    const nested = encodeURIComponent('{"b":[1]}');
    expect(formBody.write(body)).toBe(`a=x+y%26z&list=1&list=b%2Cc&nested=${nested}`);
    expect(joinedFormBody.write(body)).toBe(`a=x+y%26z&list=1,b%2Cc&nested=${nested}`);
  });

  it("write single fields in a style of their own", () => {
    const format = formBodyOf({ nested: styled({ style: "deepObject", explode: true }) });
    expect(format.write({ a: [1, 2], nested: { b: "c d" } })).toBe("a=1&a=2&nested%5Bb%5D=c+d");
  });

  it.each([
    [{ a: Number.NaN }],
    [{ a: [null] }],
    [{ a: new Map() }],
    [new URLSearchParams({ a: "1" })],
    ["a=1"],
  ])("refuse what they would change: %#", (body) => {
    expect(() => formBody.write(body)).toThrow(InvalidInputError);
  });
});

describe("multipart bodies", () => {
  const partsOf = async (format: BodyFormat, body: unknown) => {
    const text = await new Response(format.write(body)).text();
    return text.split(/\r?\n?--[^\r\n]+\r\n/).slice(1, -1);
  };

  it("hold objects as JSON, and lists as repeated parts", async () => {
    const parts = await partsOf(multipartBody, { meta: { name: "é" }, tags: ["a", "b"], flag: false });
    expect(parts[0]).toMatch(/name="meta"[\s\S]*application\/json\r\n\r\n\{"name":"é"\}$/);
    expect(parts.slice(1).map((part) => part.split("\r\n\r\n"))).toEqual([
      ['Content-Disposition: form-data; name="tags"', "a"],
      ['Content-Disposition: form-data; name="tags"', "b"],
      ['Content-Disposition: form-data; name="flag"', "false"],
    ]);
  });

  it("give parts the media types of the document", async () => {
    const format = multipartBodyOf({
      file: "application/octet-stream",
      list: "application/json",
      note: "text/csv",
    });
    const body = { file: new Uint8Array([72, 105]), list: [1, 2], note: "a,b" };
    const parts = await partsOf(format, body);
    expect(parts[0]).toMatch(/octet-stream\r\n\r\nHi$/);
    expect(parts[1]).toMatch(/application\/json\r\n\r\n\[1,2\]$/);
    expect(parts[2]).toMatch(/text\/csv\r\n\r\na,b$/);
    const [named] = await partsOf(format, { file: new File(["x"], "icon.png", { type: "image/png" }) });
    expect(named).toMatch(/filename="icon.png"[\s\S]*image\/png\r\n\r\nx$/);
  });

  it.each([[{ a: Number.NaN }], [{ a: [null] }], [{ a: new Uint8Array(1) }], [new Map()]])(
    "refuse what they would change: %#",
    (body) => {
      expect(() => multipartBody.write(body)).toThrow(InvalidInputError);
    },
  );
});

describe("text and bytes", () => {
  it("are sent as they are", () => {
    expect(textBody("text/plain").write("a\n")).toBe("a\n");
    const bytes = new Uint8Array([65, 0, 255]);
    expect(bytesBody("application/octet-stream").write(bytes)).toBe(bytes);
    const icon = new Blob(["x"], { type: "image/png" });
    expect(blobBody.write(icon)).toBe(icon);
  });

  it.each([
    [textBody("text/plain"), {}],
    [bytesBody("application/pdf"), { 0: 65 }],
    [blobBody, new Blob(["x"])],
    [blobBody, "x"],
  ])("refuse anything else: %#", (format, body) => {
    expect(() => format.write(body)).toThrow(InvalidInputError);
  });
});
