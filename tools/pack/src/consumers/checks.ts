import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { AGENTS } from "./agents.ts";
import type { Check } from "./check.ts";
import { startFailingServer } from "./failing-server.ts";
import { createProject, MANAGERS, type Manager, run } from "./project.ts";
import { RUNTIMES, type Runtime } from "./runtimes.ts";

const VITESTS = ["3", "4", "5"];
const COMPILERS = { "5.9": "~5.9.3", "6": "^6.0.3", "7": "^7.0.2" };
const LIBRARY = ["@mdmkit/unified", "@mdmkit/sandbox"];

const installs = MANAGERS.flatMap((manager) =>
  VITESTS.map((vitest, at): Check => {
    const ajv = (MANAGERS.indexOf(manager) + at) % 2 === 0 ? "6" : "8";
    return {
      name: `install: ${manager}, Vitest ${vitest}, ajv ${ajv}, eslint`,
      run(folder) {
        // Vitest 5 requires it of its users; npm and pnpm add it by themselves.
        const vite: Readonly<Record<string, string>> = vitest === "5" ? { vite: "~8.3.8" } : {};
        const beside = { vitest: `^${vitest}.0.0`, ajv: `^${ajv}.0.0`, eslint: "*", ...vite };
        createProject(folder, { manager, beside, ours: LIBRARY });
        run([process.execPath, join(folder, "node_modules/vitest/vitest.mjs"), "run", "--root", "."], folder);
      },
    };
  }),
);

const SETTINGS = {
  compilerOptions: {
    target: "es2023",
    module: "nodenext",
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    declaration: true,
    composite: true,
    skipLibCheck: false,
    outDir: "out",
    rootDir: "src",
  },
  files: ["src/exported.ts"],
};

const compilations = (["npm", "pnpm"] as const).flatMap((manager: Manager) =>
  Object.entries(COMPILERS).map(
    ([version, range]): Check => ({
      name: `compile: ${manager}, TypeScript ${version}, composite, declarations, whole library`,
      run(folder) {
        const beside = { typescript: range, "@types/node": "24" };
        createProject(folder, { manager, beside, ours: LIBRARY });
        // With the declarations of browsers, and as most projects for Node without them.
        const lib = manager === "pnpm" ? { lib: ["es2023"] } : {};
        const compilerOptions = { ...SETTINGS.compilerOptions, ...lib };
        writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...SETTINGS, compilerOptions }));
        run([process.execPath, join(folder, "node_modules/typescript/bin/tsc"), "-p", "."], folder);
      },
    }),
  ),
);

/** What every runtime must do with a server that fails. Its own `differences` are those of the platform. */
const EXPECTED = {
  "read, 503 twice": { attempts: 3, code: "ok", outcome: null },
  "read, 503": { attempts: 4, code: "vendor-unavailable", outcome: null },
  "write, 503": { attempts: 1, code: "vendor-unavailable", outcome: "indeterminate" },
  "write, connection broken": { attempts: 1, code: "connection", outcome: "indeterminate" },
  "read, port closed": { attempts: 4, code: "connection", outcome: null },
  "write, port closed": { attempts: 4, code: "connection", outcome: "not-sent" },
};

const runs = RUNTIMES.map(
  (runtime): Check => ({
    name: `run: ${runtime.name}, same retries`,
    async run(folder) {
      createProject(folder, { manager: "npm", beside: runtime.packages, ours: ["@mdmkit/jumpcloud"] });
      const differences = differencesOf(await observe(runtime, folder), {
        ...EXPECTED,
        ...runtime.differences,
      });
      if (differences.length > 0) throw new Error(differences.join("\n"));
    },
  }),
);

export const CHECKS: readonly Check[] = [...installs, ...compilations, ...runs, ...AGENTS];

/** Asynchronously, since the server that it calls is in this process. */
async function runAside([command = "", ...args]: readonly string[], cwd: string): Promise<string> {
  const options = {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1" },
  } as const;
  const { stdout, stderr } = await promisify(execFile)(command, args, options);
  return `${stdout}${stderr}`;
}

async function observe(runtime: Runtime, folder: string): Promise<Readonly<Record<string, unknown>>> {
  const server = await startFailingServer();
  try {
    const [command = "", ...args] = runtime.command(folder, server.origin, server.closed);
    const printed = await runAside([command, ...args], folder);
    return JSON.parse(printed.split("\n").find((line) => line.includes('{"read')) ?? printed);
  } finally {
    server.stop();
  }
}

function differencesOf(observed: Readonly<Record<string, unknown>>, all: object): string[] {
  return Object.entries(all).flatMap(([name, expected]) => {
    const [was, is] = [JSON.stringify(observed[name]), JSON.stringify(expected)];
    return was === is ? [] : [`${name}: ${was}, expected ${is}`];
  });
}
