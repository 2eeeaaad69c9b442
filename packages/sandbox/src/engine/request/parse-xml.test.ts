import { describe, expect, it } from "vitest";
import { createValidator } from "../document/validator.ts";
import { parseXml } from "./parse-xml.ts";
import { writeXml } from "./write-xml.ts";

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

  it("is read as it is written", () => {
    const app = { general: { id: 7, name: "R&D <1>", free: false } };
    expect(parse(writeXml({ app }))).toEqual(app);
    expect(writeXml({ categories: [{ name: "a" }, null] })).toContain(
      "<categories><size>2</size><category><name>a</name></category><category/></categories>",
    );
    expect(writeXml({ app: { scope: [1, 2] } })).toContain("<app><scope>1</scope><scope>2</scope></app>");
  });

  it("reads line ends as line feeds, but for those that are written as numbers", () => {
    expect(parse("<app><own>a\r\nb&#13;\nc</own></app>")).toEqual({ own: "a\nb\r\nc" });
  });

  it("keeps elements the schema does not know, as text", () => {
    expect(parse("<app><own>7</own><general></general></app>")).toEqual({ own: "7", general: {} });
  });

  it("reads elements that close themselves, and characters by their code", () => {
    expect(parse("<app><own/><general ><name /></general></app>")).toEqual({
      own: "",
      general: { name: "" },
    });
    expect(parse("<app><own>&#x41;&#X1f4bb;&#66;&#x110000;</own></app>")).toEqual({
      own: "A\u{1f4bb}B&#x110000;",
    });
  });

  it.each([
    "",
    "text",
    "<app>",
    "<app></b>",
    "<a></a><b></b>",
    "<a></a>text",
    "<a></a/>",
    "<app><!-- aside --></app>",
    "<app><own><![CDATA[x]]></own></app>",
    '<app><own kind="x">1</own></app>',
    "<app><own>1</own></app",
  ])("cannot be read from %j", (text) => {
    expect(parse(text)).toBeUndefined();
  });
});
