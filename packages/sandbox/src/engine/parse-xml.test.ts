import { describe, expect, it } from "vitest";
import { parseXml } from "./parse-xml.ts";
import { createValidator } from "./validator.ts";

const schema = {
  type: "object",
  properties: {
    general: {
      type: "object",
      properties: { id: { type: "integer" }, name: { type: "string" }, free: { type: "boolean" } },
    },
    scope: { type: "array", items: { type: "object", properties: { id: { type: "integer" } } } },
  },
};
const parse = (text: string) => parseXml(text, schema, createValidator({}));

describe("an XML body", () => {
  it("has the types of its schema, with what markup hides", () => {
    const general =
      "<general><id>7</id><name>R&amp;D &lt;1&gt; &quot;é&quot;</name><free>true</free></general>";
    const scope = "<scope><device><id>1</id></device><device><id>2</id></device></scope>";
    expect(parse(`<?xml version="1.0" encoding="UTF-8"?><app>${general}${scope}</app>`)).toEqual({
      general: { id: 7, name: 'R&D <1> "é"', free: true },
      scope: [{ id: 1 }, { id: 2 }],
    });
  });

  it("reads line ends as line feeds, but for those that are written as numbers", () => {
    expect(parse("<app><own>a\r\nb&#13;\nc</own></app>")).toEqual({ own: "a\nb\r\nc" });
  });

  it("keeps elements the schema does not know, as text", () => {
    expect(parse("<app><own>7</own><general></general></app>")).toEqual({ own: "7", general: {} });
  });

  it.each(["", "text", "<app>", "<app></b>", "<a></a><b></b>"])("cannot be read from %j", (text) => {
    expect(parse(text)).toBeUndefined();
  });
});
