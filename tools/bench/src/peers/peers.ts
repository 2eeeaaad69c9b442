import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The client of another unified API, as it is on npm. */
export type Peer = {
  readonly id: string;
  readonly name: string;
  readonly package: string;
  /** Pinned, so that results can be compared. */
  readonly version: string;
  /** What its list has: only one of them knows devices. */
  readonly lists: string;
};

export const PEERS: readonly Peer[] = [
  peer("unified-to", "Unified.to", "@unified-api/typescript-sdk@2.85.49", "devices"),
  peer("merge", "Merge", "@mergeapi/merge-node-client@4.0.4", "employees"),
  peer("apideck", "Apideck", "@apideck/unify@0.52.2", "employees"),
  peer("stackone", "StackOne", "@stackone/stackone-client-ts@4.28.0", "employees"),
];

function peer(id: string, name: string, specifier: string, lists: string): Peer {
  const at = specifier.lastIndexOf("@");
  return { id, name, package: specifier.slice(0, at), version: specifier.slice(at + 1), lists };
}

const FOLDER = join(import.meta.dirname, "../../.cache/peers");

/**
 * Installs the peers from the registry into a folder that git ignores, without their scripts and once; each time with the programs that call
 * them. What a program exports is `connect(url)`, which returns a function that reads a page.
 */
export function installPeers(): (peer: Peer) => string {
  const versions = Object.fromEntries(PEERS.map(({ package: name, version }) => [name, version]));
  const isInstalled = PEERS.every(({ package: name }) => existsSync(join(FOLDER, "node_modules", name)));
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "package.json"), JSON.stringify({ type: "module", dependencies: versions }));
  if (!isInstalled) {
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync("npm", ["install", ...quiet], { cwd: FOLDER, stdio: "inherit" });
  }
  cpSync(join(import.meta.dirname, "clients"), join(FOLDER, "clients"), { recursive: true });
  return ({ id }) => join(FOLDER, "clients", `${id}.js`);
}
