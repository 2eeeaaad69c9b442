import { expect, it } from "vitest";
import { unportablePaths } from "./check-paths.ts";

it.each([
  [["src/device.ts", "src/devices.ts"], []],
  [["src/Device.ts", "src/device.ts"], ["src/device.ts: macOS and Windows take it for src/Device.ts"]],
  [["docs/a:b.md"], ["docs/a:b.md: Windows cannot"]],
  [["src/aux.ts"], ["src/aux.ts: Windows cannot"]],
  [["src/con/index.ts"], ["src/con/index.ts: Windows cannot"]],
  [["src/ends./a.ts"], ["src/ends./a.ts: Windows cannot"]],
  [["src/console.ts", "src/auxiliary.ts"], []],
  [[`src/${"a".repeat(160)}.ts`], [`src/${"a".repeat(160)}.ts: longer`]],
])("%j", (files, problems) => {
  expect(unportablePaths(files)).toEqual(problems.map((problem) => expect.stringContaining(problem)));
});
