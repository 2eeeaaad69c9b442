import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { median } from "../statistics.ts";

/** What one or several processes used: milliseconds by the clock and of processors, the most megabytes one of them held. */
export type Usage = { readonly wall: number; readonly cpu: number; readonly memory: number };

const HOOK = pathToFileURL(join(import.meta.dirname, "measure-exit.mjs")).href;

/** Runs one Node program to its end, and throws what it says when it fails. */
export function measure(args: readonly string[], cwd: string): Usage {
  const start = performance.now();
  const { status, output } = spawnSync(process.execPath, ["--import", HOOK, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
  const wall = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(" ")}\n${output[1] ?? ""}${output[2] ?? ""}`);
  const { cpu, memory }: Omit<Usage, "wall"> = JSON.parse(output[3] ?? "");
  return { wall, cpu: cpu / 1000, memory: memory / 1024 };
}

/** Several processes one after another. */
export function together(usages: readonly Usage[]): Usage {
  return {
    wall: usages.reduce((sum, { wall }) => sum + wall, 0),
    cpu: usages.reduce((sum, { cpu }) => sum + cpu, 0),
    memory: Math.max(...usages.map(({ memory }) => memory)),
  };
}

/** The median of each over several runs. */
export function medianOf(usages: readonly Usage[]): Usage {
  return {
    wall: median(usages.map(({ wall }) => wall)),
    cpu: median(usages.map(({ cpu }) => cpu)),
    memory: median(usages.map(({ memory }) => memory)),
  };
}
