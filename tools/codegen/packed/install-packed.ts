import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");
const OURS = "@mdmkit/";

/** The packages of this repository by name, with their folders. */
function workspacePackages(): Map<string, string> {
  const folders = ["packages", "tools"].flatMap((parent) =>
    readdirSync(join(ROOT, parent)).map((name) => join(ROOT, parent, name)),
  );
  return new Map(folders.map((folder) => [readManifest(folder).name, folder]));
}

type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly bin?: Readonly<Record<string, string>> | string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/**
 * Installs into a folder what its package.json requires, as `npm install` does once everything is published: our packages
 * from the tarballs that would be published, and others from what this repository has installed. Nothing is downloaded.
 */
export class PackedRegistry {
  readonly #packages = workspacePackages();
  readonly #folder = mkdtempSync(join(tmpdir(), "mdmkit-packed-"));

  get folder(): string {
    return this.#folder;
  }

  install(project: string): void {
    const { dependencies, devDependencies } = readManifest(project);
    const names = Object.keys({ ...dependencies, ...devDependencies });
    const modules = join(project, "node_modules");
    for (const name of names) this.#add(name, { modules, from: join(ROOT, "tools/codegen") });
  }

  /** Adds a package, and its own dependencies: ours beside it, others below it. */
  #add(name: string, { modules, from }: { modules: string; from: string }): void {
    const target = join(modules, name);
    const source = this.#packages.get(name);
    mkdirSync(dirname(target), { recursive: true });
    if (!source || !name.startsWith(OURS)) {
      const installed = realpathSync(join(from, "node_modules", name));
      symlink(installed, target);
      linkBins(installed, modules);
      return;
    }
    if (existsIn(modules, name)) return;
    mkdirSync(target);
    execFileSync("tar", ["-xzf", tarballOf(readManifest(source)), "--strip-components=1", "-C", target]);
    for (const dependency of Object.keys(readManifest(target).dependencies ?? {})) {
      const isOurs = this.#packages.has(dependency);
      this.#add(dependency, { modules: isOurs ? modules : join(target, "node_modules"), from: source });
    }
    linkBins(target, modules);
  }
}

/** What `package` leaves of a package, named as `pnpm pack` does. */
function tarballOf({ name, version }: Manifest): string {
  const file = join(ROOT, ".cache/packages", `${name.replace("@", "").replace("/", "-")}-${version}.tgz`);
  if (!existsSync(file))
    throw new Error(`${file} is missing: run pnpm exec turbo run packed, which makes it.`);
  return file;
}

function existsIn(modules: string, name: string): boolean {
  try {
    return readManifest(join(modules, name)).name === name;
  } catch {
    return false;
  }
}

function symlink(target: string, path: string): void {
  try {
    symlinkSync(target, path, "junction");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}

/** As npm does: Windows runs no file by its first line. */
function linkBin(target: string, path: string): void {
  if (process.platform === "win32") writeFileSync(`${path}.cmd`, `@"${process.execPath}" "${target}" %*\r\n`);
  else symlink(target, path);
}

function linkBins(folder: string, modules: string): void {
  const { name, bin = {} } = readManifest(folder);
  const bins = typeof bin === "string" ? { [name.replace(/^@[^/]+\//, "")]: bin } : bin;
  for (const [command, path] of Object.entries(bins)) {
    mkdirSync(join(modules, ".bin"), { recursive: true });
    linkBin(join(folder, path), join(modules, ".bin", command));
  }
}
