import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fieldsOf, type MapperLineage, type VendorLineage } from "../impact/lineage.ts";
import { readLineage } from "../impact/read-lineage.ts";
import { type ResponseSchemas, readResponseSchemas } from "../lineage/response-schemas.ts";
import { listFiles } from "../workspace/files.ts";
import type { OpenPoint } from "./document-points.ts";

type Vendor = { readonly root: string; readonly id: string; readonly adapter: string };

/** Types whose default cannot be distinguished from a statement: false, 0, -1. */
const MEASURED = new Set(["boolean", "integer", "number"]);

const ID = /(^|\.)id$|Id$/;

/** Properties without an annotation of unset values, and generated code that the adapter does not hand on. */
export function unsetPoints({ root, id, adapter }: Vendor): OpenPoint[] {
  const document = join(root, `specs/${id}/openapi.json`);
  const lineage = existsSync(document) ? readLineage(root, id) : undefined;
  if (!lineage) return [];
  return [...decisionPoints(lineage, readResponseSchemas(document)), ...handedOnPoints(join(root, adapter))];
}

function decisionPoints(lineage: VendorLineage, responses: ResponseSchemas): OpenPoint[] {
  const open = Object.entries(lineage.resources).flatMap(([resource, mappers]) =>
    mappers.flatMap((mapper) => undecided(resource, mapper, responses)),
  );
  if (open.length === 0) return [];
  const shown = open.slice(0, 4).join(", ");
  return [
    {
      about: "unset values",
      text: `${open.length} booleans and numbers that mappers read have no x-mdmkit-unset: ${shown}${open.length > 4 ? " …" : ""}`,
    },
  ];
}

function undecided(resource: string, mapper: MapperLineage, responses: ResponseSchemas): string[] {
  const fields = fieldsOf({ resources: { [resource]: [mapper] }, writes: {} });
  const sources = fields.flatMap(({ sources: { list, get } }) => [...list, ...get]);
  const measured = sources.filter(({ operation, path }) =>
    responses.typesAt(operation, path).some((type) => MEASURED.has(type)),
  );
  const open = measured.filter(({ property }) => !ID.test(property) && !(property in (mapper.unset ?? {})));
  return [...new Set(open.map(({ property }) => `${resource} ${property}`))].sort();
}

/** The engine hides unset values only where the adapter hands on the code that does. */
function handedOnPoints(folder: string): OpenPoint[] {
  const generated = join(folder, "generated/api/unset.ts");
  const names = existsSync(generated)
    ? [...readFileSync(generated, "utf8").matchAll(/export function (\w+)/g)].map(([, name = ""]) => name)
    : [];
  const sources = listFiles(folder).filter((file) => file.endsWith(".ts") && !file.startsWith("generated/"));
  const text = sources.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
  return names
    .filter((name) => !text.includes(name))
    .map((name) => ({
      about: "unset values",
      text: `no resource of the adapter hands on \`${name}\` as \`unset\``,
    }));
}
