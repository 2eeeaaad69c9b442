import { answersTo, DEVICE_QUESTIONS, type DeviceCounts, sumCounts } from "@mdmkit/unified";
import { chart, PATTERNS } from "./chart.ts";
import { chartRows } from "./chart-rows.ts";
import type { AccountReport, Attention, FleetReport } from "./fleet-report.ts";
import { type Column, change, escapeHtml, number, share, tableSection, time } from "./html.ts";
import { DATA_ID } from "./read-report.ts";
import { STYLE } from "./style.ts";

/**
 * The report as one HTML page, with its numbers as JSON inside. It has no script and loads nothing. With `against`, an earlier
 * report, the page shows what changed since.
 */
export function reportPage(report: FleetReport, against?: FleetReport): string {
  const now = sumCounts(report.accounts);
  const before = against && sumCounts(against.accounts);
  const since =
    against && before ? `, ${change(now.devices, before.devices)} since ${time(against.created_at)}` : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Fleet report, ${time(report.created_at)}</title>
<style>${STYLE}</style>
</head>
<body>
${PATTERNS}
<header>
<h1>Fleet report</h1>
<p>${[time(report.created_at), ...filterTexts(report.filters)].join(" · ")}</p>
<p class="total"><strong>${number(now.devices)}</strong> ${now.devices === 1 ? "device" : "devices"} in ${accountsText(report)}${since}</p>
${completeness(report)}
${against ? comparability(report, against) : ""}
</header>
<main${against ? ` class="compared"` : ""}>
<div class="charts">
${charts(now, before).join("\n")}
</div>
${accountsTable(report.accounts)}
${(report.attention ?? []).map(attentionTable).join("\n")}
</main>
<footer><p>“None”: the vendor says that there is no value. “Unknown”: the vendor does not provide it, or does not know. A device of several accounts is counted in each.${against ? " A line shows where a bar ended in the earlier report." : ""}</p></footer>
<script type="application/json" id="${DATA_ID}">${JSON.stringify(report).replaceAll("<", "\\u003c")}</script>
</body>
</html>
`;
}

const accountsText = ({ accounts }: FleetReport): string =>
  accounts.length === 1 ? escapeHtml(accounts[0]?.account ?? "") : `${accounts.length} accounts`;

const filterTexts = (filters: FleetReport["filters"]): string[] =>
  Object.entries(filters).map(([name, value]) => escapeHtml(`${name}: ${String(value)}`));

function completeness({ accounts, complete }: FleetReport): string {
  if (complete) return `<p class="status good">Complete: every device was read.</p>`;
  const rows = accounts
    .filter((account) => !account.complete)
    .map(({ account, problem }) => `<li>${escapeHtml(`${account}: ${problem ?? ""}`)}</li>`);
  return `<div class="status bad"><p>Incomplete: devices may be missing from this report.</p><ul>${rows.join("")}</ul></div>`;
}

/** Why a difference between the two reports need not be a change of the fleet. */
function comparability(report: FleetReport, against: FleetReport): string {
  const accountsOf = ({ accounts }: FleetReport) =>
    JSON.stringify(accounts.map(({ account }) => account).sort());
  const filtersOf = ({ filters }: FleetReport) => JSON.stringify(Object.entries(filters).sort());
  const reasons = [
    ...(against.complete ? [] : ["The earlier report is incomplete."]),
    ...(accountsOf(report) === accountsOf(against) ? [] : ["The earlier report is of other accounts."]),
    ...(filtersOf(report) === filtersOf(against) ? [] : ["The earlier report has other filters."]),
  ];
  if (reasons.length === 0) return "";
  return `<p class="status bad">${reasons.join(" ")} A difference need not be a change.</p>`;
}

function charts(now: DeviceCounts, before: DeviceCounts | undefined): string[] {
  return DEVICE_QUESTIONS.map((question) => {
    const earlier = before && answersTo(before, question.id);
    return chart(question.title, chartRows(question, answersTo(now, question.id), earlier), now.devices);
  });
}

const SHARES = DEVICE_QUESTIONS.flatMap(({ id, values, share: title }) =>
  title ? [{ id, values, title }] : [],
);

function accountsTable(accounts: readonly AccountReport[]): string {
  const columns: Column[] = [
    { title: "Account" },
    { title: "Devices", kind: "number" },
    ...SHARES.map(({ title }) => ({ title, kind: "number" as const })),
    { title: "List" },
  ];
  const rows = accounts.map((account) => [
    escapeHtml(account.account),
    number(account.devices),
    ...SHARES.map(({ id, values }) => {
      const counts = answersTo(account, id);
      const known = Object.values(counts.values).reduce((sum, count) => sum + count, 0);
      const good = Object.entries(counts.values).reduce(
        (sum, [value, count]) => sum + (values[value] === "good" ? count : 0),
        0,
      );
      return known === 0 ? "unknown" : share(good, known);
    }),
    account.complete ? "complete" : "incomplete",
  ]);
  return tableSection("Accounts", columns, rows);
}

function attentionTable({ title, total, devices }: Attention): string {
  const more = total > devices.length ? `, ${number(total)} in all` : "";
  return tableSection(
    `${title}: devices to look at (${number(devices.length)}${more})`,
    [{ title: "Device" }, { title: "Account" }, { title: "ID" }, { title: title }],
    devices.map(({ account, id, name, value }) => [name ?? "(no name)", account, id, value].map(escapeHtml)),
  );
}
