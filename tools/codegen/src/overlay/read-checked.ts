import { checkApi, checkOperationIds } from "../lint/check-api.ts";
import { checkReferences } from "../lint/check-references.ts";
import { checkTypes } from "../lint/check-types.ts";
import { checkUnset } from "../lint/check-unset.ts";
import type { Api } from "../read/api.ts";
import { settleMediaTypes } from "../read/media-types.ts";
import { toOpenApi } from "../read/openapi.ts";
import { readApi } from "../read/read-api.ts";
import { splitDirections } from "../read/split-directions.ts";
import type { Spec } from "../workspace/discover.ts";
import type { Prepared } from "./prepare.ts";

/** Reads a prepared document, separates its requests and responses in place, and checks what generating needs and is not proven. */
export function readChecked(spec: Spec, prepared: Prepared): Api {
  const document = toOpenApi(prepared.parsed);
  settleMediaTypes(document);
  if (!prepared.isProven) {
    checkReferences(document, prepared);
    checkUnset(document, prepared);
    checkTypes(document, prepared);
  }
  splitDirections(document);
  const api = readApi({ ...prepared, document });
  if (prepared.isProven) return api;
  checkOperationIds(api, prepared);
  if (spec.kind !== "owned") checkApi(api, prepared);
  return api;
}
