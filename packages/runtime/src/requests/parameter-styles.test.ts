import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../errors/errors.ts";
import {
  cookiesOf,
  jsonHeader,
  jsonPath,
  jsonQuery,
  type ParameterStyle,
  styled,
} from "./parameter-styles.ts";

const list = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

describe("styled", () => {
  // The table "Style Examples" of OpenAPI 3.1.1.
  it.each<[ParameterStyle, unknown, string]>([
    [{ style: "matrix" }, "", ";color"],
    [{ style: "matrix" }, "blue", ";color=blue"],
    [{ style: "matrix" }, list, ";color=blue,black,brown"],
    [{ style: "matrix" }, object, ";color=R,100,G,200,B,150"],
    [{ style: "matrix", explode: true }, list, ";color=blue;color=black;color=brown"],
    [{ style: "matrix", explode: true }, object, ";R=100;G=200;B=150"],
    [{ style: "label" }, "", "."],
    [{ style: "label" }, "blue", ".blue"],
    [{ style: "label" }, list, ".blue,black,brown"],
    [{ style: "label" }, object, ".R,100,G,200,B,150"],
    [{ style: "label", explode: true }, list, ".blue.black.brown"],
    [{ style: "label", explode: true }, object, ".R=100.G=200.B=150"],
    [{ style: "simple" }, "blue", "blue"],
    [{ style: "simple" }, list, "blue,black,brown"],
    [{ style: "simple" }, object, "R,100,G,200,B,150"],
    [{ style: "simple", explode: true }, list, "blue,black,brown"],
    [{ style: "simple", explode: true }, object, "R=100,G=200,B=150"],
    [{ style: "form" }, "", "color="],
    [{ style: "form" }, "blue", "color=blue"],
    [{ style: "form" }, list, "color=blue,black,brown"],
    [{ style: "form" }, object, "color=R,100,G,200,B,150"],
    [{ style: "form", explode: true }, list, "color=blue&color=black&color=brown"],
    [{ style: "form", explode: true }, object, "R=100&G=200&B=150"],
    [{ style: "spaceDelimited" }, list, "color=blue%20black%20brown"],
    [{ style: "spaceDelimited" }, object, "color=R%20100%20G%20200%20B%20150"],
    [{ style: "pipeDelimited" }, list, "color=blue%7Cblack%7Cbrown"],
    [{ style: "pipeDelimited" }, object, "color=R%7C100%7CG%7C200%7CB%7C150"],
    [{ style: "deepObject", explode: true }, object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
  ])("writes %j of %j as %s", (style, value, expected) => {
    expect(styled(style)("color", value)).toBe(expected);
  });

  it("encodes what would separate values or end the parameter", () => {
    expect(styled({ style: "form" })("a b", ["c,d", "e&f"])).toBe("a%20b=c%2Cd,e%26f");
    expect(styled({ style: "matrix", explode: true })("a", { "b;": "c=d/e" })).toBe(";b%3B=c%3Dd%2Fe");
  });

  it("keeps reserved characters where they are allowed and lose nothing", () => {
    const write = styled({ style: "form", allowReserved: true });
    expect(write("path", "/a/b?c=d;e:f@g,$h!i'(j)*")).toBe("path=/a/b?c=d;e:f@g,$h!i'(j)*");
    expect(write("path", "a&b+c#d[e]%41")).toBe("path=a%26b%2Bc%23d%5Be%5D%2541");
    expect(write("path", ["a,b", "c:d"])).toBe("path=a%2Cb,c:d");
  });

  it("leaves out empty lists and absent properties", () => {
    expect(styled({ style: "form" })("a", [])).toBe("");
    expect(styled({ style: "simple" })("a", [])).toBe("");
    expect(styled({ style: "form", explode: true })("a", { b: undefined, c: 1 })).toBe("c=1");
  });

  it.each<[ParameterStyle, unknown]>([
    [{ style: "form" }, [["a"]]],
    [{ style: "form" }, [null]],
    [{ style: "form" }, [undefined]],
    [{ style: "form" }, Number.NaN],
    [{ style: "form" }, {}],
    [{ style: "form" }, { a: { b: 1 } }],
    [{ style: "form" }, { a: null, b: undefined }],
    [{ style: "form" }, new Map([["a", 1]])],
    [{ style: "deepObject" }, { a: ["b"] }],
    [{ style: "deepObject" }, "a"],
    [{ style: "deepObject" }, ["a"]],
    [{ style: "spaceDelimited" }, ["a b"]],
    [{ style: "pipeDelimited" }, ["a|b"]],
    [{ style: "label", explode: true }, ["a.b"]],
    [{ style: "simple", header: true }, ["a,b"]],
    [{ style: "simple", header: true, explode: true }, { "a=b": 1 }],
  ])("%j refuses %j, which it cannot write whole", (style, value) => {
    expect(() => styled(style)("a", value)).toThrow(InvalidInputError);
  });
});

describe("JSON as a parameter", () => {
  it("is encoded for its place", () => {
    const value = { a: ["é", 1] };
    expect(jsonQuery("w", value)).toBe(`w=${encodeURIComponent('{"a":["é",1]}')}`);
    expect(jsonPath("w", value)).toBe(encodeURIComponent('{"a":["é",1]}'));
    expect(jsonHeader("w", value)).toBe('{"a":["\\u00e9",1]}');
  });

  it.each([Number.NaN, [undefined], { a: new Map() }, { a: 1n }])(
    "refuses what it would change: %#",
    (value) => {
      expect(() => jsonQuery("w", value)).toThrow();
    },
  );
});

describe("cookiesOf", () => {
  it("writes one header", () => {
    const write = cookiesOf({ ids: styled({ style: "form" }) });
    expect(write("cookie", { session: "a;b", ids: ["1", "2"], none: undefined })).toBe(
      "session=a%3Bb; ids=1,2",
    );
  });
});
