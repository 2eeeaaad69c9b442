import { describe, expect, it } from "vitest";
import type { ParameterSchema } from "../document/operation-schemas.ts";
import { createValidator } from "../document/validator.ts";
import { parameterName, readParameter } from "./read-parameter.ts";

const validator = createValidator({ Limit: { type: "integer" } });
const list = { type: "array", items: { type: "integer" } };

const read = (parameter: Partial<ParameterSchema>, ...sent: string[]) =>
  readParameter({ name: "x", in: "query", schema: {}, ...parameter }, { sent, validator });

describe("readParameter", () => {
  it.each<[string, Partial<ParameterSchema>, string[], unknown]>([
    ["nothing", {}, [], undefined],
    ["a number", { schema: { type: "integer" } }, ["12"], 12],
    ["a number behind a reference", { schema: { $ref: "Limit" } }, ["12"], 12],
    ["a number that may be text", { schema: { type: ["integer", "string"] } }, ["12"], 12],
    ["text that is no number", { schema: { type: "integer" } }, ["12a"], "12a"],
    ["empty text, which is not zero", { schema: { type: "integer" } }, [""], ""],
    ["a boolean", { schema: { type: "boolean" } }, ["false"], false],
    ["a boolean in capitals", { schema: { type: "boolean" } }, ["True"], true],
    ["a comma-joined list", { schema: list, explode: false }, ["1,2", "3"], [1, 2, 3]],
    ["a repeated list", { schema: list, explode: true }, ["1", "2"], [1, 2]],
    [
      "a list with another separator",
      { schema: list, explode: false, style: "pipeDelimited" },
      ["1|2"],
      [1, 2],
    ],
    [
      "a list separated by blanks",
      { schema: list, explode: false, style: "spaceDelimited" },
      ["1 2"],
      [1, 2],
    ],
    ["a list in a header", { schema: list, in: "header" }, ["1,2"], [1, 2]],
  ])("reads %s", (_what, parameter, sent, value) => {
    expect(read(parameter, ...sent)).toEqual(value);
  });

  it("knows which parameter a bracketed name belongs to", () => {
    expect(["filter", "filter[0]", "filter[or][1]", "search[fields][]"].map(parameterName)).toEqual([
      "filter",
      "filter",
      "filter",
      "search",
    ]);
  });
});
