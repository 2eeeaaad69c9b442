import { parseArgs } from "node:util";
import { benchCodegen, benchLargeDocument } from "./codegen/codegen.ts";
import { benchDocuments } from "./codegen/documents.ts";
import { benchGateway } from "./gateway/gateway.ts";
import { benchLatency } from "./latency/latency.ts";
import { benchLimits } from "./limits/limits.ts";
import { benchMap } from "./map/map.ts";
import { benchRequests } from "./requests/requests.ts";
import { benchBundle } from "./size/bench-bundle.ts";
import { benchStream } from "./stream/stream.ts";
import { benchSync } from "./sync/sync.ts";
import { benchTypes } from "./types/types.ts";
import { benchWalk } from "./walk/walk.ts";

const USAGE = `Usage: pnpm bench [NAME...] [options]

Runs benchmarks beside their floors and peers, all if none is named: walk, map, latency, limits, stream, bundle, types, gateway,
sync, codegen, large-document, documents, requests. walk and bundle install the clients of other unified APIs from npm into a folder of their own.

--rounds N       rounds, in turns with floors and peers (3; walk: 7)
--devices N      size of the fleet (100000; walk: 10000 in each round)
--only ID        walk: a vendor, or a peer: unified-to, merge, apideck, stackone; gateway: a vendor; may be repeated
--seconds N      gateway: duration of each load (5)
--minutes N      gateway: duration of the memory run (0)
--postgres       gateway: with the installed PostgreSQL, which is started, instead of PGlite
--document FILE  large-document, documents: an OpenAPI document instead of GitHub's, which is installed from npm; documents: may be
                 repeated
--earlier FILE   large-document: an earlier version of it, to compare both
--check          requests: count and compare docs/requests.json, and write nothing`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: "boolean", short: "h" },
    rounds: { type: "string" },
    devices: { type: "string" },
    only: { type: "string", multiple: true },
    seconds: { type: "string", default: "5" },
    minutes: { type: "string", default: "0" },
    postgres: { type: "boolean", default: false },
    document: { type: "string", multiple: true },
    earlier: { type: "string" },
    check: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const sizes = (rounds: number, devices: number) => ({
  rounds: Number(values.rounds ?? rounds),
  devices: Number(values.devices ?? devices),
});
const options = sizes(3, 100_000);

const BENCHMARKS: Readonly<Record<string, () => void | Promise<void>>> = {
  walk: () => benchWalk({ ...sizes(7, 10_000), only: values.only }),
  map: () => benchMap({ ...options, only: values.only }),
  latency: () => benchLatency(options),
  limits: () => benchLimits(options),
  stream: () => benchStream({ most: options.devices * 10 }),
  bundle: () => benchBundle(options),
  types: () => benchTypes(options),
  gateway: () =>
    benchGateway({
      ...options,
      only: values.only,
      postgres: values.postgres,
      seconds: Number(values.seconds),
      minutes: Number(values.minutes),
    }),
  sync: () => benchSync(options),
  codegen: async () => benchCodegen(options.rounds),
  "large-document": async () =>
    benchLargeDocument({ ...options, document: values.document?.[0], earlier: values.earlier }),
  documents: () => benchDocuments({ documents: values.document }),
  requests: () => benchRequests({ check: values.check }),
};

const names = positionals.length > 0 ? positionals : Object.keys(BENCHMARKS);
for (const name of names) {
  const run = BENCHMARKS[name];
  if (!run)
    throw new Error(`Unknown benchmark ${name}. Known benchmarks: ${Object.keys(BENCHMARKS).join(", ")}.`);
  await run();
}
