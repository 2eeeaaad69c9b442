import { createSandbox } from "@mdmkit/sandbox";
import { combine, connect } from "@mdmkit/unified";
import { jumpcloud } from "@mdmkit/unified/vendors/jumpcloud";
import { expect, it } from "vitest";
import { outcomeReports, outcomesJson } from "./outcomes.ts";

it("says why a vendor could not be read, beside what was read from the others", async () => {
  const [one, other] = [
    createSandbox("jumpcloud", { devices: 3 }),
    createSandbox("jumpcloud", { devices: 3 }),
  ];
  other.inject({ type: "unauthorized", operation: "systems_list" });
  const accounts = { One: connect(jumpcloud(one.options)), Other: connect(jumpcloud(other.options)) };
  const { outcomes } = await combine(accounts).devices.list({ partial: true }).toArray();
  const options = { label: "devices", style: (_name: unknown, text: string) => text, verbose: false };
  const reports = outcomeReports(outcomes, options);
  expect(reports.filter(({ complete }) => !complete).map(({ lines }) => lines[0])).toEqual([
    expect.stringContaining("Other devices"),
  ]);
  const lines = reports.flatMap((report) => report.lines);
  expect(lines).toContain("3 of 3 One devices read in 1 page: complete");
  expect(lines.join("\n")).toMatch(/Other devices .*\n\[jumpcloud\] systems_list: 401/);
  expect(outcomesJson(outcomes, (text) => text.replace("systems_list", "***"))).toMatchObject({
    One: { vendor: "jumpcloud", complete: true, report: { records: 3 } },
    Other: { complete: false, error: { code: "authentication", message: expect.stringContaining("***") } },
  });
});
