import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** CPU per device of every way to read a fleet, side by side against one server; the ratio column is the finding. */
type Walk = { devices: number; microseconds: number; seconds: number; megabytes: number };

const NAMES = ["fetch().json()", "openapi-fetch", "@mdmkit/jumpcloud paginate", "@mdmkit/unified list"];

const { values } = parseArgs({
  options: { devices: { type: "string", default: "100000" }, rounds: { type: "string", default: "3" } },
});
const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const options = { execArgv: ["--conditions=@mdmkit/source"] };

const [server, warm] = [start(Number(values.devices)), start(2_000)];
const [url, warmUrl] = [await urlOf(server), await urlOf(warm)];
const results = new Map<string, Walk[]>(NAMES.map((name) => [name, []]));
for (let round = 0; round < Number(values.rounds); round += 1) {
  // Interleaved, so that a noisy minute falls on all alike.
  for (const name of NAMES) {
    const child = fork(path("walk-one.ts"), [name, warmUrl, url], options);
    const [walk]: Walk[] = await once(child, "message");
    child.disconnect();
    if (walk) results.get(name)?.push(walk);
  }
}
server.disconnect();
warm.disconnect();

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const baseline = median((results.get(NAMES[0] ?? "") ?? []).map(({ microseconds }) => microseconds));
console.log("way".padEnd(30), "CPU µs/device", "ratio", "devices/s", "peak MB");
for (const [name, walks] of results) {
  const microseconds = median(walks.map((walk) => walk.microseconds));
  console.log(
    name.padEnd(30),
    microseconds.toFixed(1).padStart(13),
    (microseconds / baseline).toFixed(2).padStart(5),
    Math.round(median(walks.map(({ devices, seconds }) => devices / seconds)))
      .toString()
      .padStart(9),
    Math.round(median(walks.map(({ megabytes }) => megabytes)))
      .toString()
      .padStart(7),
  );
}

function start(devices: number): ChildProcess {
  return fork(path("server.ts"), { ...options, env: { ...process.env, DEVICES: String(devices) } });
}

async function urlOf(child: ChildProcess): Promise<string> {
  const [port] = await once(child, "message");
  return `http://127.0.0.1:${port}/api`;
}
