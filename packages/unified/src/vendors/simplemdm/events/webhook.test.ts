import { expect, test } from "vitest";
import { webhook } from "./webhook.ts";

test.each([
  ["device.enrolled", ["devices"]],
  ["device.changed_group", ["devices", "groups"]],
  ["abm.device.added", []],
  ["constructor", []],
])("reads the lists that %s is about", (type, resources) => {
  const hints = webhook.parse({ type, at: "2026-01-02T03:04:05.000-07:00", data: {} });
  expect(hints).toEqual(resources.map((resource) => ({ resource, id: null, isGone: false })));
});
