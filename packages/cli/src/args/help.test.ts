import { expect, test } from "vitest";
import { optionRows } from "./help.ts";

const choices = ["device", "user"];

test.each([
  ["Whether it is for devices or users.", "Whether it is for devices or users: device, user"],
  ["one of device, user", "one of device, user"],
  ["", "device, user"],
])("an option shows its choices unless its summary has each as a word: %j", (summary, text) => {
  expect(optionRows({ type: { type: "text", value: "TYPE", choices, summary } })).toEqual([
    ["--type TYPE", text],
  ]);
});
