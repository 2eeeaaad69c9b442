import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readTarballs } from "./tarballs.ts";

export const MANAGERS = ["npm", "pnpm", "yarn"] as const;
export type Manager = (typeof MANAGERS)[number];

/** How a manager is run, and how it is made to take our packages from tarballs wherever they are required. */
const INSTALL: Readonly<Record<Manager, { command: readonly string[]; override(files: object): object }>> = {
  npm: {
    command: ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"],
    override: (files) => ({ overrides: files }),
  },
  pnpm: {
    command: ["npx", "--yes", "pnpm@10.34.9", "install", "--silent", "--no-lockfile"],
    override: (files) => ({ pnpm: { overrides: files } }),
  },
  yarn: {
    command: ["npx", "--yes", "--package", "@yarnpkg/cli-dist@4.18.1", "yarn", "install"],
    // Yarn alone fails when an optional dependency is not in the registry; Vite 8.4 has such a one where the registry is a mirror.
    override: (files) => ({ resolutions: { ...files, "vite@npm:^6.0.0 || ^7.0.0 || ^8.0.0": "~8.3.8" } }),
  },
};

/** Yarn has a registry of its own unless it is given another; it takes npm's, as the other managers do. */
const yarnSettings = (folder: string): string => `nodeLinker: node-modules
enableTelemetry: false
enableImmutableInstalls: false
npmRegistryServer: ${run(["npm", "config", "get", "registry"], folder).trim()}
`;

/** A project in an empty folder that requires some of our packages, and others beside them. */
export function createProject(
  folder: string,
  {
    manager,
    beside,
    ours,
  }: { manager: Manager; beside: Readonly<Record<string, string>>; ours: readonly string[] },
): void {
  const tarballs = readTarballs();
  const { command, override } = INSTALL[manager];
  const own = Object.fromEntries(ours.map((name) => [name, tarballs[name] ?? missing(name)]));
  const manifest = { name: "consumer", private: true, type: "module", dependencies: { ...own, ...beside } };
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ ...manifest, ...override(tarballs) }, null, 2),
  );
  if (manager === "yarn") {
    writeFileSync(join(folder, ".yarnrc.yml"), yarnSettings(folder));
    writeFileSync(join(folder, "yarn.lock"), "");
  }
  run(command, folder);
  cpSync(join(import.meta.dirname, "../../programs"), join(folder, "src"), { recursive: true });
}

/** Runs a command in a project; what it printed is in the error when it fails. */
export function run([command = "", ...args]: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
      env: { ...process.env, NODE_OPTIONS: "", DO_NOT_TRACK: "1", NO_COLOR: "1" },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")}\n${stdout ?? ""}${stderr ?? ""}`.trim());
  }
}

function missing(name: string): never {
  throw new Error(`${name} is not packed. Run: pnpm consumers`);
}
