import {
  type ApiOperation,
  type ApiParameter,
  type ApiResponse,
  type Body,
  successesOf,
} from "../read/api.ts";
import type { OpenApi } from "../read/openapi.ts";
import { type BodyPlan, planBody } from "./plan-body.ts";
import { type Complain, isCommaList, isStyled, planParameter, type WriterPlan } from "./plan-parameter.ts";
import { planQuerystring, type QuerystringPlan } from "./plan-querystring.ts";
import { planSequence, type SequencePlan } from "./plan-sequence.ts";
import { valueTypesOf } from "./value-types.ts";

/** How the requests of an operation are written and its responses are read, where that is not the runtime's default. */
export type OperationPlan = {
  /** All lists of the query are joined by commas. */
  readonly commas: boolean;
  readonly writers: readonly (readonly [parameter: ApiParameter, plan: WriterPlan])[];
  readonly hasCookies: boolean;
  /** How the whole query is written, if it is one value. */
  readonly querystring: QuerystringPlan | undefined;
  readonly body: BodyPlan | undefined;
  readonly accept: string | undefined;
  /** What a response is parsed as. */
  readonly response: "json" | "text" | "bytes" | SequencePlan;
};

/** Plans an operation from the document, with its references resolved. */
export function planOperation(
  document: OpenApi,
  operation: ApiOperation,
  complain: Complain = () => {},
): OperationPlan {
  const { parameters, body } = operation;
  const plans = parameters.filter(isStyled).map((parameter) => {
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
    querystring: planQuerystring(document, operation, complain),
    body: body && planBody(document, body, complain),
    accept: acceptOf(operation),
    response: responseOf(document, operation, complain),
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
function responseOf(
  document: OpenApi,
  operation: ApiOperation,
  complain: Complain,
): OperationPlan["response"] {
  const contents = successesOf(operation).filter(hasContent);
  const [sequence] = contents.flatMap((content) => planSequence(document, content, complain) ?? []);
  const formats = contents.map(({ format }) => format);
  if (formats.length === 0 || formats.includes("json")) return "json";
  if (sequence) return sequence;
  return formats.some((format) => format === "text" || format === "xml") ? "text" : "bytes";
}

function hasContent(response: ApiResponse): response is ApiResponse & Omit<Body, "required"> {
  return response.contentType !== undefined;
}
