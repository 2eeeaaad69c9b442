import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../errors/errors.ts";
import { xmlBody } from "./xml-body.ts";

const { contentType, write } = xmlBody("user");
const inner = (body: unknown) => String(write(body)).replace('<?xml version="1.0" encoding="UTF-8"?>', "");

describe("xmlBody", () => {
  it("is XML by its content type", () => expect(contentType).toBe("application/xml"));

  it.each([
    [{ name: "Ada" }, "<user><name>Ada</name></user>"],
    [{ id: 7, on: true, off: false }, "<user><id>7</id><on>true</on><off>false</off></user>"],
    [{ email: null, phone: undefined }, "<user><email></email></user>"],
    [{ ldap_server: { id: -1 } }, "<user><ldap_server><id>-1</id></ldap_server></user>"],
    [{}, "<user></user>"],
  ])("writes %j", (body, xml) => expect(inner(body)).toBe(xml));

  it("names the members of a list by its singular", () => {
    expect(inner({ sites: [{ id: 1 }, { id: 2 }] })).toBe(
      "<user><sites><site><id>1</id></site><site><id>2</id></site></sites></user>",
    );
    expect(inner({ self_service_categories: [{ id: 1 }] })).toBe(
      "<user><self_service_categories><self_service_category><id>1</id></self_service_category></self_service_categories></user>",
    );
    expect(inner({ sites: [] })).toBe("<user><sites></sites></user>");
  });

  it("names the members of a list as the document does", () => {
    const { write } = xmlBody("scope", { jss_users: "user" });
    expect(write({ jss_users: [{ id: 1 }] })).toContain("<jss_users><user><id>1</id></user></jss_users>");
  });

  it.each([Number.NaN, new Map([["a", 1]]), new Uint8Array(1), () => 1])(
    "rejects a value that has no text: %#",
    (value) => {
      expect(() => write({ name: value })).toThrow(InvalidInputError);
    },
  );

  it("lets no text become markup", () => {
    expect(inner({ name: "a\r\nb" })).toBe("<user><name>a&#13;\nb</name></user>");
    expect(inner({ name: `<a>&"'` })).toBe(`<user><name>&#60;a&#62;&#38;&#34;'</name></user>`);
  });

  it.each(["a b", "1a", "a>", "", "a&b"])("rejects %j as the name of an element", (name) => {
    expect(() => write({ [name]: "x" })).toThrow(InvalidInputError);
  });

  it.each(["\u0000", "\u000b", "\uffff", "\ud800"])(
    "rejects the character %j, which XML does not allow",
    (text) => {
      expect(() => write({ name: text })).toThrow(InvalidInputError);
    },
  );

  it("keeps line breaks, tabs and every other character", () => {
    expect(inner({ name: "a\n\t’😀" })).toBe("<user><name>a\n\t’😀</name></user>");
  });
});
