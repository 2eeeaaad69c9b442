import { schemas } from "@mdmkit/unified/schemas";
import { keyOf } from "../../emit/print.ts";
import { prepare } from "../../overlay/prepare.ts";
import type { Api, ApiOperation } from "../../read/api.ts";
import { parseOpenApi, resolve, type Schema, type SchemaObject } from "../../read/openapi.ts";
import { readApi } from "../../read/read-api.ts";
import type { Spec } from "../../workspace/discover.ts";
import { problemAt } from "../../workspace/problem.ts";
import { defaultServer, guessAccess } from "./guess-access.ts";
import { type DeviceResult, guessDevices } from "./guess-devices.ts";
import { guessCheck, isPlainRead, needs } from "./guess-reads.ts";
import type { Names } from "./names.ts";
import type { Plan } from "./plan.ts";

/** Plans the files of a new vendor from a pulled document. */
export async function planVendor(names: Names, spec: Spec): Promise<Plan> {
  const prepared = await prepare(spec);
  const document = parseOpenApi(prepared.openapi);
  const api = readApi({ ...prepared, document });
  prepared.problems.throwIfErrors();
  const probed =
    api.operations.find(isPlainRead) ?? api.operations.find(({ id }) => /^[A-Za-z_]\w*$/.test(id));
  if (!probed) throw problemAt("the document", "it has no operation", "Pass the document of an API.");
  const { access, why } = guessAccess(JSON.parse(prepared.openapi));
  const check = guessCheck(api);
  const result = guessDevices(api);
  const server = defaultServer(api.servers);
  const probe = check ?? probed;
  return {
    names,
    layout: spec.layout,
    access,
    server,
    basePath: basePathOf(api.servers[0]),
    check: check?.id,
    devices: result.devices,
    fields: deviceFields(),
    probe: { operation: probe.id, input: inputOf(api, probe) },
    guesses: guessesOf({ access: why, server, check, result }),
  };
}

function basePathOf(server: string | undefined): string {
  const path = /^(?:[a-z]+:\/\/[^/]*)?(\/.*)?$/i.exec(server ?? "")?.[1] ?? "";
  return /[{}<>]/.test(path) ? "" : path.replace(/\/+$/, "");
}

function deviceFields(): string[] {
  const { Device } = schemas;
  return Object.keys(typeof Device === "object" ? Object(Device.properties) : {});
}

/** Source text of an input with sample values. */
function inputOf({ document }: Api, operation: ApiOperation): string {
  const parts = (["path", "query"] as const).flatMap((place) => {
    const given = needs(operation).filter((parameter) => parameter.in === place);
    const values = given.map(({ name, schema }) => `${keyOf(name)}: ${literalFor(document, schema)}`);
    return values.length > 0 ? [`${place}: { ${values.join(", ")} }`] : [];
  });
  const body = operation.body?.required ? ["body: {}"] : [];
  const all = [...parts, ...body];
  return all.length > 0 ? `{ ${all.join(", ")} }` : "";
}

function literalFor(document: Api["document"], schema: Schema | undefined): string {
  const target = typeof schema === "object" ? resolve<SchemaObject>(document, schema) : {};
  const [choice] = Array.isArray(target.enum) ? target.enum : [];
  if (choice !== undefined) return JSON.stringify(choice);
  const [type] = [target.type].flat();
  if (type === "array") return "[]";
  if (type === "boolean") return "true";
  return type === "integer" || type === "number" ? "1" : '"x"';
}

type Found = {
  readonly access: string;
  readonly server: string | undefined;
  readonly check: ApiOperation | undefined;
  readonly result: DeviceResult;
};

/** A sentence for each guess, and for each missing one. */
function guessesOf({ access, server, check, result }: Found): Record<string, string> {
  const { devices } = result;
  return {
    license: "whether the license allows to keep the document",
    credentials: access,
    host: server ?? "differs by customer, so the base URL is an option",
    check: check
      ? `${check.id}, since it has no required parameters`
      : "none, since every operation has required parameters",
    ...(devices
      ? {
          "devices.list": `${devices.list}, records in ${devices.items ?? "the response itself"}`,
          "devices.paging": pagingWords(devices.paging),
          "devices.get": `${devices.get}, the record in ${devices.record ?? "the response itself"}`,
          "devices.id": `${devices.id}, and ids are stable`,
        }
      : { devices: `none: ${result.devices ? "" : result.why}` }),
  };
}

function pagingWords({
  style,
  limit,
  position,
  firstPage,
  max,
  total,
}: NonNullable<Plan["devices"]>["paging"]): string {
  const from = style === "page" ? `${position} from ${firstPage}` : `${position} in records`;
  return `${from}, ${limit} up to ${max ?? "100 (no documented maximum)"}, ${total ? `total in ${total}` : "no total"}; stable order`;
}
