import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startPostgres, whyNoPostgres } from "../../../../packages/gateway/src/fixtures/postgres-server.ts";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";

type Options = { readonly rounds: number; readonly devices: number };
type Measured = Readonly<Record<string, number>>;

/** Walks of a fleet into the store of the gateway, beside a plain COPY of the same records into a table without an index. */
export async function benchSync({ rounds, devices }: Options): Promise<void> {
  process.env.MDMKIT_TEST_POSTGRES = "1";
  const databases = whyNoPostgres() === undefined ? ["PostgreSQL", "PGlite"] : ["PGlite"];
  const rows: Record<string, string | number>[] = [];
  for (const database of databases) {
    const taken: Measured[] = [];
    for (let round = 0; round < rounds; round++) taken.push(await measureRound(database, devices));
    const of = (name: string) => median(taken.map((one) => one[name] ?? Number.NaN));
    rows.push({
      database,
      "COPY s": (of("copy") / 1000).toFixed(1),
      "first walk": `${median(taken.map(({ first = 0, copy = 0 }) => first / copy)).toFixed(2)} x`,
      "1 % changed": `${median(taken.map(({ second = 0, copy = 0 }) => second / copy)).toFixed(2)} x`,
      "peak MB": of("rssMb"),
      "get p99, idle ms": of("idle").toFixed(1),
      "get p99, during a walk ms": of("busy").toFixed(1),
    });
  }
  printTable(`${devices} devices of 1.4 kB, median of ${rounds} rounds`, rows);
}

async function measureRound(database: string, devices: number): Promise<Measured> {
  const server = database === "PostgreSQL" ? await startPostgres() : undefined;
  const folder = server ? undefined : await mkdtemp(join(tmpdir(), "mdmkit-sync-"));
  const at = (name: string) => (server ? ["--url", server.url] : ["--folder", join(folder ?? "", name)]);
  const measure = async (role: string, name: string) => {
    if (!server) await run(["--role", "create", "--devices", "0", ...at(name)]); // creating it takes memory of its own
    return run(["--role", role, "--devices", String(devices), ...at(name)]);
  };
  try {
    const { ms: copy = Number.NaN } = await measure("copy", "copy");
    const walks = await measure("walks", "walks");
    const { idle = Number.NaN, busy = Number.NaN } = await measure("gets", "gets");
    return { ...walks, copy, idle, busy };
  } finally {
    await server?.stop();
    if (folder) await rm(folder, { recursive: true });
  }
}

async function run(args: readonly string[]): Promise<Measured> {
  const path = fileURLToPath(new URL("sync-process.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--conditions=@mdmkit/source",
    "--max-semi-space-size=16", // as in the image of the gateway
    path,
    ...args,
  ]);
  return JSON.parse(stdout);
}
