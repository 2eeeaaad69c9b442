import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const PACKAGE = join(import.meta.dirname, "../..");
const CONFIG = join(PACKAGE, "src/fixtures/broken-vendors/vitest.config.ts");
/** Those that compare records. */
const CASES = "reading|hydrating|recovers";

type Report = {
  testResults: { assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[];
};

/** First lines of the failures, by the full name of their test. */
async function runBrokenSuites(): Promise<{ name: string; message: string }[]> {
  const folder = await mkdtemp(join(tmpdir(), "mdmkit-broken-"));
  const file = join(folder, "report.json");
  const vitest = join(PACKAGE, "node_modules/vitest/vitest.mjs");
  const options = ["run", "--config", CONFIG, "-t", CASES, "--reporter=json", `--outputFile=${file}`];
  const exit = await promisify(execFile)(process.execPath, [vitest, ...options], { cwd: PACKAGE }).then(
    () => 0,
    ({ code }: { code: number }) => code,
  );
  expect(exit).toBe(1);
  const { testResults }: Report = JSON.parse(await readFile(file, "utf8"));
  await rm(folder, { recursive: true });
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => ({
        name: fullName.trim(),
        message: failureMessages[0]?.split("\n")[0] ?? "",
      })),
  );
}

const failures = await runBrokenSuites();
const of = (vendor: string) => failures.filter(({ name }) => name.startsWith(vendor));

describe("a failing case of the conformance suite", () => {
  it("names vendor, record and field of a value that the unified document does not allow", () => {
    const named = of("Wrong type").filter(({ message }) =>
      message.includes(": Device 1200002: /os_version_extra must be "),
    );
    expect(named.map(({ name }) => name)).toContain(
      "Wrong type reading devices gets each listed record whole",
    );
    expect(of("Wrong type")).toEqual(named);
  });

  it("names vendor, record and field of a field that only single records have", () => {
    const message = "approved_at of record 1200002, which getOnly lacks";
    expect(of("Undeclared field").map((failure) => failure.message)).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it("names vendor and record where two reads differ, and no case passes over it", () => {
    const named = of("Another value each time").filter(({ message }) => message.includes("record 1200002"));
    expect(named.length).toBeGreaterThan(3);
    expect(of("Another value each time")).toEqual(named);
  });
});
