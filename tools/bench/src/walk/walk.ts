import { loadVendors } from "@mdmkit/unified/vendors";
import { printGoals } from "../goals.ts";
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
  serve(): Promise<Served>;
};
type Served = {
  readonly server: Stoppable;
  readonly ways: readonly Way[];
  /** That each way sends to read the list once. */
  requests?(): Promise<number>;
};
type Way = { readonly name: string; readonly program: URL; readonly plan: RecordedWalk | PeerWalk };
type Stoppable = { stop(): void };
/** Medians of the rounds, and the most memory. */
type Figures = { readonly microseconds: number; readonly ratio: number; readonly megabytes: number };
type Measured = {
  readonly name: string;
  readonly requests: number | undefined;
  /** In the order of the contestant's ways. */
  readonly ways: readonly Figures[];
};
type Reader = Child<string, { records: number }, MeasuredReads>;

const BASELINE: RecordedWay = "fetch().json()";
const WAYS: readonly RecordedWay[] = [BASELINE, "unified list", "unified list, nodeFetch"];
const FLEET = 5_000;
const NOTHING: Figures = { microseconds: Number.NaN, ratio: Number.NaN, megabytes: Number.NaN };

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
  const size = { rounds, devices };
  const lists = await measureAll(vendors.filter(isWanted).map(ofVendor), size);
  if (lists.length > 0) printVendors(lists, size);
  const others = await measureAll(peers(isWanted), size);
  if (others.length > 0) printTable("Lists of other unified APIs", others.map(peerRow));
}

async function measureAll(contestants: readonly Contestant[], size: { rounds: number; devices: number }) {
  const lists: Measured[] = [];
  for (const contestant of contestants) lists.push(await measure(contestant, size));
  return lists;
}

function printVendors(lists: readonly Measured[], { rounds, devices }: { rounds: number; devices: number }) {
  const cell = ({ microseconds, ratio }: Figures = NOTHING) =>
    `${microseconds.toFixed(1)} (${ratio.toFixed(2)})`;
  const rows = lists.map(({ name, requests, ways: [baseline = NOTHING, list, faster] }) => ({
    vendor: name,
    requests: requests ?? "",
    "`fetch().json()`": baseline.microseconds.toFixed(1),
    "unified list, `fetch`": cell(list),
    "unified list, `nodeFetch`": cell(faster),
  }));
  printTable(`CPU µs a device, and the ratio; ${rounds} rounds of ${devices} devices`, rows);
  const ratios = (way: number) => lists.map(({ ways }) => ways[way]?.ratio ?? Number.NaN);
  printGoals([
    { what: "list with `nodeFetch`, CPU : `fetch().json()`", most: 0.95, figures: ratios(2) },
    { what: "list with `fetch`, CPU : `fetch().json()`", most: 1.15, figures: ratios(1) },
  ]);
}

function peerRow({ name, ways: [baseline = NOTHING, client = NOTHING] }: Measured) {
  return {
    list: name,
    "`fetch().json()` µs": baseline.microseconds.toFixed(1),
    "client µs": client.microseconds.toFixed(1),
    ratio: client.ratio.toFixed(2),
    "peak RSS MB": Math.round(client.megabytes),
  };
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
        requests: async () => (await (await fetch(`${server.ready.origin}/requests`)).json()).length,
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
async function measure(
  { name, serve }: Contestant,
  { rounds, devices }: { rounds: number; devices: number },
): Promise<Measured> {
  const { server, ways, requests } = await serve();
  const readers: Reader[] = [];
  try {
    for (const { program, plan } of ways)
      readers.push(await startChild(program, { args: [JSON.stringify(plan)] }));
    const measured = readers.map((): MeasuredReads[] => []);
    for (let round = 0; round < rounds; round += 1)
      for (const [at, reader] of readers.entries())
        measured[at]?.push(await reader.ask({ records: devices }));
    const [baseline = []] = measured;
    return {
      name,
      requests: await requests?.(),
      ways: measured.map((reads) => figuresOf(reads, baseline)),
    };
  } finally {
    for (const child of [...readers, server]) child.stop();
  }
}

function figuresOf(reads: readonly MeasuredReads[], baseline: readonly MeasuredReads[]): Figures {
  const ratios = reads.map(
    ({ microseconds }, round) => microseconds / (baseline[round]?.microseconds ?? Number.NaN),
  );
  return {
    microseconds: median(reads.map(({ microseconds }) => microseconds)),
    ratio: median(ratios),
    megabytes: Math.max(...reads.map(({ megabytes }) => megabytes)),
  };
}
