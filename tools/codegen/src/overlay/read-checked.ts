import { checkApi, checkOperationIds } from "../lint/check-api.ts";
import { checkReferences } from "../lint/check-references.ts";
import { checkTypes } from "../lint/check-types.ts";
import { checkUnset } from "../lint/check-unset.ts";
import type { Api } from "../read/api.ts";
import { settleMediaTypes } from "../read/media-types.ts";
import { toOpenApi } from "../read/openapi.ts";
import { nodesOf } from "../read/openapi-nodes.ts";
import { readApi } from "../read/read-api.ts";
import { splitDirections } from "../read/split-directions.ts";
import type { Spec } from "../workspace/discover.ts";
import { openapiBytes } from "./openapi-bytes.ts";
import type { Prepared } from "./prepare.ts";

/** All that the generators need of a spec, with the bytes of its `openapi.json`. */
export type ReadSpec = { readonly prepared: Prepared; readonly openapi: Buffer; readonly api: Api };

/** Reads a prepared document as `readChecked` does, for the generators. */
export function readSpec(spec: Spec, prepared: Prepared): ReadSpec {
  const openapi = openapiBytes(prepared);
  return { prepared, openapi, api: readChecked(spec, prepared) };
}

/** Reads a prepared document, separates its requests and responses in place, and checks what generating needs and is not proven. */
export function readChecked(spec: Spec, prepared: Prepared): Api {
  const document = toOpenApi(prepared.parsed);
  settleMediaTypes(document);
  if (!prepared.isProven) {
    const context = { ...prepared, nodes: nodesOf(document) };
    checkReferences(document, context);
    checkUnset(document, context);
    checkTypes(document, context);
  }
  splitDirections(document);
  const api = readApi({ ...prepared, document });
  if (prepared.isProven) return api;
  checkOperationIds(api, prepared);
  if (spec.kind !== "owned") checkApi(api, prepared);
  return api;
}
