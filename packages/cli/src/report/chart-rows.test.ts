import type { Device } from "@mdmkit/unified";
import { answersTo, createDeviceTally, DEVICE_QUESTIONS, OTHER_VALUES } from "@mdmkit/unified";
import { expect, test } from "vitest";
import { chartRows } from "./chart-rows.ts";

const NOW = Date.parse("2031-05-01T00:00:00Z");
const questionOf = (id: string) => {
  const question = DEVICE_QUESTIONS.find((candidate) => candidate.id === id);
  if (!question) throw new Error(`no question ${id}`);
  return question;
};
const answerOf = (id: string, device: Partial<Device>) => questionOf(id).valueOf({ id: "1", ...device }, NOW);

test.each<[string, Partial<Device>, string | null | undefined]>([
  ["platform", { platform: "ipados" }, "iPadOS"],
  ["platform", { platform: "unknown" }, undefined],
  ["platform", { platform: null }, null],
  ["encryption", { disk_encryption: false }, "Not encrypted"],
  ["encryption", {}, undefined],
  ["compliance", { compliance_status: "non_compliant" }, "Not compliant"],
  ["compliance", { compliance_status: "unknown" }, undefined],
  ["activity", { last_activity_at: "2031-04-30T12:00:00Z" }, "Within 1 day"],
  ["activity", { last_activity_at: "2031-04-24T00:00:00Z" }, "Within 7 days"],
  ["activity", { last_activity_at: "2029-04-24T00:00:00Z" }, "Longer ago"],
  ["activity", { last_activity_at: "2031-05-02T00:00:00Z" }, "Within 1 day"],
  ["activity", { last_activity_at: null }, null],
  ["os", { platform: "macos", os_version: "15.3.1" }, "macOS 15"],
  ["os", { platform: "windows", os_version: "10.0.22631.3447" }, "Windows 10.0.22631"],
  ["os", { platform: "android", os_version: "10" }, "Android 10"],
  ["os", { os_version: "7.2" }, "7"],
  ["os", { platform: "macos", os_version: null }, null],
  ["os", { platform: "macos" }, undefined],
])("%s of %j is %s", (id, device, value) => {
  expect(answerOf(id, device)).toBe(value);
});

test("known values have their order, others are sorted by count, and the rest is one row", () => {
  const tally = createDeviceTally(NOW);
  for (let version = 1; version <= 15; version += 1) {
    for (let count = 0; count < version; count += 1)
      tally.add({ id: "1", platform: "linux", os_version: `${version}` });
  }
  const rows = chartRows(questionOf("os"), answersTo(tally.counts(), "os"), undefined);
  expect(rows.map(({ label, count }) => `${label}: ${count}`)).toEqual([
    ...Array.from({ length: 11 }, (_, index) => `Linux ${15 - index}: ${15 - index}`),
    "4 more values: 10",
  ]);
});

test("memory does not grow with damaged versions", () => {
  const tally = createDeviceTally(NOW);
  for (let version = 0; version < 1000; version += 1) tally.add({ id: "1", os_version: `${version}` });
  const { values } = answersTo(tally.counts(), "os");
  expect(Object.keys(values)).toHaveLength(201);
  expect(values[OTHER_VALUES]).toBe(800);
});

test("a value that is gone keeps its row in a comparison", () => {
  const before = { id: "platform", values: { Linux: 2 }, none: 0, unknown: 1 };
  const now = { id: "platform", values: { macOS: 3 }, none: 0, unknown: 0 };
  expect(chartRows(questionOf("platform"), now, before)).toEqual([
    { label: "macOS", kind: "plain", count: 3, before: 0 },
    { label: "Linux", kind: "plain", count: 0, before: 2 },
    { label: "Unknown", kind: "unknown", count: 0, before: 1 },
  ]);
});
