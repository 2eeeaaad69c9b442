import { variants } from "./variants.ts";

// Walks with one variant in a process of its own: once to warm up on few devices, then measured.
const [name = "", warmUrl = "", baseUrl = ""] = process.argv.slice(2);
const walk = variants[name];
if (!walk) throw new Error(`no variant ${name}`);

await walk(warmUrl);
const before = process.cpuUsage();
const startedAt = performance.now();
const devices = await walk(baseUrl);
const { user, system } = process.cpuUsage(before);
const seconds = (performance.now() - startedAt) / 1000;
process.send?.({
  devices,
  microseconds: (user + system) / devices,
  seconds,
  megabytes: process.resourceUsage().maxRSS / 1024,
});
