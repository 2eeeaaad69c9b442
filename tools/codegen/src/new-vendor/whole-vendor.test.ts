import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyRepository } from "../fixtures/copy-repository.ts";
import { runGenerate } from "../generate/run-generate.ts";
import { runVendorStatus } from "../vendor-status/run-vendor-status.ts";
import { hashFiles, listFiles } from "../workspace/files.ts";
import { runNewVendor } from "./run-new-vendor.ts";

const repository = join(import.meta.dirname, "../../../..");
const fixtures = join(import.meta.dirname, "../fixtures/new-vendor");

/** Real documents of vendors are beside the repository and never in it. */
const corpus = join(repository, "../shared/corpus");
const real = {
  "ninja-one": join(corpus, "ninjaone/public-api-2026-07.yaml"),
  "kandji-iru": join(corpus, "kandji/kandji-community-2025-08.openapi.json"),
  "graph-devices": join(corpus, "msgraph/DeviceManagement-2021-09.yml"),
};
const documents: Readonly<Record<string, string>> = {
  "acme-mdm": join(fixtures, "offset.yaml"),
  "pages-only": join(fixtures, "pages.yaml"),
  "basic-odd": join(fixtures, "basic.yaml"),
  least: join(fixtures, "least.json"),
  "without-devices": join(fixtures, "least.json"),
  "hosts-only": join(fixtures, "hosts.yaml"),
  links: join(fixtures, "links.yaml"),
  ...(existsSync(corpus) ? real : {}),
};
/** Transcriptions have no document to begin with. */
const ids = [...Object.keys(documents), "own-words"];

type Manifest = {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: object;
  readonly peerDependencies?: object;
};

let root: string;
/** What the command said of each. */
const created = new Map<string, Awaited<ReturnType<typeof command>>>();

async function create(id: string, document: string | undefined): Promise<void> {
  created.set(id, await command(id, ...(document ? ["--from", document] : ["--transcription"])));
  link(id);
}

/** All of them in one copy, so that one compiler and one test runner do for all. */
beforeAll(async () => {
  root = copyRepository();
  for (const id of ids) await create(id, documents[id]);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function command(...args: string[]) {
  const text = { out: "", error: "" };
  const collect = (name: keyof typeof text) => ({ write: (part: string) => (text[name] += part) });
  const now = () => new Date("2026-11-22T12:00:00Z");
  // Never linked: the copy shares the installed packages of this repository.
  const code = await runNewVendor([...args, "--no-install"], {
    cwd: root,
    out: collect("out"),
    error: collect("error"),
    now,
  });
  return { code, ...text };
}

/** What `pnpm install` does for a new package: there is nothing to download. */
function link(id: string): void {
  cpSync(join(root, "packages/applivery/node_modules"), join(root, "packages", id, "node_modules"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  for (const name of ["unified", "sandbox"]) {
    symlinkSync(`../../../${id}`, join(root, "packages", name, "node_modules/@mdmkit", id));
  }
}

/** The folders of a vendor that hold code. */
const foldersOf = (id: string): string[] =>
  [id, `unified/src/vendors/${id}`, `sandbox/src/vendors/${id}`].map((folder) => `packages/${folder}/`);

/** Where npm and the tools are scripts of its shell. */
const ON_WINDOWS = process.platform === "win32";

/** Runs a tool once, for all of the vendors; what it prints when it fails. */
function tool(name: string, ...args: string[]): string {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
  const bin = join(root, "node_modules/.bin", name);
  const { status, stdout, stderr } = spawnSync(bin, args, {
    cwd: root,
    encoding: "utf8",
    env,
    shell: ON_WINDOWS,
  });
  return status === 0 ? "" : stdout + stderr;
}

describe("pnpm new-vendor", { timeout: 120_000 }, () => {
  it.each(ids)("creates %s", (id) => {
    const out = expect.stringContaining(`${id}: `);
    expect(created.get(id)).toEqual({ code: 0, out, error: "" });
  });

  it("creates code that compiles", () => {
    // What is new, and what reads the list of drafts.
    const include = [...ids.flatMap(foldersOf), "packages/sandbox/src/*.ts"];
    const config = { extends: "./tools/tsconfig/base.json", compilerOptions: { types: ["node"] }, include };
    writeFileSync(join(root, "tsconfig.json"), JSON.stringify(config));
    expect(tool("tsc", "-p", "tsconfig.json", "--singleThreaded")).toBe("");
    rmSync(join(root, "tsconfig.json"));
  });

  it("creates files that are formatted and linted", () => {
    const made = ids.flatMap((id) => foldersOf(id));
    const manifests = ["sandbox", "unified"].map((name) => `packages/${name}/package.json`);
    const options = ["--vcs-enabled=false", "--error-on-warnings"];
    expect(tool("biome", "check", ...options, ...made, ...manifests)).toBe("");
  });

  it("creates tests that pass, including the conformance suite", () => {
    // One project in one worker, so that what they share is loaded once.
    const include = ids.flatMap(foldersOf).map((folder) => `${folder}**/*.test.ts`);
    const test = `{ ...shared.test, maxWorkers: 1, include: ${JSON.stringify(include)} }`;
    const config = `import shared from "./vitest.shared.ts";\nexport default { ...shared, test: ${test} };\n`;
    writeFileSync(join(root, "vitest.config.ts"), config);
    expect(tool("vitest", "run")).toBe("");
  });

  it("creates files that are up to date for pnpm generate", async () => {
    const error: string[] = [];
    const nowhere = { write: () => true };
    const into = { write: (text: string) => error.push(text) };
    const surroundings = { cwd: root, out: nowhere, error: into, now: () => new Date() };
    expect(await runGenerate(["--check", ...ids, "registry"], surroundings)).toBe(0);
    expect(error).toEqual([]);
  });

  it("guesses a list of devices only if it is paginated", () => {
    const guessed = ids.filter((id) =>
      existsSync(join(root, `packages/unified/src/vendors/${id}/devices/devices.ts`)),
    );
    const inCorpus = existsSync(corpus) ? ["ninja-one", "graph-devices"] : [];
    const made = ["acme-mdm", "pages-only", "basic-odd", "hosts-only", "links"];
    expect(guessed).toEqual([...made, ...inCorpus, "own-words"]);
  });

  it("does not register drafts", () => {
    const registry = readFileSync(join(root, "packages/unified/src/vendors/generated/registry.ts"), "utf8");
    for (const id of ids) expect(registry).not.toContain(id);
  });

  it("creates packages that are private, and that no published package depends on", () => {
    const manifests = readdirSync(join(root, "packages")).map((name) => {
      const text = readFileSync(join(root, "packages", name, "package.json"), "utf8");
      const manifest: Manifest = JSON.parse(text);
      return manifest;
    });
    const isPrivate = new Map(manifests.map((manifest) => [manifest.name, manifest.private === true]));
    for (const id of ids) expect(isPrivate.get(`@mdmkit/${id}`)).toBe(true);
    const needed = manifests
      .filter((manifest) => manifest.private !== true)
      .flatMap(({ dependencies, peerDependencies }) => Object.keys({ ...dependencies, ...peerDependencies }));
    expect(needed.filter((name) => isPrivate.get(name))).toEqual([]);
    const changesets = readdirSync(join(root, ".changeset")).map((name) => join(root, ".changeset", name));
    for (const file of changesets) {
      for (const id of ids) expect(readFileSync(file, "utf8")).not.toContain(`@mdmkit/${id}"`);
    }
  });

  it("leaves drafts out of the packages of all vendors", () => {
    const args = [
      "pack",
      "./packages/unified",
      "./packages/sandbox",
      "--dry-run",
      "--json",
      "--ignore-scripts",
    ];
    const { stdout } = spawnSync("npm", args, { cwd: root, encoding: "utf8", shell: ON_WINDOWS });
    const packed: { name: string; files: { path: string }[] }[] = JSON.parse(stdout);
    expect(packed.map(({ name }) => name)).toEqual(["@mdmkit/unified", "@mdmkit/sandbox"]);
    for (const { files } of packed) {
      const paths = files.map(({ path }) => path);
      expect(paths.some((path) => path.startsWith("src/vendors/jumpcloud/"))).toBe(true);
      expect(paths.filter((path) => ids.some((id) => path.includes(`vendors/${id}/`)))).toEqual([]);
      expect(paths.filter((path) => path.includes("vendors-and-drafts"))).toEqual([]);
    }
  });
});

describe("a second run", () => {
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const index = "packages/unified/src/vendors/growing/index.ts";
  const test = "packages/unified/src/vendors/growing/fixtures/vendor-test.ts";

  it("makes what the overlay has added, and keeps what was edited", async () => {
    await create("growing", documents.least);
    const overlay = join(root, "specs/growing/overlay.yaml");
    const schema = "{ type: object, properties: { id: { type: string } } }";
    const content = (of: string) => `content: { application/json: { schema: ${of} } }`;
    const added = [
      `  - target: $.paths['/orgs/{org}/things'].get.responses['200']`,
      `    description: Seen in an example.`,
      `    update: { ${content(`{ type: array, items: ${schema} }`)} }`,
      `  - target: $.paths`,
      `    description: Seen in an example.`,
      `    update: { '/things/{id}': { get: { operationId: getThing, responses: { '200': { description: ok, ${content(schema)} } } } } }`,
    ];
    writeFileSync(overlay, `${readFileSync(overlay, "utf8")}${added.join("\n")}\n`);
    writeFileSync(join(root, test), `${read(test)}// Edited.\n`);
    const devices = ["--devices", "list=getOrgsByOrgThings,get=getThing"];
    const { code, out, error } = await command("growing", ...devices);
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out).toContain("devices.paging  none: one response has all devices");
    expect(out).toContain("devices.scope   org of the path, an option of the account");
    expect(out).toContain(`Kept, because they were edited; compare them with the guesses:\n  ${test}\n`);
    expect(read(index)).toContain("devices: createDeviceReads(client, { org })");
    expect(read(test)).toContain("// Edited.");
    expect(read("specs/growing/source.yaml")).toContain("devices.scope: org of the path");
  });

  it("finds nothing to do, and changes nothing", async () => {
    const before = snapshot();
    expect((await command("least")).code).toBe(0);
    expect(snapshot()).toBe(before);
  });
});

/** A hash of everything that is ours. */
const snapshot = (): string => [readdirSync(root).join(), hashFiles(root, ownFiles())].join(" ");

/** When each of our files was last written, which takes a fraction of the time of their hash. */
function timesWritten(): string {
  const times = ownFiles().map((file) => `${file} ${statSync(join(root, file)).mtimeMs}`);
  return [...readdirSync(root), ...times].join("\n");
}

function ownFiles(): string[] {
  const folders = [
    "specs",
    ".changeset",
    ...readdirSync(join(root, "packages")).map((id) => `packages/${id}/src`),
  ];
  const files = folders.flatMap((folder) => listFiles(join(root, folder)).map((file) => `${folder}/${file}`));
  const manifests = readdirSync(join(root, "packages")).map((id) => `packages/${id}/package.json`);
  return [...files, ...manifests];
}

describe("a vendor that cannot be created", () => {
  const document = join(fixtures, "offset.yaml");

  it.each([
    [["Bad_Id", "--from", document], '"Bad_Id"  not a vendor id. Use lower-case words joined by hyphens.\n'],
    [["unified", "--from", document], "unified  the name is reserved. Use another id.\n"],
    [
      ["jumpcloud", "--from", document],
      "specs/jumpcloud  it already exists. Use another id, or remove it first.\n",
    ],
    [["newest", "--from", "/nowhere/api.yaml"], "the file cannot be read: ENOENT"],
    [["newest", "--from", join(repository, "README.md")], "README.md"],
    [["newest"], "newest  it has no document. Add --from with a URL or a file, or --transcription"],
    [[], "Usage: pnpm new-vendor"],
    [["newest", "--from", document, "--devices", "listDevices"], "--devices takes list="],
    [
      ["newest", "--from", document, "--devices", "list=listDevices,get=getNothing"],
      "--devices  getNothing is not in the document.",
    ],
    [["jumpcloud"], "specs/jumpcloud  it already exists. Use another id, or remove it first.\n"],
    [["least", "--from", document], "specs/least  it already exists. Leave out --from to go on with it;"],
    [["newest", "--form", document], "Unknown option '--form'"],
  ])("is reported in one line: %j", async (args, message) => {
    const before = timesWritten();
    const { code, out, error } = await command(...args);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(error).toContain(message);
    expect(timesWritten()).toBe(before);
  });

  it("leaves nothing behind if its files cannot be generated", async () => {
    const mapping = join(root, "packages/unified/src/mapping/complete.ts");
    const text = readFileSync(mapping, "utf8");
    writeFileSync(mapping, "export {};\n");
    const before = snapshot();
    const { code } = await command("newest", "--from", document);
    expect(code).toBe(1);
    expect(snapshot()).toBe(before);
    writeFileSync(mapping, text);
  });
});

describe("pnpm vendor-status", () => {
  function status(...args: string[]) {
    const text = { out: "", error: "" };
    const collect = (name: keyof typeof text) => ({ write: (part: string) => (text[name] += part) });
    return {
      code: runVendorStatus(args, { cwd: root, out: collect("out"), error: collect("error") }),
      ...text,
    };
  }

  it("lists the open points of drafts and passes", () => {
    const { code, out, error } = status();
    expect({ code, error }).toEqual({ code: 0, error: "" });
    for (const about of [
      "guess devices.paging",
      "fields undecided",
      "rate limit",
      "permissions",
      "Device.unlockToken",
    ]) {
      expect(out).toContain(about);
    }
    expect(out).toContain("no resource yet");
    expect(out).toMatch(/^complete: jumpcloud, /m);
  });

  it("fails for a vendor with open points that is not a draft", () => {
    const file = join(root, "specs/acme-mdm/source.yaml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("status: draft\n", ""));
    const { code, error } = status("acme-mdm");
    writeFileSync(file, text);
    expect(code).toBe(1);
    expect(error).toContain("acme-mdm is not a draft but has open points.");
    expect(error).toContain(
      "the package is still private, so it is not released: run pnpm generate registry",
    );
  });

  it("lists the known vendors for an unknown one", () => {
    expect(status("acne")).toMatchObject({
      code: 2,
      error: expect.stringContaining("Unknown vendor: acne"),
    });
  });
});
