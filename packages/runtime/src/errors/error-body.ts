import { isRecord } from "./is-record.ts";

const LIMIT = 65_536; // bytes of an error body that are read, and characters of what it says
const NAME_LIMIT = 100; // characters of the name of a field, which each of its texts repeats
const MESSAGES = [
  "message",
  "errorMessage",
  "error_description",
  "description",
  "detail",
  "reason",
  "title",
  "error",
];
const CODES = ["status", "resultCode", "code", "error"];
const REQUEST_IDS = ["request_id", "incidentId", "uuid"];

const CODE = /^[\w.:-]{1,64}$/;
const REQUEST_ID = /^[\x21-\x7e]{1,128}$/;

type ErrorBody = {
  vendorMessage?: string | undefined;
  vendorCode?: string | undefined;
  /** What the body calls the request; most vendors have that in a header. */
  requestId?: string | undefined;
};

/** The messages, code and request id in an error body: JSON of the usual shapes, text, or nothing. */
export async function readErrorBody(response: Response): Promise<ErrorBody> {
  const text = await limitedText(response);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { vendorMessage: text || undefined };
  }
  const pick = (sources: readonly unknown[], keys: readonly string[], pattern: RegExp) =>
    sources
      .filter(isRecord)
      .flatMap((source) => keys.map((key) => source[key]))
      .filter((value) => typeof value === "string" || typeof value === "number")
      .map(String)
      .find((value) => pattern.test(value) && value !== `${response.status}`);
  const textOf = (problem: Problem) => {
    if (typeof problem === "string") return problem;
    const said = pick([problem], MESSAGES, /./);
    return said && typeof problem.field === "string" ? `${problem.field}: ${said}` : said;
  };
  const own = isRecord(body) ? [body, body.error] : [];
  const problems = problemsIn(body);
  const said = new Set([pick(own, MESSAGES, /./), ...problems.map(textOf)].filter(Boolean));
  return {
    vendorMessage: [...said].join("; ").slice(0, LIMIT) || undefined,
    vendorCode: pick([...own, ...problems], CODES, CODE),
    requestId: pick(own, REQUEST_IDS, REQUEST_ID),
  };
}

type Problem = Record<string, unknown> | string;

/** Lists whose texts are about no field. */
const UNNAMED = ["errors", "details", "message"];

/**
 * Problems that are listed one by one, in which a vendor may say more than in its message: in the lists of the body, of its error
 * as in `error: { details: […] }`, or by kind as in `errors: { fieldErrors: […] }`; texts with the field that they are about.
 */
function problemsIn(body: unknown): Problem[] {
  const places = isRecord(body) ? [body, body.errors, body.error] : [{ errors: [body].flat() }];
  const lists = places.filter(isRecord).flatMap((place) => Object.entries(place));
  return lists.flatMap(([name, list]) =>
    (Array.isArray(list) ? list : []).flatMap((one: unknown): Problem[] => {
      if (typeof one === "string")
        return [UNNAMED.includes(name) ? one : `${name.slice(0, NAME_LIMIT)}: ${one}`];
      return isRecord(one) ? [one] : [];
    }),
  );
}

async function limitedText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let size = 0; reader && size < LIMIT; ) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // The status is known; whatever is missing of the body is only detail.
  }
  reader?.cancel().catch(() => {});
  return text.slice(0, LIMIT);
}
