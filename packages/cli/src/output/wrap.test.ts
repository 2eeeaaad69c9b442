import { expect, it } from "vitest";
import { sentenceLines } from "./wrap.ts";

const terminal = { isTerminal: true, columns: 24 };

it.each([
  ["Columns left out: serial, changed.", ["Columns left out:", "serial, changed."]],
  ["Short enough.", ["Short enough."]],
  ["Run it: mdmkit devices bulk restart --apply plan.json", undefined],
  ["Run it: npx mdmkit devices bulk restart --apply plan.json", undefined],
  ["curl 'http://127.0.0.1:8787/unified/mdm/devices'", undefined],
])("on a terminal, %s", (text, lines) => {
  expect(sentenceLines(text, terminal)).toEqual(lines ?? [text]);
  expect(sentenceLines(text, { ...terminal, isTerminal: false })).toEqual([text]);
});
