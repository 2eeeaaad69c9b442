import { describe, expect, it } from "vitest";
import { loggedBody } from "../../server/log.ts";
import { createValidator } from "../document/validator.ts";
import { parseBody } from "./parse-body.ts";

const ids = { type: "array", items: { type: "integer" } };
const validator = createValidator({
  Ids: { type: "object", properties: { ids } },
  Names: { type: "object", properties: { names: { type: "array", items: { type: "string" } } } },
  Either: { anyOf: [{ $ref: "Ids" }, { $ref: "Names" }] },
  More: { allOf: [{ $ref: "Either" }, { type: "object", properties: { wait: { type: "boolean" } } }] },
});
const form = { contentType: "application/x-www-form-urlencoded", schema: { $ref: "More" } };
const multipart = { contentType: "multipart/form-data", schema: { $ref: "More" } };

async function written(fields: Record<string, string[]>): Promise<string> {
  const data = new FormData();
  for (const [name, values] of Object.entries(fields)) for (const value of values) data.append(name, value);
  return new Response(data).text();
}

describe("a form", () => {
  it("gets the types of its schema, also from parts and choices of it", () => {
    expect(parseBody("ids=1&ids=2&names=1&wait=true&other=1", form, validator)).toEqual({
      ids: [1, 2],
      names: ["1"],
      wait: true,
      other: "1",
    });
  });

  it("joins arrays by commas where its encoding says so", () => {
    const joined = { ...form, encoding: { ids: { explode: false } } };
    expect(parseBody("ids=1%2C2", joined, validator)).toEqual({ ids: [1, 2] });
  });
});

describe("a multipart body", () => {
  it("is read like a form", async () => {
    const text = await written({ ids: ["1", "2"], names: ['a\r\n"b"'], wait: ["false"] });
    expect(parseBody(text, multipart, validator)).toEqual({ ids: [1, 2], names: ['a\r\n"b"'], wait: false });
  });

  it("may hold empty fields and files", async () => {
    const data = new FormData();
    data.append("empty", "");
    data.append("file", new Blob(["text"]), "name=x.txt");
    expect(parseBody(await new Response(data).text(), multipart, validator)).toEqual({
      empty: "",
      file: "text",
    });
  });

  it.each(["", "ids=1", "--x\r\n\r\nno end", "--x\r\nno name\r\n\r\n1\r\n--x--"])(
    "cannot be read from %j",
    (text) => {
      expect(parseBody(text, multipart, validator)).toBeUndefined();
    },
  );
});

describe("the log", () => {
  const headers = (type: string) => new Headers({ "content-type": type });

  it("shows a body as the operation declares it", async () => {
    const text = await written({ ids: ["1"] });
    const sent = { text, headers: headers("multipart/form-data; boundary=x") };
    expect(loggedBody(sent, { declared: multipart, validator })).toEqual({ ids: [1] });
    expect(
      loggedBody({ text: "ids=1", headers: headers(form.contentType) }, { declared: form, validator }),
    ).toEqual({ ids: [1] });
  });

  it("shows what came where it is something else", () => {
    const json = { text: '{"ids":"1"}', headers: headers("application/json") };
    expect(loggedBody(json, { declared: form, validator })).toEqual({ ids: "1" });
    expect(loggedBody({ ...json, text: "{" }, { declared: form, validator })).toBe("{");
    expect(loggedBody({ ...json, text: "" }, { declared: undefined, validator })).toBeUndefined();
  });
});
