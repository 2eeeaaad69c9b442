import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** What one or several processes used: milliseconds of processor time, and the most megabytes one of them held. */
export type Usage = { readonly cpu: number; readonly memory: number };

const HOOK = pathToFileURL(join(import.meta.dirname, "measure-exit.mjs")).href;

/** Runs one Node program to its end, and throws what it says when it fails. */
export function measure(args: readonly string[], cwd: string): Usage {
  const { status, output } = spawnSync(process.execPath, ["--import", HOOK, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${args.join(" ")}\n${output[1] ?? ""}${output[2] ?? ""}`);
  const { cpu, memory }: Usage = JSON.parse(output[3] ?? "");
  return { cpu: cpu / 1000, memory: memory / 1024 };
}

/** Several processes one after another. */
export function together(usages: readonly Usage[]): Usage {
  return {
    cpu: usages.reduce((sum, { cpu }) => sum + cpu, 0),
    memory: Math.max(...usages.map(({ memory }) => memory)),
  };
}

/** The middle of an odd number of runs, by processor time. */
export function median(usages: readonly Usage[]): Usage {
  const sorted = [...usages].sort((a, b) => a.cpu - b.cpu);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error("nothing was measured");
  return middle;
}
