import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createSandbox } from "@mdmkit/sandbox";
import { composeGateway } from "../../../../packages/gateway/src/create-gateway.ts";
import type { FleetSource } from "../../../../packages/gateway/src/fleet/fleet-source.ts";
import { runWalk } from "../../../../packages/gateway/src/fleet/run-walk.ts";
import { createSignal } from "../../../../packages/gateway/src/fleet/signal.ts";
import { openStore } from "../../../../packages/gateway/src/store/open-store.ts";
import type { Store } from "../../../../packages/gateway/src/store/store.ts";
import { device } from "./devices.ts";

// One measurement in a process of its own, so that its memory is that of nothing else. Prints JSON.

const { values } = parseArgs({
  options: {
    role: { type: "string", default: "" },
    devices: { type: "string", default: "" },
    url: { type: "string" },
    folder: { type: "string" },
  },
});
const count = Number(values.devices);
const PAGE = 500;
const KEYS = Buffer.alloc(32, "b").toString("base64");
/** Times of gets at rest. */
const GETS = 300;

const ROLES: Readonly<Record<string, (store: Store) => Promise<object>>> = {
  create: async () => ({}),
  copy,
  walks,
  gets,
};

const store = await openStore({ databaseUrl: values.url, folder: values.folder, keys: KEYS, loopback: true });
const result = await ROLES[values.role]?.(store);
await store.close();
console.log(JSON.stringify({ ...result, rssMb: Math.round(process.resourceUsage().maxRSS / 1024) }));

/** The time of a plain COPY of the same records into a table without an index. */
async function copy({ fleet }: Store): Promise<object> {
  const { connection } = fleet.jobs;
  const create = "drop table if exists bare; create table bare (id text, record jsonb)";
  if ("pglite" in connection) {
    await connection.pglite.exec(create);
    return timed(async () => {
      const blob = new Blob([...lines()]);
      await connection.pglite.query("copy bare from '/dev/blob'", [], { blob });
    });
  }
  const { default: postgres } = await import("postgres");
  const sql = postgres(connection.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(create);
  const taken = await timed(async () => {
    const rows = await sql`copy bare from stdin`.writable();
    await pipeline(Readable.from(lines()), rows);
  });
  await sql.end();
  return taken;
}

function* lines(): Generator<string> {
  for (let start = 0; start < count; start += PAGE) {
    const page = pageAt(start, 0).map(
      (one) => `${one.id}\t${JSON.stringify(one).replaceAll("\\", "\\\\")}\n`,
    );
    yield page.join("");
  }
}

/** `version` is that of every hundredth device. */
function pageAt(start: number, version: number) {
  return Array.from({ length: Math.min(PAGE, count - start) }, (_, at) =>
    device(start + at, (start + at) % 100 === 0 ? version : 0),
  );
}

async function walks(own: Store): Promise<object> {
  const walk = await createWalk(own);
  const first = await timed(() => walk(0));
  const second = await timed(() => walk(1));
  return { first: first.ms, second: second.ms };
}

async function createWalk({ accounts, ...own }: Store): Promise<(version: number) => Promise<void>> {
  const { id } = await accounts.create({ vendor: "simplemdm", name: "bench", values: { apiKey: "none" } });
  const sync = await own.fleet.syncs.add({
    ...{ account: id, resource: "devices", fullSchedule: "0 3 * * *", incrementalSchedule: null },
  });
  return async (version) => {
    const services = {
      ...{
        store: { accounts, ...own },
        log: () => {},
        published: createSignal(),
        sendMessage: fetch,
        now: Date.now,
        syncsChanged: createSignal(),
      },
      useEvents: () => Promise.reject(new Error("There is no log of events.")),
      useSource: <Result>(
        _claim: unknown,
        _signal: AbortSignal,
        work: (source: FleetSource) => Promise<Result>,
      ) => work(sourceOf(version)),
    };
    const ran = await runWalk(services, { sync: sync?.id ?? 0, kind: "full" }, new AbortController().signal);
    if (ran?.status !== "complete") throw new Error(`The walk is ${ran?.status}: ${ran?.problem}`);
  };
}

function sourceOf(version: number): FleetSource {
  const report = {
    ...{ pages: 1, records: count, matched: count, total: count, duplicates: 0, unreadable: 0, undecided: 0 },
    ...{ complete: true, reason: null, gaps: [], drift: [] },
  };
  const plan = {
    ...{ vendor: "bench", resource: "devices", filters: {}, pushed: [], local: [], narrowed: [] },
    ...{ pageSize: PAGE, pagesAhead: 0, fromStart: true },
  };
  async function* pages() {
    for (let start = 0; start < count; start += PAGE)
      yield { items: pageAt(start, version), next: null, previous: null };
  }
  return { list: () => ({ listing: { report, plan, pages }, isIncremental: false }), get: undefined };
}

/** The 99th percentile of the time of a get through the gateway, at rest and while a list is walked for the first time. */
async function gets(own: Store): Promise<object> {
  const sandbox = createSandbox("simplemdm", { devices: 20 });
  const values = { apiKey: sandbox.options.apiKey, baseUrl: sandbox.baseUrl };
  const { id } = await own.accounts.create({ vendor: "simplemdm", name: "sandbox", values });
  const { token } = await own.tokens.create({ name: "bench", scopes: ["read"], accounts: "all" });
  const { gateway } = composeGateway({ store: own, log: () => {}, fetchFor: () => sandbox.fetch });
  const request = (path: string) =>
    gateway.fetch(
      new Request(`http://bench.test/unified/mdm/devices${path}integrated_account_id=${id}`, {
        headers: { authorization: `Bearer ${token}` },
      }),
    );
  const list: { result: { id: string }[] } = await (await request("?limit=1&")).json();
  const getOne = () => timed(async () => void (await (await request(`/${list.result[0]?.id}?`)).text()));
  const idle: number[] = [];
  for (let at = 0; at < 2 * GETS; at++) idle.push((await getOne()).ms);
  const walk = (await createWalk(own))(0);
  let isWalking = true;
  const ended = walk.finally(() => {
    isWalking = false;
  });
  const busy: number[] = [];
  while (isWalking) {
    busy.push((await getOne()).ms);
    await nextTurn(); // requests of clients come from sockets, which leave turns to the walk
  }
  await ended;
  gateway.close();
  return { idle: percentile99(idle.slice(GETS)), busy: percentile99(busy), gets: busy.length };
}

function percentile99(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? Number.NaN;
}

async function timed(run: () => Promise<void>): Promise<{ ms: number }> {
  const start = performance.now();
  await run();
  return { ms: performance.now() - start };
}
