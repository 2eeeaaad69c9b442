import { combine, joinDevices } from "@mdmkit/unified";
import type { Call } from "../../args/call.ts";
import { defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { outcomeReports } from "../../output/outcomes.ts";
import { createProgress } from "../../output/progress.ts";
import { reportLines } from "../../output/report.ts";
import { EXIT } from "../../process/exit-code.ts";
import { createStyle, type Style } from "../../process/style.ts";
import { type DemoAccount, openAccounts } from "./demo-accounts.ts";
import { type Found, fleetSummary, fleetTable, nextSteps } from "./demo-text.ts";

const DEMO_OPTIONS = {
  all: { type: "switch", summary: "show all devices instead of the first 20" },
} as const satisfies OptionTable;

/** `mdmkit demo`: reads vendor APIs over HTTP and shows one list of unified devices, without an account. */
export const demoCommand = defineCommand({
  name: "demo",
  summary: "Starts a local sandbox of every vendor, reads all devices over HTTP, and shows them in one list.",
  options: DEMO_OPTIONS,
  examples: ["mdmkit demo", "mdmkit demo --all", "mdmkit demo --vendor jumpcloud --sandbox-devices 2000"],
  async run(call, { values }) {
    const { stdout, now, program } = call.context;
    const style = createStyle(stdout);
    const terminal = { style, width: stdout.columns };
    const startedAt = now();
    const accounts = await openAccounts(call);
    try {
      for (const { name, url } of accounts) {
        await stdout.write(`${style("bold", `${name} sandbox`)} at ${url}: sample data\n`);
      }
      const { found, fleet, lines, complete } = await readDevices(call, accounts, style);
      await stdout.write(`\n${fleetTable(fleet, { ...terminal, all: values.all ?? false })}`);
      await stdout.write(
        fleetSummary(
          fleet.map(({ device }) => device),
          terminal,
        ),
      );
      const users = await readUsers(call, accounts, style);
      const requests = accounts.reduce((sum, account) => sum + account.requests(), 0);
      const cost = `${((now() - startedAt) / 1000).toFixed(1)} s, ${requests} HTTP requests`;
      const text = [...lines, ...users.lines, cost].join("\n");
      // --sandbox without --vendor opens the sandbox of the first vendor.
      const known = found.filter(({ account }) => account === accounts[0]?.name);
      const steps = nextSteps(
        known.map(({ device }) => device),
        { ...terminal, program },
      );
      await stdout.write(`${text}\n\n${steps}`);
      return complete && users.complete ? EXIT.ok : EXIT.incomplete;
    } finally {
      await Promise.all(accounts.map((account) => account.close()));
    }
  },
});

/** Reads the devices of all vendors in parallel. Records of the same physical device become one row. */
async function readDevices(call: Call, accounts: readonly DemoAccount[], style: Style) {
  const { signal } = call.context;
  const list = combine(Object.fromEntries(accounts.map(({ name, mdm }) => [name, mdm]))).devices.list({
    remoteData: false,
    signal,
    partial: true, // the outcome of each account is printed
  });
  const progress = createProgress(call.context, {
    label: "Reading devices",
    quiet: call.globals.quiet ?? false,
  });
  const expected = accounts.reduce((sum, one) => sum + one.expected, 0);
  const found: Found[] = [];
  try {
    for await (const one of list) {
      found.push(one);
      if (found.length % 10 === 0) progress.update({ done: found.length, total: expected });
    }
  } finally {
    progress.clear();
  }
  const keepsEnrollments = Object.entries(list.outcomes).flatMap(([account, outcome]) =>
    outcome?.plan?.keepsEnrollments ? [account] : [],
  );
  const { devices, conflicts } = joinDevices(found, { keepsEnrollments });
  const { verbose = false } = call.globals;
  const reports = outcomeReports(list.outcomes, { label: "devices", style, verbose });
  const shared = devices.filter(({ records }) => records.length > 1).length;
  const summary = `${found.length} records of ${devices.length} devices; ${shared} managed by several vendors; ${conflicts.length} conflicts`;
  return {
    found,
    fleet: devices,
    lines: [...reports.flatMap(({ lines }) => lines), summary],
    complete: list.complete,
  };
}

async function readUsers(call: Call, accounts: readonly DemoAccount[], style: Style) {
  const { signal } = call.context;
  const reports = await Promise.all(
    accounts
      .filter(({ mdm }) => mdm.supports("users.list"))
      .map(async ({ name, mdm }) => {
        const list = mdm.users.list({ remoteData: false, signal });
        await list.toArray();
        return { name, report: list.report };
      }),
  );
  return {
    lines: reports.flatMap(({ name, report }) =>
      reportLines(report, { label: `${name} users`, style, localFilters: [] }),
    ),
    complete: reports.every(({ report }) => report.complete),
  };
}
