import { loadVendors } from "@mdmkit/unified/vendors";
import { installPeers, PEERS } from "../peers/peers.ts";
import type { PeerWalk } from "../peers/walk-peer.ts";
import type { MeasuredReads } from "../processes/answer-reads.ts";
import { type Child, startChild } from "../processes/start-child.ts";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import type { RecordedVendor } from "./recorded-server.ts";
import type { RecordedWalk, RecordedWay } from "./walk-recorded.ts";

type Options = {
  /** How often each way reads so many devices, in turns. */
  readonly rounds: number;
  readonly devices: number;
  /** Ids of vendors and peers; undefined: all. */
  readonly only?: readonly string[] | undefined;
};

/** Somebody's list, and programs that read it; the first of them is `fetch().json()` of the same responses. */
type Contestant = {
  readonly name: string;
  serve(): Promise<{ readonly server: Stoppable; readonly ways: readonly Way[] }>;
};
type Way = { readonly name: string; readonly program: URL; readonly plan: RecordedWalk | PeerWalk };
type Stoppable = { stop(): void };
type Reader = Child<string, { records: number }, MeasuredReads>;

const BASELINE: RecordedWay = "fetch().json()";
const WAYS: readonly RecordedWay[] = [BASELINE, "unified list", "unified list, nodeFetch"];
const FLEET = 5_000;

/**
 * CPU per record of reading each vendor's fleet, and the lists of other unified APIs with their own clients, against `fetch().json()` of
 * the same responses in the same round. The vendors' responses are those of their sandboxes, so that every vendor takes part.
 */
export async function benchWalk({ rounds, devices, only }: Options): Promise<void> {
  const vendors = (await loadVendors()).map(({ id }) => id);
  const known = [...vendors, ...PEERS.map(({ id }) => id)];
  const unknown = only?.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new Error(`Unknown list ${unknown}. Known lists: ${known.join(", ")}.`);
  const isWanted = (id: string) => !only || only.includes(id);
  const rows = [];
  for (const contestant of [...vendors.filter(isWanted).map(ofVendor), ...peers(isWanted)])
    rows.push(...(await measure(contestant, { rounds, devices })));
  printTable(`CPU per record, ${rounds} rounds of ${devices} devices`, rows);
}

function ofVendor(vendor: string): Contestant {
  const program = new URL("walk-recorded.ts", import.meta.url);
  return {
    name: vendor,
    async serve() {
      const args = [vendor, String(FLEET)];
      const at = new URL("recorded-server.ts", import.meta.url);
      const server = await startChild<RecordedVendor, never, never>(at, { args });
      return {
        server,
        ways: WAYS.map((way) => ({ name: way, program, plan: { vendor, recorded: server.ready, way } })),
      };
    },
  };
}

function peers(isWanted: (id: string) => boolean): Contestant[] {
  const wanted = PEERS.filter(({ id }) => isWanted(id));
  if (wanted.length === 0) return [];
  const programOf = installPeers();
  const program = new URL("../peers/walk-peer.ts", import.meta.url);
  return wanted.map((peer) => ({
    name: `${peer.name} (${peer.lists})`,
    async serve() {
      const at = new URL("../peers/page-server.ts", import.meta.url);
      const server = await startChild<string, never, never>(at);
      const plan: PeerWalk = { url: `${server.ready}/${peer.id}` };
      const ways = [
        { name: BASELINE, program, plan },
        { name: peer.package, program, plan: { ...plan, client: programOf(peer) } },
      ];
      return { server, ways };
    },
  }));
}

/** All ways are ready before the first round, and take turns, so that a noisy minute falls on all alike. */
async function measure({ name, serve }: Contestant, { rounds, devices }: Options) {
  const { server, ways } = await serve();
  const readers: Reader[] = [];
  try {
    for (const { program, plan } of ways)
      readers.push(await startChild(program, { args: [JSON.stringify(plan)] }));
    const measured = readers.map((): MeasuredReads[] => []);
    for (let round = 0; round < rounds; round += 1)
      for (const [at, reader] of readers.entries())
        measured[at]?.push(await reader.ask({ records: devices }));
    const [baseline = []] = measured;
    return ways.map((way, at) => ({
      list: name,
      way: way.name,
      ...figuresOf(measured[at] ?? [], baseline),
    }));
  } finally {
    for (const child of [...readers, server]) child.stop();
  }
}

function figuresOf(reads: readonly MeasuredReads[], baseline: readonly MeasuredReads[]) {
  const ratios = reads.map(
    ({ microseconds }, round) => microseconds / (baseline[round]?.microseconds ?? Number.NaN),
  );
  return {
    "CPU µs/record": median(reads.map(({ microseconds }) => microseconds)).toFixed(1),
    ratio: median(ratios).toFixed(2),
    "peak RSS MB": Math.round(Math.max(...reads.map(({ megabytes }) => megabytes))),
  };
}
