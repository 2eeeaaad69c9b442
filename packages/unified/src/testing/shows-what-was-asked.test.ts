import { describe, expect, it } from "vitest";
import { showsOf } from "./shows-what-was-asked.ts";

const email = (address: string, is_primary: boolean, type = "primary") => ({
  email: address,
  type,
  is_primary,
});

describe("what a record shows after a write", () => {
  it.each([
    ["name", "Reception", "Reception", true],
    ["name", "Reception", " Reception ", true],
    ["name", "Reception", "reception", false],
    ["name", "anything", null, true],
    ["asset_tag", undefined, null, true],
    ["asset_tag", "A1", null, false],
    ["is_system_app", true, false, false],
    ["owner", { id: "u1", name: "Kim" }, { id: "u1" }, true],
    ["owner", { id: "u2" }, { id: "u1" }, false],
    ["owner", { id: "u2" }, null, false],
    ["tags", [{ id: "t1", name: "Lobby" }], [{ name: "Lobby" }], true],
    ["tags", [{ id: "t1", name: "Lobby" }, { id: "t2" }], [{ id: "t1" }], false],
    ["notes", [{ id: "n1", content: "x" }], [{ content: "x" }], true],
    ["notes", [{ id: "n1", content: "x" }], [{ title: "t", content: "x" }], false],
    ["notes", [], null, true],
    ["custom_fields", { floor: "2", kept: "1" }, { floor: "2" }, true],
    ["custom_fields", { kept: "1", floor: 2 }, { floor: "2" }, false],
    ["custom_fields", { kept: "1" }, { floor: null }, true],
    ["custom_fields", { floor: "2" }, { floor: "2" }, false],
    ["emails", [email("a", true)], [{ email: "a" }], true],
    ["emails", [email("a", true)], [{ email: "a", type: "work" }], false],
    ["emails", [email("a", true)], [{ email: "a" }, { email: "b" }], false],
    ["emails", [email("a", false), email("b", true)], [{ email: "a" }, email("b", true)], true],
    ["emails", [email("a", true), email("b", false)], [{ email: "a" }, email("b", true)], false],
    ["emails", [email("a", true), email("b", false)], [email("a", true), email("b", true)], false],
  ])("of %s as %j, where %j was asked: %s", (field, shown, asked, expected) => {
    const before = field === "custom_fields" ? { kept: "1", floor: "1" } : undefined;
    expect(showsOf(field)(shown, asked, before)).toBe(expected);
  });
});
