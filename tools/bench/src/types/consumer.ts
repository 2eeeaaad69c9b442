import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Calls as a program makes them; a longer program repeats them. */
const CALLS = [
  'for await (const device of mdm.devices.list({ platform: "macos" })) console.log(device.serial_number);',
  'console.log((await mdm.devices.get("id")).remote_data?.fde?.active);',
  "console.log((await mdm.users.list().toArray()).map(({ emails }) => emails));",
  'console.log((await mdm.devices.lock("id", { pin: "123456", confirm: "serial" })).status);',
  'console.log((await mdm.devices.update("id", { name: "Reception" })).name);',
];

const SETTINGS = {
  compilerOptions: {
    target: "es2023",
    module: "nodenext",
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  },
  files: ["consumer.ts"],
};

/** A program: so many calls, or an empty file. With `lib`, without the declarations of browsers. */
export type Consumer = { readonly calls: number | undefined; readonly lib?: readonly string[] };

/** Writes a consumer of the built packages. */
export function writeConsumer(folder: string, { calls, lib }: Consumer): string {
  const project = join(folder, [calls ?? "empty", ...(lib ?? [])].join("-"));
  mkdirSync(project);
  symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), join(project, "node_modules"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
  const compilerOptions = { ...SETTINGS.compilerOptions, ...(lib && { lib }) };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ ...SETTINGS, compilerOptions }));
  const functions = Array.from(
    { length: calls ?? 0 },
    (_, at) => `export async function call${at}() {\n  ${CALLS[at % CALLS.length]}\n}`,
  );
  const text = calls === undefined ? "export {};\n" : [PREAMBLE, ...functions, ""].join("\n\n");
  writeFileSync(join(project, "consumer.ts"), text);
  return project;
}

const PREAMBLE = `import { connect } from "@mdmkit/unified";
import { jumpcloud } from "@mdmkit/unified/vendors/jumpcloud";

export const mdm = connect(jumpcloud({ apiKey: "k" }));`;
