import { readFile } from "node:fs/promises";
import type { Fetch } from "@mdmkit/runtime";
import { expect, test } from "vitest";
import { openPreparedDatabase, openTestStore } from "../fixtures/prepared-database.ts";
import { createTestGateway } from "../fixtures/test-gateway.ts";
import { applyHints } from "./apply-hints.ts";
import { deliverChanges } from "./deliver-changes.ts";
import { pollEvents } from "./poll-events.ts";
import { runWalk } from "./run-walk.ts";

// A day of two accounts, which docs/fleet.md shows as a table.

const MIDNIGHT = Date.UTC(2026, 10, 2);
const MINUTE_MS = 60_000;
const clock = { at: MIDNIGHT };
const store = await openTestStore(openPreparedDatabase, () => clock.at);
const gateway = await createTestGateway({ size: { devices: 4, users: 3 }, store });
const { call, account, sandboxes } = gateway;
const never = new AbortController().signal;

type Vendor = "fleet" | "jamf-pro";
const NAMES = { fleet: "Fleet", "jamf-pro": "Jamf Pro" } as const;
const nameOf = (id: string): string => NAMES[id === account("fleet") ? "fleet" : "jamf-pro"];

let receiverStatus = 204;
const messages: { readonly id: string; readonly sent: string }[] = [];
const sendMessage: Fetch = async (_url, { headers, body }) => {
  const { data }: { data: { changes: { seq: number }[] } } = JSON.parse(String(body));
  const numbers = data.changes.map(({ seq }) => seq);
  const [first, last] = [numbers.at(0), numbers.at(-1)];
  const sent = `${first === last ? first : `${first} to ${last}`}: ${receiverStatus}`;
  messages.push({ id: new Headers(headers).get("webhook-id") ?? "", sent });
  return new Response(null, { status: receiverStatus });
};
const services = { ...gateway.walking, now: () => clock.at, sendMessage };

/** What the queue does, until nothing is due. */
async function workThrough(): Promise<void> {
  const { syncs, hints, eventSources, webhooks } = store.fleet;
  for (const id of await eventSources.takeDue(MINUTE_MS)) await pollEvents(services, id, never);
  clock.at += 10_000;
  for (const sync of await hints.due()) await applyHints(services, sync, never);
  const walks: Parameters<typeof runWalk>[1][] = [];
  await syncs.takeRequests(async (_inside, sync, kind) => void walks.push({ sync, kind }));
  for (const walk of walks) await runWalk(services, walk, never);
  for (const id of await webhooks.due()) await deliverChanges(services, id, never);
}

const syncs: Partial<Record<Vendor, string>> = {};
const post = async (path: string, body: object) => (await call("POST", path, { body })).body;

async function connect(vendor: Vendor): Promise<void> {
  const body = { integrated_account_id: account(vendor) };
  syncs[vendor] = (await post("/admin/syncs", body)).id;
}
const readNow = (vendor: Vendor) => post(`/admin/syncs/${syncs[vendor]}/run`, { kind: "full" });

const { hosts, note } = sandboxes.fleet.state;
const { state: jamf, inject } = sandboxes["jamf-pro"];
const { computers } = jamf;
const COMPUTERS = "listComputers";
let fault: ReturnType<typeof inject> | undefined;
const noteHost = (type: string, id: string) => note({ type, details: { host_id: Number(id) } });
const [mac = ""] = computers.ids();
const managed = hosts.ids().find((id) => Object(hosts.get(id)?.mdm).enrollment_status === "On (automatic)");
const erased = managed ?? "";

async function sendFromJamf(id: string): Promise<void> {
  const integrated_account_id = account("jamf-pro");
  const { path, secret } = await post("/admin/event-sources", { integrated_account_id, kind: "webhook" });
  const request = new Request(`http://gateway.test${path}`, {
    method: "POST",
    body: JSON.stringify(jamf.webhook("ComputerInventoryCompleted", id)),
    headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
  });
  expect((await gateway.gateway.fetch(request)).status).toBe(202);
}

type Moment = readonly [time: string, what: string, act: () => unknown];

const DAY: readonly Moment[] = [
  ["03:00", "both lists are read, as every night", () => {}],
  ["08:10", "a laptop is enrolled at Fleet", () => noteHost("fleet_enrolled", String(hosts.insert().id))],
  [
    "09:30",
    "a Mac gets another owner, and Jamf Pro sends an event; the receiver is down",
    async () => {
      receiverStatus = 500;
      const other = Object(computers.get(computers.ids()[1] ?? "")).userAndLocation;
      computers.update(mac, { userAndLocation: other });
      await sendFromJamf(mac);
    },
  ],
  [
    "09:32",
    "the receiver is back",
    () => {
      receiverStatus = 204;
    },
  ],
  [
    "11:00",
    "a Mac is erased through the gateway",
    async () => {
      const path = `/unified/mdm/devices/${erased}/actions?integrated_account_id=${account("fleet")}`;
      await post(path, { action: "erase", confirm: erased });
      hosts.update(erased, { mdm: { ...Object(hosts.get(erased)?.mdm), enrollment_status: "Off" } });
      noteHost("wiped_host", erased);
    },
  ],
  [
    "11:20",
    "its record is deleted at Fleet",
    () => {
      hosts.remove(erased);
      noteHost("deleted_host", erased);
    },
  ],
  [
    "15:00",
    "Jamf Pro returns half of a page",
    () => {
      inject({ type: "short-page", operation: COMPUTERS });
      return readNow("jamf-pro");
    },
  ],
  [
    "16:00",
    "Jamf Pro lists no computers, and counts none",
    () => {
      fault = inject({ type: "capped-list", operation: COMPUTERS, at: 0 });
      return readNow("jamf-pro");
    },
  ],
  [
    "17:00",
    "Jamf Pro has recovered",
    () => {
      fault?.remove();
      return readNow("jamf-pro");
    },
  ],
];

type Walk = {
  readonly id: string;
  readonly integrated_account_id: string;
  readonly kind: string;
  readonly status: string;
  readonly problem: string | null;
  readonly report: { readonly records: number; readonly total: number | null } | null;
};
type Change = {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly origin: string;
  readonly fields: object | null;
};

function describeWalk({ integrated_account_id, kind, status, problem, report }: Walk): string {
  const read = report && `${report.records} of ${report.total} read`;
  const facts = [`${nameOf(integrated_account_id)}, ${kind}: ${status}`, read].filter(Boolean).join(", ");
  return problem ? `${facts}. ${problem}` : facts;
}

/** Changes that follow each other and are alike are one part. */
function describeChanges(changes: readonly Change[]): string {
  const [first, ...others] = changes;
  if (!first) return "";
  const next = others.findIndex(({ kind, origin }) => kind !== first.kind || origin !== first.origin);
  const alike = next < 0 ? changes.length : next + 1;
  const numbers = alike > 1 ? `${first.seq} to ${changes[alike - 1]?.seq}` : `${first.seq}: \`${first.id}\``;
  const fields = first.fields ? ` (${Object.keys(first.fields).join(", ")})` : "";
  const described = `${numbers} ${first.kind}${fields}, ${first.origin}`;
  return [described, describeChanges(changes.slice(alike))].filter(Boolean).join("; ");
}

/** Plays the day; returns what walks, feed and webhook said of each moment. */
async function play(): Promise<string[][]> {
  const rows: string[][] = [];
  const seen = { walks: 0, changes: 0, messages: 0 };
  for (const [time, what, act] of DAY) {
    clock.at = MIDNIGHT + Date.parse(`1970-01-01T${time}:00Z`);
    await act();
    await workThrough();
    const walks: Walk[] = (await call("GET", "/fleet/walks?limit=100")).body.result.toReversed();
    const changes: Change[] = (await call("GET", `/fleet/changes?after=${seen.changes}`)).body.result;
    const sent = messages.slice(seen.messages).map((message) => message.sent);
    const cells = [
      walks.slice(seen.walks).map(describeWalk).join("; "),
      describeChanges(changes),
      sent.join("; "),
    ];
    rows.push([time, what, ...cells]);
    seen.walks = walks.length;
    seen.changes = changes.at(-1)?.seq ?? seen.changes;
    seen.messages = messages.length;
  }
  return rows;
}

function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  const rule = widths.map((width) => "-".repeat(width));
  return lines
    .toSpliced(1, 0, rule)
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

test("a day looks as docs/fleet.md shows it", async () => {
  for (const vendor of ["fleet", "jamf-pro"] as const) await connect(vendor);
  await post("/admin/event-sources", { integrated_account_id: account("fleet"), kind: "poll" });
  await post("/admin/webhooks", { target_url: "https://receiver.example/hook", after: 0 });
  const head = ["time", "what happens", "walk, and its report", "feed", "webhook"];
  const table = tableOf([head, ...(await play())]);
  const [failed, again] = messages.filter(({ sent }) => sent.startsWith("10:"));
  expect(again?.id).toBe(failed?.id);
  const text = await readFile(new URL("../../../../docs/fleet.md", import.meta.url), "utf8");
  const [, shown] = /## A day\n[^|]*(\|[\s\S]*?)\n\n/.exec(text) ?? [];
  expect(shown).toBe(table);
});
