import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { loadVendors } from "@mdmkit/unified/vendors";
import { installPeers, PEERS } from "../peers/peers.ts";
import type { PeerWalk } from "../peers/walk-peer.ts";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import type { MeasuredWalk, RecordedWalk, RecordedWay } from "./walk-recorded.ts";

type Options = { readonly rounds: number; readonly devices: number };
type Measured = Pick<MeasuredWalk, "microseconds" | "megabytes">;

/** Somebody's list, and ways to read it; the first is `fetch().json()` of the same responses. */
type Contestant = {
  readonly name: string;
  readonly ways: readonly { readonly way: string; measure(): Promise<Measured> }[];
};

const BASELINE: RecordedWay = "fetch().json()";
const WAYS: readonly RecordedWay[] = [BASELINE, "unified list", "unified list, nodeFetch"];
const FLEET = 5_000;
const PEER_PAGE = 100;
/** The slowest takes half a second for a thousand records. */
const MOST_PEER_RECORDS = 10_000;

/**
 * CPU per record of reading each vendor's fleet, and the lists of other unified APIs with their own clients, against `fetch().json()` of
 * the same responses in the same round. The vendors' responses are those of their sandboxes, so that every vendor takes part.
 */
export async function benchWalk({ rounds, devices }: Options): Promise<void> {
  const servers: ReturnType<typeof start>[] = [];
  const serve = async (program: URL, ...args: string[]) => {
    const server = start(program, args);
    servers.push(server);
    const [message] = await once(server, "message");
    return message;
  };
  try {
    const contestants: Contestant[] = [];
    for (const { id: vendor } of await loadVendors()) {
      const recorded = await serve(new URL("recorded-server.ts", import.meta.url), vendor, String(FLEET));
      contestants.push(vendorWalks({ vendor, recorded, times: Math.ceil(devices / FLEET) }));
    }
    const pages = Math.ceil(Math.min(devices, MOST_PEER_RECORDS) / PEER_PAGE);
    contestants.push(...peerWalks(await serve(new URL("../peers/page-server.ts", import.meta.url)), pages));
    await run(contestants, rounds);
  } finally {
    for (const server of servers) server.disconnect();
  }
}

function vendorWalks(walk: Omit<RecordedWalk, "way">): Contestant {
  const ways = WAYS.map((way) => ({
    way,
    measure: () =>
      measure(new URL("walk-recorded.ts", import.meta.url), { ...walk, way } satisfies RecordedWalk),
  }));
  return { name: walk.vendor, ways };
}

function peerWalks(origin: string, pages: number): Contestant[] {
  const programOf = installPeers();
  return PEERS.map((peer) => {
    const walk: PeerWalk = { url: `${origin}/${peer.id}`, pages };
    const plans = { [BASELINE]: walk, [peer.package]: { ...walk, client: programOf(peer) } };
    const ways = Object.entries(plans).map(([way, plan]) => ({
      way,
      measure: () => measure(new URL("../peers/walk-peer.ts", import.meta.url), plan),
    }));
    return { name: `${peer.name} (${peer.lists})`, ways };
  });
}

/** Interleaved, so that a noisy minute falls on all alike. */
async function run(contestants: readonly Contestant[], rounds: number): Promise<void> {
  const results = new Map<object, Measured[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const way of contestants.flatMap(({ ways }) => ways))
      results.set(way, [...(results.get(way) ?? []), await way.measure()]);
  }
  const rows = contestants.flatMap(({ name, ways }) => {
    const walks = ways.map((way) => results.get(way) ?? []);
    return ways.map(({ way }, at) => ({ list: name, way, ...figuresOf(walks[at] ?? [], walks[0] ?? []) }));
  });
  printTable(`CPU per record, ${rounds} rounds`, rows);
}

function figuresOf(walks: readonly Measured[], baseline: readonly Measured[]) {
  const ratios = walks.map(
    ({ microseconds }, at) => microseconds / (baseline[at]?.microseconds ?? Number.NaN),
  );
  return {
    "CPU µs/record": median(walks.map(({ microseconds }) => microseconds)).toFixed(1),
    ratio: median(ratios).toFixed(2),
    "peak RSS MB": Math.round(median(walks.map(({ megabytes }) => megabytes))),
  };
}

function start(program: URL, args: readonly string[]) {
  return fork(fileURLToPath(program), args, { execArgv: ["--conditions=@mdmkit/source"] });
}

async function measure(program: URL, plan: RecordedWalk | PeerWalk): Promise<Measured> {
  const child = start(program, [JSON.stringify(plan)]);
  const [message] = await Promise.race([once(child, "message"), once(child, "exit")]);
  if (typeof message !== "object") throw new Error(`The walk failed: ${JSON.stringify(plan)}`);
  if (child.connected) child.disconnect();
  return message;
}
