import { type ApiOperation, type ApiParameter, successesOf } from "../read/api.ts";
import type { OpenApi } from "../read/openapi.ts";
import { type BodyPlan, planBody } from "./plan-body.ts";
import { type Complain, isCommaList, planParameter, type WriterPlan } from "./plan-parameter.ts";
import { valueTypesOf } from "./value-types.ts";

/** How the requests of an operation are written and its responses are read, where that is not the runtime's default. */
export type OperationPlan = {
  /** All lists of the query are joined by commas. */
  readonly commas: boolean;
  readonly writers: readonly (readonly [parameter: ApiParameter, plan: WriterPlan])[];
  readonly hasCookies: boolean;
  readonly body: BodyPlan | undefined;
  readonly accept: string | undefined;
  /** What a response is parsed as. */
  readonly response: "json" | "text" | "bytes";
};

/** Plans an operation from the document, with its references resolved. */
export function planOperation(
  document: OpenApi,
  operation: ApiOperation,
  complain: Complain = () => {},
): OperationPlan {
  const { parameters, body } = operation;
  const plans = parameters.map((parameter) => {
    const plan = planParameter(document, parameter, complain);
    const types = valueTypesOf(document, parameter.schema);
    const isQuery = parameter.in === "query";
    const commas = isQuery && isCommaList(plan, types);
    return { parameter, plan, commas, isRepeated: isQuery && !plan && types.has("array") };
  });
  const commas = plans.some((one) => one.commas) && !plans.some((one) => one.isRepeated);
  return {
    commas,
    writers: plans.flatMap(({ parameter, plan, commas: isCommas }) =>
      plan && !(commas && isCommas) ? [[parameter, plan] as const] : [],
    ),
    hasCookies: parameters.some((parameter) => parameter.in === "cookie"),
    body: body && planBody(document, body, complain),
    accept: acceptOf(operation),
    response: responseOf(operation),
  };
}

/** The media types of the successes, where they are not plain JSON. */
function acceptOf(operation: ApiOperation): string | undefined {
  const types = successesOf(operation).flatMap(({ contentType }) => contentType ?? []);
  const distinct = [...new Set(types.map((type) => (type.includes("*") ? "application/json" : type)))];
  return distinct.every((type) => /^application\/json(;\s*charset=[^;]*)?$/i.test(type))
    ? undefined
    : distinct.join(", ");
}

/** An operation that has JSON among its successes is read as that. */
function responseOf(operation: ApiOperation): OperationPlan["response"] {
  const formats = successesOf(operation).flatMap(({ format }) => format ?? []);
  if (formats.length === 0 || formats.includes("json")) return "json";
  return formats.some((format) => format === "text" || format === "xml") ? "text" : "bytes";
}
