import { type Walk, walk } from "./ways.ts";

/** What one process measured. Heap only where garbage can be collected on demand. */
export type Measured = {
  devices: number;
  microseconds: number;
  seconds: number;
  peakMegabytes: number;
  heapMegabytes: number;
};

const HEAP_SAMPLES = 40;

// Walks in a process of its own: first to warm up, on fewer devices, then measured.
const [warm, plan]: Walk[] = process.argv.slice(2).map((text) => JSON.parse(text));
if (!warm || !plan) throw new Error("Pass two walks as JSON.");

let heap = 0;
const every = Math.max(1, Math.floor(plan.devices / HEAP_SAMPLES));
function sampleHeap(devices: number): void {
  if (devices % every !== 0) return;
  globalThis.gc?.();
  heap = Math.max(heap, process.memoryUsage().heapUsed);
}

await walk(warm);
const before = process.cpuUsage();
const startedAt = performance.now();
const devices = await walk(plan, globalThis.gc && sampleHeap);
const { user, system } = process.cpuUsage(before);
const measured: Measured = {
  devices,
  microseconds: (user + system) / devices,
  seconds: (performance.now() - startedAt) / 1000,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
  heapMegabytes: heap / 2 ** 20,
};
process.send?.(measured);
