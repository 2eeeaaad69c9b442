import { readFile } from "node:fs/promises";
import { compareModels } from "./compare-models.ts";

const USAGE = `Usage: pnpm apple-models <file or https address>...

Compares packages/unified/src/mapping/apple-models.ts with public lists in JSON, such as
  data/models/sources/macos_devices.json of github.com/macadmins/sofa
  deviceFiles/Mac*/*.json of github.com/littlebyteorg/appledb
  mac-device-identifiers.json of github.com/kyle-seongwoo-jun/apple-device-identifiers
Exits with 1 if the table lacks an identifier or has another form factor.`;

const isHelp = process.argv.slice(2).some((word) => word === "--help" || word === "-h");
const places = isHelp ? [] : process.argv.slice(2);
if (isHelp) console.log(USAGE);
else if (places.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
}

const lists: unknown[] = [];
for (const place of places) lists.push(JSON.parse(await read(place)));
if (lists.length > 0) report(compareModels(lists));

async function read(place: string): Promise<string> {
  if (!place.startsWith("https://")) return readFile(place, "utf8");
  const response = await fetch(place);
  if (!response.ok)
    throw new Error(`${place} returned ${response.status}. Download the list and pass the file.`);
  return response.text();
}

function report({ compared, unknown, different }: ReturnType<typeof compareModels>): void {
  for (const line of unknown) console.log(`missing    ${line}`);
  for (const line of different) console.log(`different  ${line}`);
  console.log(`${compared} identifiers compared, ${unknown.length} missing, ${different.length} different`);
  if (unknown.length + different.length > 0) process.exitCode = 1;
  if (compared > 0) return;
  console.error("The lists contain no names beside model identifiers.");
  process.exitCode = 2;
}
