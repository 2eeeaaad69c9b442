import { describe, expect, it } from "vitest";
import { wordsIn } from "./check-words.ts";

describe("wordsIn", () => {
  it("gives the line and the term to use", () => {
    expect(wordsIn("const delay = base;\nconst luck = Math.random();")).toEqual([
      '2: "luck" is replaced: use jitter.',
    ]);
  });

  it.each([
    "The path is none.",
    "Those are none.",
    "Nobody answers.",
    "readVendorWords(response)",
    "type CredentialWay = string",
    "createPatientPool()",
    "tellDone(error)",
    "the only door",
    "refusalsFor(vendor)",
    "The list tells the total.",
    "const told = read();",
    "404: there is no such user.",
    "Users keep a name: give one.",
    "type Result = BatchAnswer",
  ])("finds %j", (line) => expect(wordsIn(line)).toHaveLength(1));

  it.each([
    "a plucky outdoor test",
    "none of the accounts",
    "Null if there is none.",
    "`none` is a value",
    "the way to answer a report",
  ])("accepts %j", (line) => expect(wordsIn(line)).toEqual([]));
});
