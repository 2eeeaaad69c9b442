import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { printOpenPoints } from "../vendor-status/run-vendor-status.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { findRoot, layoutOf } from "../workspace/layout.ts";
import { formatProblem, ProblemError, problemAt } from "../workspace/problem.ts";
import { type CommandEnvironment, type Output, Terminal } from "../workspace/terminal.ts";
import { type Made, newProject, newVendor } from "./new-vendor.ts";
import type { NewProject, NewVendor } from "./new-vendor-call.ts";
import type { DeviceChoice } from "./plan/guess-devices.ts";

export const NEW_VENDOR_USAGE = `Usage: ${COMMAND} new-vendor <id> --from <url|file|-> [options]
       ${COMMAND} new-vendor <id> --transcription [--from <file>] [options]
       ${COMMAND} new-vendor <id> [options]     goes on with a draft: makes what is missing, keeps what you edited

  id               lower-case words joined by hyphens: acme-mdm. Folders, options and code are named after it
  --from           the vendor's document: Swagger 2.0 or OpenAPI 3, JSON or YAML; - reads it from standard input
  --transcription  the document may not be kept: begin one of your own, or take yours from --from
  --name           the product's name for people: "Acme MDM"
  --devices        list=<operation>,get=<operation>: what reads devices, where it is not guessed, or wrongly
  --no-install     leave linking the new packages to \`pnpm install\`

Afterwards \`${COMMAND} vendor-status <id>\` lists what is left to do.
`;

/** Runs the command and returns its exit code. */
export async function runNewVendor(args: readonly string[], environment: CommandEnvironment): Promise<0 | 1> {
  const { cwd, out, error, now } = environment;
  const call = readCall(args);
  if (typeof call === "string") {
    error.write(call);
    return 1;
  }
  const root = findRoot(cwd);
  const terminal = new Terminal({ out, error, ids: ["registry"] });
  using input = documentFrom(call.from);
  try {
    const today = now().toISOString().slice(0, 10);
    const project = { ...call, from: input.path, cwd, today, terminal };
    if (root === undefined) await createProject(project, out);
    else await createInRepository({ ...project, root }, call, out);
    return 0;
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw cause;
    const [first] = cause.problems.filter(({ severity }) => severity === "error");
    const others = cause.problems.filter(({ severity }) => severity === "error").length - 1;
    error.write(
      `${first ? formatProblem(first) : cause.message}${others > 0 ? ` And ${others} more: see \`${COMMAND} spec pull\`.` : ""}\n`,
    );
    return 1;
  }
}

async function createInRepository(vendor: NewVendor, { install: links }: Call, out: Output): Promise<void> {
  const { root, id } = vendor;
  if (layoutOf(root) === "standalone") {
    throw problemAt(
      "package.json",
      "this project has a vendor already",
      "Run the command in another folder.",
    );
  }
  report(await newVendor(vendor), out);
  if (links) install(root);
  out.write(
    `\nNext: pnpm typecheck, pnpm exec vitest run vendors/${id} packages/${id}, then the list below.\n\n`,
  );
  await printOpenPoints(root, [id], out);
}

async function createProject(project: NewProject, out: Output): Promise<void> {
  const { id, cwd } = project;
  report(await newProject(project), out);
  out.write(`\nNext: cd ${id}, npm install, npm test, then the list below.\n\n`);
  await printOpenPoints(join(cwd, id), [id], out);
}

type Call = Pick<NewProject, "id" | "from" | "isTranscription" | "product" | "devices"> & {
  readonly install: boolean;
};

function readCall(args: readonly string[]): Call | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      allowNegative: true,
      options: {
        from: { type: "string" },
        transcription: { type: "boolean", default: false },
        name: { type: "string" },
        devices: { type: "string" },
        install: { type: "boolean", default: true },
      },
    });
    const [id, ...more] = positionals;
    if (id === undefined || more.length > 0) return NEW_VENDOR_USAGE;
    const { from, name: product, install, transcription: isTranscription } = values;
    const devices = values.devices === undefined ? undefined : devicesIn(values.devices);
    if (devices === null) return `--devices takes list=<operation>,get=<operation>.\n\n${NEW_VENDOR_USAGE}`;
    return { id, from, isTranscription, product, devices, install };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${NEW_VENDOR_USAGE}`;
  }
}

/** `list=listDevices,get=getDevice`; null for anything else. */
function devicesIn(text: string): DeviceChoice | null {
  const [, list, get] = /^list=([^,=]+),get=([^,=]+)$/.exec(text) ?? [];
  return list && get ? { list, get } : null;
}

/** A path that can be read several times. Standard input is written to a temporary file. */
function documentFrom(from: string | undefined): { path: string | undefined } & Disposable {
  if (from !== "-") return { path: from, [Symbol.dispose]: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), "mdmkit-new-vendor-"));
  const path = join(folder, "standard-input");
  writeFileSync(path, readFileSync(0));
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

function report({ plan: { names, guesses }, kept }: Made, out: Output): void {
  out.write(
    `\n${names.product} is now a draft: ${names.type} in code, ${names.env}_… in environment variables. Guessed from its document:\n`,
  );
  const width = Math.max(...Object.keys(guesses).map((name) => name.length));
  for (const [name, guess] of Object.entries(guesses)) out.write(`  ${name.padEnd(width)}  ${guess}\n`);
  if (kept.length > 0) out.write("\nKept, because they were edited; compare them with the guesses:\n");
  for (const path of kept) out.write(`  ${path}\n`);
}

/** Links the new packages. They need no download. */
function install(root: string): void {
  const options = ["install", "--no-frozen-lockfile", "--prefer-offline", "--reporter=append-only"];
  const own = process.env.npm_execpath;
  const [command, args] = own?.includes("pnpm")
    ? [process.execPath, [own, ...options]]
    : ["npx", ["--yes", packageManager(root), ...options]];
  const shell = command === "npx" && process.platform === "win32";
  execFileSync(command, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"], shell });
}

function packageManager(root: string): string {
  const { packageManager }: { packageManager: string } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  return packageManager;
}
