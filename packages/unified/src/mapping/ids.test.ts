import fc from "fast-check";
import { expect, it } from "vitest";
import { urlSafeId } from "./ids.ts";

const awkward = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(fc.constantFrom("/", "%", "+", " ", "..", "~", "#", "?", "%2F", "é", "日", "🦊", "\ud83d", "a"), {
      maxLength: 6,
    })
    .map((parts) => parts.join("")),
);

it("gives ids that stay as they are in the path of a URL", () => {
  fc.assert(
    fc.property(awkward, (text) => {
      const id = `1:${urlSafeId(text)}`;
      expect(id).toMatch(/^[\w.~:-]+$/);
      expect(new URL(`https://example.com/apps/${id}?a=b`).pathname).toBe(`/apps/${id}`);
      expect(encodeURIComponent(id).replaceAll("%3A", ":")).toBe(id);
    }),
  );
});

it("gives different ids for different texts", () => {
  const decode = (id: string) =>
    id.replace(/~(?:u([0-9A-F]{4})|([0-9A-F]{2}))/g, (_, long, short) =>
      String.fromCharCode(Number.parseInt(long ?? short, 16)),
    );
  fc.assert(
    fc.property(awkward, (text) => {
      expect(decode(urlSafeId(text))).toBe(text);
    }),
  );
});

it("leaves what a URL can hold", () => {
  expect(urlSafeId("computer-12:com.example.notes")).toBe("computer-12:com.example.notes");
  expect(urlSafeId("/Applications/App Store.app")).toBe("~2FApplications~2FApp~20Store.app");
  expect(urlSafeId("日")).toBe("~u65E5");
});
