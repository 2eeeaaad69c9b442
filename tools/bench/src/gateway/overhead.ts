import { connect } from "@mdmkit/unified";
import { loadVendor } from "@mdmkit/unified/vendors";
import { fleetOf } from "../fleets/index.ts";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import type { Load, Measured } from "./measure-calls.ts";
import type { AccountValues, Scene } from "./scene.ts";

/** Vendors whose allowance a load does not use up. */
const VENDORS = ["jumpcloud", "ivanti-neurons", "jamf-pro"];
const PAGE_SIZE = 100;
const DEVICES = 1000;

/** One thing to do in three ways. */
type Subject = {
  readonly what: string;
  readonly vendor: string;
  readonly values: AccountValues;
  readonly id?: string;
  /** The vendor's own call, and the gateway's. */
  readonly direct: string;
  readonly served: string;
  /** Of the library, to the vendor. */
  readonly requests: number;
  readonly records: number;
};

type Round = { direct: Measured; library: Measured; gateway: Measured; gatewayMicroseconds: number };

/** Latency and CPU of a get and of a list through the gateway, by the library alone, and of the vendor's own call. */
export async function measureOverhead(
  scene: Scene,
  { rounds, only, seconds }: { rounds: number; only: readonly string[] | undefined; seconds: number },
): Promise<void> {
  for (const vendor of VENDORS.filter((id) => !only || only.includes(id))) {
    for (const subject of [await getting(scene, vendor), await listing(scene, vendor)]) {
      await measureRound(scene, subject, { connections: 4, seconds }); // to warm up
      for (const connections of [1, 8]) {
        const results: Round[] = [];
        for (let round = 0; round < rounds; round += 1)
          results.push(await measureRound(scene, subject, { connections, seconds }));
        print(subject, connections, results);
      }
    }
  }
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
    what: "get",
    vendor,
    values,
    id,
    direct: new URL(`/well/${vendor}${trace[0]}`, values.baseUrl).href,
    served: address(`devices/${encodeURIComponent(id)}`),
    requests: trace.length,
    records: 1,
  };
}

async function listing(scene: Scene, vendor: string): Promise<Subject> {
  const values = scene.pageValuesOf(vendor, DEVICES);
  const address = await scene.connect(vendor, values);
  return {
    what: "list of 100",
    vendor,
    values,
    direct: values.baseUrl + fleetOf(vendor).pagePath(0, PAGE_SIZE),
    served: address("devices", `&limit=${PAGE_SIZE}`),
    requests: 1,
    records: PAGE_SIZE,
  };
}

/** One after another, so that a noisy minute falls on all alike. */
async function measureRound(scene: Scene, subject: Subject, load: Load): Promise<Round> {
  const { vendor, values, id, direct, served } = subject;
  const ofVendor = await scene.load.ask({ ...load, urls: [direct], headers: {} });
  const library = await scene.library.ask({ ...load, vendor, values, id });
  const before = await scene.gateway.ask("cpu");
  const gateway = await scene.load.ask({ ...load, urls: [served], headers: scene.headers });
  const after = await scene.gateway.ask("cpu");
  for (const [name, { outcomes }] of Object.entries({ direct: ofVendor, library, gateway }))
    if (Object.keys(outcomes).join() !== "200")
      throw new Error(`${subject.what} ${vendor} ${name}: ${JSON.stringify(outcomes)}`);
  const gatewayMicroseconds = (after.microseconds - before.microseconds) / gateway.calls;
  return { direct: ofVendor, library, gateway, gatewayMicroseconds };
}

function print(
  { what, vendor, requests, records }: Subject,
  connections: number,
  rounds: readonly Round[],
): void {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const row = (way: string, pick: (round: Round) => Measured, microseconds?: (round: Round) => number) => ({
    way,
    "requests/s": Math.round(of((round) => pick(round).perSecond)),
    "p50 ms": of((round) => pick(round).p50).toFixed(2),
    "p99 ms": of((round) => pick(round).p99).toFixed(2),
    "p50 over direct": of((round) => pick(round).p50 - round.direct.p50).toFixed(2),
    "p50 over library": of((round) => pick(round).p50 - round.library.p50).toFixed(2),
    "CPU µs/record": microseconds ? (of(microseconds) / records).toFixed(1) : "",
    ratio: microseconds ? of((round) => microseconds(round) / round.library.microseconds).toFixed(2) : "",
  });
  printTable(
    `${vendor}, ${what}, ${requests} vendor requests, ${connections} at a time, ${rounds.length} rounds`,
    [
      row("direct", ({ direct }) => direct),
      row(
        "library",
        ({ library }) => library,
        ({ library }) => library.microseconds,
      ),
      row(
        "gateway",
        ({ gateway }) => gateway,
        ({ gatewayMicroseconds }) => gatewayMicroseconds,
      ),
    ],
  );
}
