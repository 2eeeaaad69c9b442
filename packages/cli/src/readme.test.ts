import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRunningGateway } from "./fixtures/gateway.ts";

let gateway: Awaited<ReturnType<typeof createRunningGateway>>;
beforeAll(async () => {
  gateway = await createRunningGateway();
});
afterAll(() => gateway.close());

/** Commands split as a shell splits them, without comments. */
function commandsIn(page: string): string[][] {
  const lines = page.split("\n").map((line) => line.replace(/ +#.*$/, ""));
  const commands = lines.filter((line) => line.startsWith("mdmkit gateway "));
  return commands.map((line) =>
    [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ""),
  );
}

test("the gateway commands of the README work in the order they are printed", async () => {
  const page = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const commands = commandsIn(page);
  expect(commands.length).toBeGreaterThan(8);
  for (const [, , ...args] of commands) {
    const { code, stderr } = await gateway.run(args);
    expect(code, `${args.join(" ")}: ${stderr}`).toBe(0);
  }
});
