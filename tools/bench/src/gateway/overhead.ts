import { connect } from "@mdmkit/unified";
import { loadVendor } from "@mdmkit/unified/vendors";
import { fleetOf } from "../fleets/index.ts";
import { printGoals } from "../goals.ts";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import type { Load, Measured } from "./measure-calls.ts";
import type { AccountValues, Scene } from "./scene.ts";

/** Vendors whose allowance a load does not use up. */
const VENDORS = ["jumpcloud", "ivanti-neurons", "jamf-pro"];
const PAGE_SIZE = 100;
const GET = "get";
const LIST = `list of ${PAGE_SIZE}`;
const BARE_LIST = `${LIST}, no \`remote_data\``;
const DEVICES = 1000;

/** One thing to do in three ways. */
type Subject = {
  readonly what: string;
  readonly vendor: string;
  readonly values: AccountValues;
  readonly id?: string;
  readonly remoteData?: boolean;
  /** The vendor's own call, and the gateway's. */
  readonly direct: string;
  readonly served: string;
  /** Of the library, to the vendor. */
  readonly requests: number;
  readonly records: number;
};

type Round = { direct: Measured; library: Measured; gateway: Measured; gatewayMicroseconds: number };

/** Latency and CPU of a get and of lists through the gateway, by the library alone, and of the vendor's own call. */
export async function measureOverhead(
  scene: Scene,
  { rounds, only, seconds }: { rounds: number; only: readonly string[] | undefined; seconds: number },
): Promise<void> {
  const subjects: Subject[] = [];
  for (const vendor of VENDORS.filter((id) => !only || only.includes(id)))
    subjects.push(
      await getting(scene, vendor),
      await listing(scene, vendor, { remoteData: true }),
      await listing(scene, vendor, { remoteData: false }),
    );
  const alone: Summary[] = [];
  const together: Summary[] = [];
  for (const subject of subjects) {
    await measureRound(scene, subject, { connections: 4, seconds }); // to warm up
    for (const [connections, summaries] of [
      [1, alone],
      [8, together],
    ] as const) {
      const results: Round[] = [];
      for (let round = 0; round < rounds; round += 1)
        results.push(await measureRound(scene, subject, { connections, seconds }));
      summaries.push(summaryOf(subject, results));
    }
  }
  printAlone(alone, rounds);
  printTogether(together, rounds);
}

async function getting(scene: Scene, vendor: string): Promise<Subject> {
  const values = scene.valuesOf(vendor);
  const { devices } = connect(await (await loadVendor(vendor)).create(values));
  const { items } = await devices.list({ pageSize: 1 }).page();
  const id = items[0]?.id ?? "";
  await devices.get(id); // what signing in takes is not counted
  await scene.vendors.ask("trace");
  await devices.get(id);
  const trace = await scene.vendors.ask("trace");
  const address = await scene.connect(vendor, values);
  return {
    what: GET,
    vendor,
    values,
    id,
    direct: new URL(`/well/${vendor}${trace[0]}`, values.baseUrl).href,
    served: address(`devices/${encodeURIComponent(id)}`),
    requests: trace.length,
    records: 1,
  };
}

async function listing(
  scene: Scene,
  vendor: string,
  { remoteData }: { remoteData: boolean },
): Promise<Subject> {
  const values = scene.pageValuesOf(vendor, DEVICES);
  const address = await scene.connect(vendor, values);
  return {
    what: remoteData ? LIST : BARE_LIST,
    vendor,
    values,
    remoteData,
    direct: values.baseUrl + fleetOf(vendor).pagePath(0, PAGE_SIZE),
    served: address("devices", `&limit=${PAGE_SIZE}${remoteData ? "" : "&truto_ignore_remote_data=true"}`),
    requests: 1,
    records: PAGE_SIZE,
  };
}

/** One after another, so that a noisy minute falls on all alike. */
async function measureRound(scene: Scene, subject: Subject, load: Load): Promise<Round> {
  const { vendor, values, id, remoteData, direct, served } = subject;
  const ofVendor = await scene.load.ask({ ...load, urls: [direct], headers: {} });
  const library = await scene.library.ask({ ...load, vendor, values, id, remoteData });
  const before = await scene.gateway.ask("cpu");
  const gateway = await scene.load.ask({ ...load, urls: [served], headers: scene.headers });
  const after = await scene.gateway.ask("cpu");
  for (const [name, { outcomes }] of Object.entries({ direct: ofVendor, library, gateway }))
    if (Object.keys(outcomes).join() !== "200")
      throw new Error(`${subject.what} ${vendor} ${name}: ${JSON.stringify(outcomes)}`);
  const gatewayMicroseconds = (after.microseconds - before.microseconds) / gateway.calls;
  return { direct: ofVendor, library, gateway, gatewayMicroseconds };
}

type Summary = ReturnType<typeof summaryOf>;

/** Medians of the rounds: milliseconds, and microseconds of CPU a record. */
function summaryOf({ what, vendor, requests, records }: Subject, rounds: readonly Round[]) {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  return {
    what,
    vendor,
    requests,
    direct: of((round) => round.direct.p50),
    library: of((round) => round.library.p50),
    gateway: of((round) => round.gateway.p50),
    overLibrary: of((round) => round.gateway.p50 - round.library.p50),
    p99: of((round) => round.gateway.p99),
    libraryCalls: of((round) => round.library.perSecond),
    gatewayCalls: of((round) => round.gateway.perSecond),
    libraryCpu: of((round) => round.library.microseconds) / records,
    gatewayCpu: of((round) => round.gatewayMicroseconds) / records,
    ratio: of((round) => round.gatewayMicroseconds / round.library.microseconds),
  };
}

function printAlone(summaries: readonly Summary[], rounds: number): void {
  const rows = summaries.map((one) => ({
    what: one.what,
    vendor: one.vendor,
    "vendor calls": one.requests,
    direct: one.direct.toFixed(2),
    library: one.library.toFixed(2),
    gateway: one.gateway.toFixed(2),
    "over library": one.overLibrary.toFixed(2),
    "CPU library": one.libraryCpu.toFixed(1),
    "CPU gateway": one.gatewayCpu.toFixed(1),
    ratio: one.ratio.toFixed(2),
  }));
  printTable(`One call at a time, p50 in ms, CPU in µs a record, ${rounds} rounds`, rows);
  const of = (what: string, pick: (summary: Summary) => number) =>
    summaries.filter((one) => one.what === what).map(pick);
  printGoals([
    { what: "gateway, get, p50 over the library, ms", most: 1, figures: of(GET, (one) => one.overLibrary) },
    { what: "gateway, get, CPU : library", most: 1.5, figures: of(GET, (one) => one.ratio) },
    { what: `gateway, ${LIST}, CPU : library`, most: 1.25, figures: of(LIST, (one) => one.ratio) },
    { what: `gateway, ${BARE_LIST}, CPU : library`, most: 1.15, figures: of(BARE_LIST, (one) => one.ratio) },
  ]);
}

function printTogether(summaries: readonly Summary[], rounds: number): void {
  const rows = summaries.map((one) => ({
    what: one.what,
    vendor: one.vendor,
    "library calls/s": Math.round(one.libraryCalls).toLocaleString("en"),
    "gateway calls/s": Math.round(one.gatewayCalls).toLocaleString("en"),
    "gateway p50": one.gateway.toFixed(1),
    "gateway p99": Math.round(one.p99),
    "CPU ratio": one.ratio.toFixed(2),
  }));
  printTable(`8 calls at a time, ${rounds} rounds`, rows);
}
