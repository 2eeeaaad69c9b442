import { expect, it } from "vitest";
import { readConditions, UnreadableFilter } from "./conditions.ts";

const JOINTS = { "&": "and", "|": "or", "(": "open", ")": "close" } as const;
const isJoint = (token: string): token is keyof typeof JOINTS => token in JOINTS;

/** Letters that a row has to have, such as `a&(b|c)`. */
const keepOf = (text: string) =>
  readConditions(Array.from(text), {
    joint: (token) => (isJoint(token) ? JOINTS[token] : undefined),
    condition(tokens) {
      const letter = tokens.shift();
      if (letter === undefined || isJoint(letter)) throw new UnreadableFilter("no letter");
      return ({ letters }) => String(letters).includes(letter);
    },
  });

it.each([
  ["a", "ab", true],
  ["a&c", "ab", false],
  ["a|c", "ab", true],
  ["c|a&b", "ab", true],
  ["c&a|b", "b", true],
  ["c&(a|b)", "b", false],
  ["((a))&(b|(c&d))", "acd", true],
])("%s of %s is %s", (filter, letters, expected) => expect(keepOf(filter)({ letters })).toBe(expected));

it.each(["", "a&", "|a", "(a", "a)", "ab", "()"])("%j cannot be read", (filter) =>
  expect(() => keepOf(filter)).toThrow(UnreadableFilter),
);
