import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The packages of each shard of `pnpm check`; the last one has the rest. */
const SHARDS = [/^packages\/(gateway|cli|mcp)\//, /^tools\//, /^/];

/**
 * A worker that runs the files of some packages only loads, compiles and keeps in memory nothing of the others, which takes a sixth of the
 * processor time. So `--shard` of as many shards goes by package.
 *
 * Runs the files first that start processes, or whose sources do. To start one takes 35 ms of processor time for each GB of the worker,
 * and workers grow to several GB.
 */
export class ProcessesFirst extends BaseSequencer {
  readonly #reaches = new Map<string, boolean>();

  override async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root, shard } = this.ctx.config;
    if (shard?.count !== SHARDS.length) return super.shard(files);
    const shardOf = ({ moduleId }: TestSpecification): number => {
      const path = relative(root, moduleId).split(sep).join("/");
      return SHARDS.findIndex((packages) => packages.test(path)) + 1;
    };
    return files.filter((file) => shardOf(file) === shard.index);
  }

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isFirst = ({ moduleId }: TestSpecification): boolean => this.#reachesProcesses(moduleId);
    return [...sorted.filter(isFirst), ...sorted.filter((file) => !isFirst(file))];
  }

  /** Whether a file, or one that it imports by its path, imports `node:child_process`. */
  #reachesProcesses(path: string): boolean {
    const known = this.#reaches.get(path);
    if (known !== undefined || !existsSync(path)) return known ?? false;
    this.#reaches.set(path, false); // files that import each other end here
    const text = readFileSync(path, "utf8");
    const reaches =
      text.includes('"node:child_process"') ||
      [...text.matchAll(/from "(\.[^"]+\.ts)"/g)].some(([, file = ""]) =>
        this.#reachesProcesses(join(dirname(path), file)),
      );
    this.#reaches.set(path, reaches);
    return reaches;
  }
}
