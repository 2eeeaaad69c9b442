import { schemas } from "@mdmkit/unified/schemas";
import { keyOf } from "../../emit/print.ts";
import { openapiBytes } from "../../overlay/openapi-bytes.ts";
import { prepare } from "../../overlay/prepare.ts";
import type { Api, ApiOperation } from "../../read/api.ts";
import { parseOpenApi, resolve, type Schema, type SchemaObject } from "../../read/openapi.ts";
import { readApi } from "../../read/read-api.ts";
import type { Spec } from "../../workspace/discover.ts";
import { problemAt } from "../../workspace/problem.ts";
import { hasExclusiveParts } from "./exclusive-parts.ts";
import { defaultServer, guessAccess } from "./guess-access.ts";
import { type DeviceChoice, type DeviceResult, guessDevices } from "./guess-devices.ts";
import type { LinkedPaging, PagingGuess } from "./guess-paging.ts";
import { guessCheck, isRead, needs } from "./guess-reads.ts";
import { nameOf, renamedIn } from "./name-operation.ts";
import type { Names } from "./names.ts";
import type { Plan } from "./plan.ts";

/** Plans the files of a new vendor from a pulled document. */
export async function planVendor(names: Names, spec: Spec, choice?: DeviceChoice): Promise<Plan> {
  const prepared = await prepare(spec);
  const openapi = openapiBytes(prepared).toString();
  const document = parseOpenApi(openapi);
  const api = readApi({ ...prepared, document });
  prepared.problems.throwIfErrors();
  const probed = api.operations.find(isRead) ?? api.operations[0];
  if (!probed) throw problemAt("the document", "it has no operation", "Pass the document of an API.");
  const { access, why } = guessAccess(JSON.parse(openapi));
  const check = guessCheck(api);
  const result = guessDevices(api, choice);
  if (choice && !result.devices)
    throw problemAt("--devices", result.why, "Name two operations of the document that read devices.");
  const servers = (document.servers ?? []).map(({ url }) => url);
  const server = defaultServer(servers);
  const probe = check ?? probed;
  return {
    names,
    layout: spec.layout,
    access,
    server,
    serverPattern:
      server === undefined
        ? servers.find((url) => /^https:[\w:/.-]*[{<][\w:/.{}<>-]+$/.test(url))
        : undefined,
    isTranscription: spec.kind === "vendor",
    hasExclusiveParts: hasExclusiveParts(document),
    basePath: basePathOf(api.servers[0]),
    check: check && nameOf(api, check),
    devices: result.devices,
    fields: deviceFields(),
    renamed: renamedIn(api, [probe, ...devicePaths(api, result)]),
    probe: { operation: nameOf(api, probe), path: probe.path, input: inputOf(api, probe) },
    guesses: guessesOf({
      access: why,
      server,
      check: check && nameOf(api, check),
      result,
      isTranscription: spec.kind === "vendor",
    }),
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

/** The operations that read devices. */
function devicePaths(api: Api, { devices }: DeviceResult): ApiOperation[] {
  const names = [devices?.list, devices?.get];
  return api.operations.filter((operation) => names.includes(nameOf(api, operation)));
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
  readonly check: string | undefined;
  readonly result: DeviceResult;
  readonly isTranscription: boolean;
};

/** A sentence for each guess, and for each missing one. */
function guessesOf({ access, server, check, result, isTranscription }: Found): Record<string, string> {
  const { devices } = result;
  return {
    ...(!isTranscription && { license: "whether the license allows to keep the document" }),
    credentials: access,
    host: server ?? "differs by customer, so the base URL is an option",
    check: check
      ? `${check}, since it has no required parameters`
      : "none, since every operation has required parameters",
    ...(devices
      ? {
          "devices.list": `${devices.list}, records in ${devices.items ?? "the response itself"}`,
          "devices.paging": pagingWords(devices.paging),
          ...(devices.scope.length > 0 && {
            "devices.scope": `${devices.scope.map(({ name }) => name).join(" and ")} of the path, an option of the account`,
          }),
          "devices.get": `${devices.get}, the record in ${devices.record ?? "the response itself"}`,
          "devices.id": `${devices.id}, and ids are stable`,
        }
      : { devices: `none: ${result.devices ? "" : result.why}` }),
  };
}

function linkWords({ position, isDeclared, next, last }: LinkedPaging): string {
  if (next === undefined) return `${position} with ${last} of the last record`;
  return `${next} of the response${isDeclared ? `, or ${position}` : ""}`;
}

function pagingWords(paging: NonNullable<Plan["devices"]>["paging"]): string {
  if (!paging) return "none: one response has all devices";
  const { limit, max, total } = paging;
  const size =
    limit === undefined ? "no page size" : `${limit} up to ${max ?? "100 (no documented maximum)"}`;
  return `${placeWords(paging)}, ${size}, ${total ? `total in ${total}` : "no total"}; stable order`;
}

function placeWords(paging: PagingGuess): string {
  if (paging.style === "cursor") return linkWords(paging);
  return paging.style === "page"
    ? `${paging.position} from ${paging.firstPage}`
    : `${paging.position} in records`;
}
