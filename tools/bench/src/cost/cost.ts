import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { printTable } from "../table.ts";

/**
 * Prints the processor time of every step of `pnpm check`, and of every test file, most expensive first. Steps run one after another,
 * those of turbo without its cache; in a fresh clone after `pnpm install`, they cost what they cost in `npm test`.
 */
const ROOT = join(import.meta.dirname, "../../../..");
const BIN = join(ROOT, "node_modules/.bin");
/** In bytes. The plan of turbo alone, which names every file, has more than Node allows by default. */
const MOST_OUTPUT = 2 ** 28;

const { values } = parseArgs({
  options: { only: { type: "string" }, most: { type: "string", default: "60" } },
});
const manifest: { scripts: { check: string } } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "mdmkit-cost-"));
const log = join(folder, "files");

type Step = { readonly name: string; readonly command: string; readonly directory: string };

const steps = manifest.scripts.check.split(" && ").flatMap(stepsOf);
const costs = steps.filter(({ name }) => name.includes(values.only ?? "")).map(measure);
printTable("CPU seconds per step", withTotal(costs));
const measured = measuredIn(log);
for (const kind of ["file", "test"] as const) {
  const rows = measured.filter((row) => row.kind === kind);
  if (rows.length > 0)
    printTable(`CPU seconds per ${kind}`, withTotal(rows).slice(0, Number(values.most) + 1));
}
rmSync(folder, { recursive: true });

function stepsOf(command: string): Step[] {
  const [, tasks] = /\bturbo run ([a-z: ]+) --/.exec(command) ?? [];
  if (tasks === undefined) return [{ name: command, command, directory: "" }];
  const { tasks: all } = planOf(tasks.split(" "));
  const sorted: TurboTask[] = [];
  const add = (task: TurboTask): void => {
    if (sorted.includes(task)) return;
    for (const id of task.dependencies) for (const other of all) if (other.taskId === id) add(other);
    sorted.push(task);
  };
  all.forEach(add);
  return sorted
    .filter((task) => task.command !== "<NONEXISTENT>")
    .map(({ taskId, task, directory }) => ({ name: taskId, command: `pnpm run ${task}`, directory }));
}

type TurboTask = {
  readonly taskId: string;
  readonly task: string;
  readonly command: string;
  readonly directory: string;
  readonly dependencies: readonly string[];
};

function planOf(tasks: readonly string[]): { tasks: readonly TurboTask[] } {
  return JSON.parse(
    execFileSync(join(BIN, "turbo"), ["run", ...tasks, "--dry=json"], {
      encoding: "utf8",
      cwd: ROOT,
      maxBuffer: MOST_OUTPUT,
    }),
  );
}

type Cost = { readonly name: string; readonly user: number; readonly system: number };

/** `times` of the shell has the processor time of all processes that the command waited for, which Node does not report. */
function measure({ name, command, directory }: Step): Cost {
  process.stderr.write(`${name}\n`);
  const { status, stdout, stderr } = spawnSync(
    "sh",
    ["-c", `(${command}) 1>&2; code=$?; times; exit $code`],
    {
      cwd: join(ROOT, directory),
      encoding: "utf8",
      maxBuffer: MOST_OUTPUT,
      env: {
        ...process.env,
        PATH: [BIN, process.env.PATH].join(delimiter),
        GOGC: "400",
        MDMKIT_TEST_COST: log,
      },
    },
  );
  if (status !== 0) {
    process.stderr.write(`${stderr}\n${name} failed.\n`);
    process.exitCode = 1;
  }
  const [user = 0, system = 0] = [...(stdout.split("\n")[1] ?? "").matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  );
  return { name, user, system };
}

/** What `measure-file.ts` wrote. */
function measuredIn(path: string): (Cost & { readonly kind: "file" | "test" })[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function withTotal(rows: readonly Cost[]): Record<string, string | number>[] {
  const sum = (of: (row: Cost) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const total = { name: "all", user: sum(({ user }) => user), system: sum(({ system }) => system) };
  return [total, ...rows.toSorted((one, other) => other.user + other.system - one.user - one.system)].map(
    ({ name, user, system }) => ({
      name,
      all: (user + system).toFixed(2),
      user: user.toFixed(2),
      system: system.toFixed(2),
    }),
  );
}
